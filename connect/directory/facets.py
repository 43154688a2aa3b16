"""The filters beside the list, in the reader's words: what one can choose, and what is chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from connect.directory.asking import Asked
from connect.directory.counting import Counts
from connect.folding import fold
from connect.places import municipalities
from connect.themes.models import Theme
from connect.web.languages import OWN_NAMES

LABELS = {
    "q": _("Search"),
    "function": _("Function"),
    "topic": _("Subject"),
    "region": _("Region"),
    "province": _("Province"),
    "municipality": _("Municipality"),
    "level": _("Level"),
    "theme": _("Theme"),
    "language": _("Language"),
    "topics": _("Help"),
}
TOPIC_KINDS = {"offers": _("Can help with"), "seeks": _("Looks for")}
# No level of government: it has none in the vocabulary.
OTHER_LEVELS = {"association": _("Association")}

Names = Mapping[str, str]
"""Of the values of a facet, in the order in which they are offered."""


@dataclass(frozen=True)
class Option:
    """`lang` when its name is of another language than the page."""

    value: str
    name: str
    count: int
    is_chosen: bool
    lang: str | None = None


@dataclass(frozen=True)
class Chip:
    """One filter that is set: `address` is the list without it, `count` how many it would show
    without all that this filter asks."""

    label: str
    name: str
    address: str
    count: int
    lang: str | None = None


@dataclass(frozen=True)
class Facets:
    options: Mapping[str, Sequence[Option]]
    chips: Sequence[Chip]


def facets(
    asked: Asked, counts: Counts, themes: Sequence[Theme], levels: Names, locale: str
) -> Facets:
    """`levels`: the names of levels of government by code."""
    names = _names(counts, themes, levels, locale)
    return Facets(
        options={facet: list(_options(asked, counts, facet, names[facet])) for facet in names},
        chips=list(_chips(asked, counts, names)),
    )


def _options(asked: Asked, counts: Counts, facet: str, names: Names) -> Iterator[Option]:
    """What nobody would be found by is not offered, unless it is chosen already."""
    behind, chosen = counts.of(facet), asked.values(facet)
    for value, name in names.items():
        if behind[value] or value in chosen:
            yield Option(
                value=value,
                name=name,
                count=behind[value],
                is_chosen=value in chosen,
                lang=value if facet == "language" else None,
            )


def _chips(asked: Asked, counts: Counts, names: Mapping[str, Names]) -> Iterator[Chip]:
    for facet, value in asked.pairs:
        known = names.get(facet)
        yield Chip(
            label=LABELS[facet],
            name=known.get(value, value) if known is not None else value,
            address=asked.without(facet, value if known is not None else None).address(),
            count=counts.without.get("topics" if facet == "topic" else facet, 0),
            lang=value if facet == "language" else None,
        )


def _names(
    counts: Counts, themes: Sequence[Theme], levels: Names, locale: str
) -> Mapping[str, Names]:
    return {
        "region": _sorted({code: a.name(locale) for code, a in municipalities.regions().items()}),
        "province": _sorted(
            {code: area.name(locale) for code, area in municipalities.provinces().items()}
        ),
        "municipality": _sorted(
            {code: municipalities.get(code).name(locale) for code in counts.of("municipality")}
        ),
        "level": {**levels, **{code: level_name(code, levels) for code in counts.of("level")}},
        "theme": {theme.slug: theme.name(locale) for theme in themes},
        "language": OWN_NAMES,
        "topics": TOPIC_KINDS,
    }


def level_name(level: str, levels: Names) -> str:
    return levels.get(level) or str(OTHER_LEVELS.get(level, level))


def _sorted(names: Names) -> Names:
    return dict(sorted(names.items(), key=lambda item: fold(item[1])))
