"""The field in which somebody types a municipality, and the form of a vocabulary's term."""

from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, StringField, ValidationError
from wtforms.validators import DataRequired

from connect.places import municipalities
from connect.places.errors import TermKnown
from connect.places.vocabularies import Names, code_for
from connect.web.forms import at_most, one_line
from connect.web.languages import current_locale


class MunicipalityField(StringField):
    """Typed as a name or a postal code and resolved here, so that it works without JavaScript.
    `data` is a REFNIS code or None; what was typed stays in the field."""

    render_kw: ClassVar[dict[str, str]] = {
        "data-controller": "municipality",
        "data-action": "municipality#suggest",
    }

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        self.data: str | None = None
        if typed:
            self.data = resolved(typed)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return municipalities.get(self.data).name(current_locale()) if self.data else ""


def resolved(typed: str) -> str:
    """The REFNIS code of what was typed; ValueError in the member's words."""
    found = municipalities.meant(typed)
    if len(found) == 1:
        return found[0].refnis
    if not found:
        raise ValueError(
            _("We know no municipality “%(typed)s”. Try its postal code.", typed=typed[:80])
        )
    names = ", ".join(municipality.name(current_locale()) for municipality in found)
    raise ValueError(_("Several municipalities are possible: %(names)s.", names=names))


def _name_field(label: str, *required: DataRequired) -> StringField:
    return StringField(label, [*required, at_most(80)], filters=[one_line])


class TermForm(FlaskForm):
    name_fr = _name_field(
        lazy_gettext("Name in French"), DataRequired(lazy_gettext("Fill in the French name."))
    )
    name_nl = _name_field(
        lazy_gettext("Name in Dutch"), DataRequired(lazy_gettext("Fill in the Dutch name."))
    )
    name_en = _name_field(lazy_gettext("Name in English"))

    def validate_name_fr(self, field: Field) -> None:
        if not code_for(field.data):
            raise ValidationError(_("Write the name with letters."))

    @property
    def names(self) -> Names:
        return Names(self.name_fr.data, self.name_nl.data, self.name_en.data)

    def refuse(self, known: TermKnown) -> None:
        """Say which term has this name already."""
        self.name_fr.errors = [
            _("“%(name)s” was on this list and is retired: you can bring it back.", name=known.name)
            if known.retired
            else _("“%(name)s” is on this list already.", name=known.name)
        ]
