"""What is filled in to change an account."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField
from wtforms.validators import DataRequired

from connect.accounts.forms.signing_in import code_field
from connect.members.fields import email_field, new_password_field
from connect.web.forms import at_most


def proof_field() -> PasswordField:
    return PasswordField(
        _("Your password or a code"),
        [DataRequired(_("Fill in your password or a code.")), at_most(128)],
        description=_("A code of your app, or a recovery code, will do as well."),
        render_kw={"autocomplete": "current-password"},
    )


class ProofForm(FlaskForm):
    proof = proof_field()


class ChangePasswordForm(FlaskForm):
    """`current` is taken away for who has no password yet."""

    current = PasswordField(
        _("Your password now"),
        [DataRequired(_("Fill in your password.")), at_most(128)],
        render_kw={"autocomplete": "current-password"},
    )
    password = new_password_field(_("New password"))


class NewAddressForm(FlaskForm):
    email = email_field()


class SetUpForm(FlaskForm):
    """`secret` is encrypted and sealed: the form carries it until the app shows a code of it."""

    secret = HiddenField()
    code = code_field(_("Code"), _("The six digits that the app shows now."))
