"""How the parts of a synthesis are called, in each of the languages it is written in."""

from flask_babel import force_locale
from flask_babel import lazy_gettext as _

from connect.syntheses.models import Section

SECTION_NAMES = {
    "agreed": _("Agreed"),
    "debated": _("Debated"),
    "open": _("Open questions"),
}


def section_name(section: Section, lang: str) -> str:
    with force_locale(lang):
        return str(SECTION_NAMES[section])
