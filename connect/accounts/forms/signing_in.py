"""What is filled in to sign in, or to find the way back in."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import DataRequired

from connect.members.fields import LONGEST_ADDRESS, email_field, new_password_field
from connect.web.forms import at_most


class SignInForm(FlaskForm):
    email = EmailField(
        _("E-mail address"),
        [DataRequired(_("Fill in your e-mail address.")), at_most(LONGEST_ADDRESS)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _("Password"),
        [DataRequired(_("Fill in your password.")), at_most(128)],
        render_kw={"autocomplete": "current-password"},
    )


class ForgottenPasswordForm(FlaskForm):
    email = email_field()


class NewPasswordForm(FlaskForm):
    password = new_password_field()


class ConfirmForm(FlaskForm):
    """A button: a mail server that opens every link must not confirm by looking."""
