"""What is filled in to become a member: asking, joining, inviting."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    Field,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from connect.members.fields import (
    SpeaksForForm,
    checkboxes,
    email_field,
    function_field,
    name_field,
    new_password_field,
    normalise_address,
    strip,
)
from connect.places.forms import MunicipalityField
from connect.web.forms import at_most, one_line, options
from connect.web.languages import LOCALES, OWN_NAMES


class JoinRequestForm(FlaskForm):
    name = name_field()
    email = email_field()
    function = function_field()
    municipality = MunicipalityField(_("Municipality"), [Optional()])
    organisation = StringField(
        _("Organisation"),
        [at_most(120)],
        description=_("If you do not speak for a municipality."),
        filters=[one_line],
        render_kw={"autocomplete": "organization"},
    )
    message = TextAreaField(
        _("A word to the organisers"),
        [at_most(2000)],
        filters=[strip],
    )

    def validate_organisation(self, field: Field) -> None:
        if not field.data and not self.municipality.data:
            raise ValidationError(_("Tell us which municipality or organisation you speak for."))


class JoinForm(SpeaksForForm):
    """`email` is taken away when the invitation was mailed to one."""

    email = email_field()
    password = new_password_field()


class DeclineForm(FlaskForm):
    reason = TextAreaField(
        _("Reason"),
        [
            DataRequired(_("Give a reason: it is sent to the person who asked.")),
            at_most(1000),
        ],
        filters=[strip],
    )


class InvitationForm(FlaskForm):
    email = EmailField(
        _("E-mail address"),
        [Optional(), normalise_address],
        description=_("The link is mailed there. Leave it empty for a link you hand out."),
        filters=[strip],
    )
    locale = RadioField(
        _("Language of the invitation"),
        [DataRequired(_("Choose a language."))],
        choices=options((code, OWN_NAMES[code]) for code in LOCALES),
    )
    role = RadioField(
        _("Role"),
        [DataRequired(_("Choose a role."))],
        choices=options([("member", _("Member")), ("organiser", _("Organiser"))]),
        default="member",
    )
    municipality = MunicipalityField(_("Municipality"), [Optional()])
    themes = checkboxes(_("Themes to follow"), coerce=int)
    uses = IntegerField(
        _("How many people may use the link"),
        [
            InputRequired(_("Fill in a number.")),
            NumberRange(1, 500, _("This is a number from 1 to 500.")),
        ],
        default=1,
    )
