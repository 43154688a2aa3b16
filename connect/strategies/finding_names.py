"""What facets and their values are called in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flask_babel import lazy_gettext as _

from connect.folding import fold
from connect.members.models import Member
from connect.places import municipalities
from connect.places.sizes import SIZES
from connect.places.vocabularies import vocabulary_names
from connect.strategies.facets import Facet
from connect.strategies.fields import CHOICES
from connect.themes.models import Theme
from connect.themes.queries import listed_themes
from connect.web.languages import OWN_NAMES

FACET_NAMES: Mapping[Facet, str] = {
    "theme": _("Theme"),
    "region": _("Region"),
    "province": _("Province"),
    "municipality": _("Municipality"),
    "size": _("Size of the municipality"),
    "axis": _("Axis"),
    "target_group": _("For whom"),
    "partner": _("With which partners"),
    "status": _("Where it stands"),
    "evidence": _("Level of evidence"),
    "badge": _("Badge"),
    "lang": _("Language"),
}
"""In the order in which a reader meets them."""
BADGES: Mapping[str, str] = {"proven": _("Proven practice")}
VOCABULARIES: Mapping[Facet, str] = {
    "target_group": "target_group",
    "partner": "government_level",
}


@dataclass(frozen=True)
class Names:
    """`themes` are those whose name the reader may know; `values` what each facet's values are
    called, in the order in which they are offered."""

    locale: str
    themes: Mapping[int, Theme]
    values: Mapping[Facet, Mapping[str, str]]


def names_for(reader: Member | None, locale: str) -> Names:
    """In two queries: themes and terms are rows that organisers edit."""
    themes = listed_themes(reader)
    terms = vocabulary_names(locale)
    areas = {"region": municipalities.regions(), "province": municipalities.provinces()}
    lists: dict[Facet, Mapping[str, str]] = {
        "theme": {str(theme.id): theme.name(locale) for theme in themes},
        "municipality": _municipality_names(locale),
        "size": SIZES,
        "axis": CHOICES["axis"],
        "status": CHOICES["status"],
        "evidence": CHOICES["evidence"],
        "badge": BADGES,
        "lang": OWN_NAMES,
    }
    for facet in ("region", "province"):
        lists[facet] = {code: area.name(locale) for code, area in areas[facet].items()}
    for facet, vocabulary in VOCABULARIES.items():
        lists[facet] = {code: name for (of, code), name in terms.items() if of == vocabulary}
    return Names(locale, {theme.id: theme for theme in themes}, lists)


@cache
def _municipality_names(locale: str) -> Mapping[str, str]:
    """In the order of the names."""
    names = {m.refnis: m.name(locale) for m in municipalities.all_municipalities()}
    return dict(sorted(names.items(), key=lambda named: fold(named[1])))
