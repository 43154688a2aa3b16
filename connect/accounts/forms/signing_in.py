"""What is filled in to sign in, or to find the way back in."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired

from connect.members.fields import LONGEST_ADDRESS, email_field, new_password_field
from connect.web.forms import at_most, one_line


def code_field(label: str, description: str) -> StringField:
    """Digits as people type them, with spaces or without; recovery codes have letters too."""
    return StringField(
        label,
        [DataRequired(_("Fill in the code.")), at_most(40)],
        description=description,
        filters=[one_line],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"},
    )


class SignInForm(FlaskForm):
    email = EmailField(
        _("E-mail address"),
        [DataRequired(_("Fill in your e-mail address.")), at_most(LONGEST_ADDRESS)],
        render_kw={"autocomplete": "username webauthn"},
    )
    password = PasswordField(
        _("Password"),
        [DataRequired(_("Fill in your password.")), at_most(128)],
        render_kw={"autocomplete": "current-password"},
    )
    # What a page carries through signing in, such as a text whose session ended.
    kept = HiddenField()


class SecondFactorForm(FlaskForm):
    code = code_field(_("Code"), _("Six digits from your app, or one of your recovery codes."))
    kept = HiddenField()


class AddressForm(FlaskForm):
    """To whom to mail a link."""

    email = email_field()


class NewPasswordForm(FlaskForm):
    password = new_password_field()


class ConfirmForm(FlaskForm):
    """A button: a mail server that opens every link must not confirm by looking."""
