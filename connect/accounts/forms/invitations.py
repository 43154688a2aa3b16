"""What organisers fill in to invite: one person, a link for several, a spreadsheet."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    Field,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from connect.accounts.actions.invitations import LONGEST_DAYS, USUAL_DAYS
from connect.members.fields import checkboxes, normalise_address, strip
from connect.members.queries import member_with_email
from connect.places.forms import MunicipalityField
from connect.web.forms import at_most, one_line, options
from connect.web.languages import LOCALES, OWN_NAMES


class SendingForm(FlaskForm):
    """What goes for every invitation: its language, its words, how long it lasts."""

    locale = RadioField(
        _("Language of the invitation"),
        [DataRequired(_("Choose a language."))],
        choices=options((code, OWN_NAMES[code]) for code in LOCALES),
    )
    message = TextAreaField(
        _("A personal word"),
        [at_most(1000)],
        description=_("It stands in the mail, under your name."),
        filters=[strip],
    )
    days = IntegerField(
        _("For how many days the link works"),
        [
            InputRequired(_("Fill in a number.")),
            NumberRange(1, LONGEST_DAYS, _("This is a number from 1 to 90.")),
        ],
        default=USUAL_DAYS,
    )


class InvitationForm(SendingForm):
    email = EmailField(
        _("E-mail address"),
        [Optional(), normalise_address],
        description=_("The link is mailed there. Leave it empty for a link you hand out."),
        filters=[strip],
    )
    name = StringField(_("Name"), [at_most(80)], filters=[one_line])
    function = StringField(_("Function"), [at_most(120)], filters=[one_line])
    municipality = MunicipalityField(_("Municipality"), [Optional()])
    organisation = SelectField(
        _("Organisation"), [Optional()], coerce=lambda value: int(value) if value else None
    )
    role = RadioField(
        _("Role"),
        [DataRequired(_("Choose a role."))],
        choices=options(
            [
                ("member", _("Member")),
                ("moderator", _("Moderator of the themes chosen below")),
                ("organiser", _("Organiser")),
            ]
        ),
        default="member",
    )
    themes = checkboxes(_("Themes to follow"), coerce=int)
    uses = IntegerField(
        _("How many people may use the link"),
        [
            InputRequired(_("Fill in a number.")),
            NumberRange(1, 500, _("This is a number from 1 to 500.")),
        ],
        description=_("A mailed link is for one person."),
        default=1,
    )

    def validate_email(self, field: Field) -> None:
        if field.data and member_with_email(field.data):
            raise ValidationError(_("This address has an account already."))

    def validate_role(self, field: Field) -> None:
        """A link that is handed on must not give away what it was not meant for."""
        if field.data != "member" and not self.email.data:
            raise ValidationError(
                _("A moderator or an organiser is invited by mail: fill in the address.")
            )

    def validate_themes(self, field: Field) -> None:
        if self.role.data == "moderator" and not field.data:
            raise ValidationError(_("Choose the themes that this person will moderate."))
