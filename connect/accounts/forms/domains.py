"""What organisers fill in to let the people of a domain join at once."""

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, Optional

from connect.accounts.mail_domains import DomainRefused, Refusal, normal_domain
from connect.members.fields import strip
from connect.places.forms import MunicipalityField
from connect.web.forms import options

REASONS: dict[Refusal, object] = {
    "not a domain": _("This is not a domain: it should look like mechelen.be."),
    "public mail": _("Anybody can have an address there: it tells nothing about who asks."),
    "other letters": _("This domain has letters of another alphabet, that look like ours."),
}


class DomainForm(FlaskForm):
    domain = StringField(
        _("Domain"),
        [DataRequired(_("Fill in a domain."))],
        description=_(
            "What stands after the @. One below it, such as school.mechelen.be, is added apart."
        ),
        filters=[strip],
        render_kw={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"},
    )
    municipality = MunicipalityField(_("Municipality"), [Optional()])
    organisation = SelectField(
        _("Organisation"), coerce=lambda value: int(value) if value else None
    )

    def offer_organisations(self, organisations: list[tuple[int, str]]) -> None:
        self.organisation.choices = options([("", _("None of these")), *organisations])

    def validate_domain(self, field: Field) -> None:
        try:
            field.data = normal_domain(field.data)
        except DomainRefused as error:
            raise ValidationError(REASONS[error.refusal]) from None

    def validate_organisation(self, field: Field) -> None:
        """One of the two: which place does the domain vouch for?"""
        if bool(field.data) == bool(self.municipality.data) and not self.municipality.errors:
            raise ValidationError(_("Choose either a municipality or an organisation."))
