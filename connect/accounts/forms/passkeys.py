"""What a passkey says, and what it is called. The script fills in `credential`."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired

from connect.accounts.models.passkeys import LONGEST_KEY_NAME
from connect.web.forms import at_most, one_line

LONGEST_ANSWER = 20_000


def answer_field() -> HiddenField:
    return HiddenField(validators=[at_most(LONGEST_ANSWER)])


class PasskeyNameForm(FlaskForm):
    name = StringField(
        _("Name of the passkey"),
        [
            DataRequired(_("Give the passkey a name, so that you know it again.")),
            at_most(LONGEST_KEY_NAME),
        ],
        description=_("For you alone, such as “telephone” or “office computer”."),
        filters=[one_line],
        render_kw={"autocomplete": "off"},
    )


class PasskeyForm(PasskeyNameForm):
    credential = answer_field()


class PasskeySignInForm(FlaskForm):
    credential = answer_field()
    kept = HiddenField()
