"""What is filled in to hand a function over."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from connect.members.fields import LONGEST_ADDRESS, checkboxes, strip
from connect.members.models import Member
from connect.members.naming import members_meant
from connect.web.addresses import number_in
from connect.web.forms import at_most, one_line


class SuccessionForm(FlaskForm):
    """`found` is whom the typed name or address means."""

    successor = StringField(
        _("Successor"),
        [
            DataRequired(_("Say who takes over.")),
            at_most(LONGEST_ADDRESS),
        ],
        description=_("The name of a member, or their e-mail address."),
        filters=[one_line],
    )
    successor_id = HiddenField()
    parts = checkboxes(
        _("What is handed over"), validators=[DataRequired(_("Choose what is handed over."))]
    )
    message = TextAreaField(_("A word to your successor"), [at_most(1000)], filters=[strip])

    found: Member

    def __init__(self, starter: Member, giver: Member, **values: object) -> None:
        super().__init__(**values)
        self.starter, self.giver = starter, giver

    def validate_successor(self, field: Field) -> None:
        """Nobody learns whether somebody who is no member has left, or never was."""
        meant = members_meant(field.data, number_in(self.successor_id.data), but=self.giver.id)
        if len(meant) > 1:
            raise ValidationError(_("Several members have this name: fill in the e-mail address."))
        if not meant:
            raise ValidationError(_("We found no member with this name or address."))
        if meant[0].id == self.giver.id:
            raise ValidationError(_("Choose somebody else: this is the member who hands over."))
        if meant[0].id == self.starter.id:  # else closing an account would open its drafts
            raise ValidationError(_("Another organiser has to start a handover to you."))
        self.found = meant[0]
