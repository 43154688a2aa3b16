"""The field in which somebody types a municipality."""

from typing import ClassVar

from flask_babel import gettext as _
from wtforms import StringField

from connect.places import municipalities
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
