"""What somebody looks for in the directory: the address of the list says all of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from connect.directory.places import find_municipality
from connect.places import municipalities
from connect.web.languages import OWN_NAMES

LIST = "/members/"
TEXTS = ("q", "function", "topic")
"""Filters that are typed."""
FACETS = ("region", "province", "municipality", "level", "theme", "language", "topics")
"""Filters that are chosen from what there is."""
TOPIC_KINDS = ("offers", "seeks")
LONGEST_TEXT = 80
LONGEST_CODE = 40
MOST_VALUES = 20


@dataclass(frozen=True)
class Asked:
    """`chosen` and `typed` by the filter's name; none of them is empty."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.chosen or self.typed)

    def values(self, facet: str) -> tuple[str, ...]:
        return self.chosen.get(facet, ())

    def text(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def filter_count(self) -> int:
        """Without the words that are searched for, which stand beside the filters."""
        return sum(name != "q" for name, _value in self.pairs)

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each filter that is set, as the address says it."""
        yield from self.typed.items()
        for facet, values in self.chosen.items():
            yield from ((facet, value) for value in values)

    def without(self, name: str, value: str | None = None) -> "Asked":
        """One filter less; with `value`, one value of it less."""
        left = tuple(kept for kept in self.values(name) if value and kept != value)
        chosen = {facet: values for facet, values in self.chosen.items() if facet != name}
        return replace(
            self,
            chosen=chosen | ({name: left} if left else {}),
            typed={known: text for known, text in self.typed.items() if known != name},
        )

    def address(self, path: str = LIST, **more: object) -> str:
        query = urlencode([*self.pairs, *((name, value) for name, value in more.items() if value)])
        return f"{path}?{query}" if query else path


def asked_in(arguments: "MultiDict[str, str]") -> Asked:
    """What cannot be is left out: nobody mistypes a link they were sent."""
    chosen = {facet: _known(facet, arguments.getlist(facet)) for facet in FACETS}
    typed = {name: arguments.get(name, "")[:LONGEST_TEXT].strip() for name in TEXTS}
    return Asked(
        chosen={facet: values for facet, values in chosen.items() if values},
        typed={name: text for name, text in typed.items() if text},
    )


def _known(facet: str, values: Sequence[str]) -> tuple[str, ...]:
    known = dict.fromkeys(value for value in values[:MOST_VALUES] if _can_be(facet, value))
    return tuple(known)


def _can_be(facet: str, value: str) -> bool:
    """Themes and levels are rows: who asks for one that does not exist finds nobody."""
    match facet:
        case "region":
            return value in municipalities.regions()
        case "province":
            return value in municipalities.provinces()
        case "municipality":
            return find_municipality(value) is not None
        case "language":
            return value in OWN_NAMES
        case "topics":
            return value in TOPIC_KINDS
        case _:
            return 0 < len(value) <= LONGEST_CODE
