"""What a reader looks for among strategies, as an address says it, and what is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from connect.folding import fold
from connect.places import municipalities
from connect.rich_text import clean
from connect.strategies.facets import Facet
from connect.strategies.finding_names import FACET_NAMES, Names
from connect.strategies.index import Index, Order, Place, Slots

LIST_URL = "/strategies/"
LONGEST_WORDS = 100
MOST_PLACES = 8


@dataclass(frozen=True)
class Wanted:
    """`chosen` holds known values alone: others are as if nobody had asked. `meant` are those
    municipalities that a typed name may mean, when it may mean several."""

    chosen: Mapping[Facet, tuple[str, ...]]
    words: str = ""
    archived: bool = False
    order: Order = "updated"
    after: Place | None = None
    typed: str = ""
    meant: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or self.words)

    @property
    def count(self) -> int:
        """How many filters are on."""
        return sum(len(values) for values in self.chosen.values()) + bool(self.words)

    def has(self, facet: Facet, value: str) -> bool:
        return value in self.chosen.get(facet, ())

    def only(self, facet: Facet, *values: str) -> "Wanted":
        """The same from the start, with these values of one facet instead of those chosen."""
        chosen = {name: kept for name, kept in self.chosen.items() if name != facet}
        return self._anew(chosen={**chosen, facet: values} if values else chosen)

    def without(self, facet: Facet, value: str) -> "Wanted":
        return self.only(facet, *(kept for kept in self.chosen.get(facet, ()) if kept != value))

    def without_words(self) -> "Wanted":
        return self._anew(words="")

    @property
    def from_start(self) -> "Wanted":
        """Its first page."""
        return self._anew()

    def after_place(self, place: Place) -> "Wanted":
        """The next page, which begins after a place."""
        return replace(self._anew(), after=place)

    def url(self, path: str = LIST_URL) -> str:
        """Its address, the same whichever way it was put together."""
        asked: list[tuple[str, str]] = [
            (in_addresses(facet), value)
            for facet in FACET_NAMES
            for value in sorted(self.chosen.get(facet, ()))
        ]
        if self.words:
            asked.append(("q", self.words))
        if self.archived:
            asked.append(("archived", "1"))
        if self.order != "updated":
            asked.append(("sort", self.order))
        if self.after:
            asked.append(("after", "{}.{}".format(*self.after)))
        return f"{path}?{urlencode(asked)}" if asked else path

    def _anew(self, **changes: object) -> "Wanted":
        return replace(self, after=None, typed="", meant=(), **changes)  # type: ignore[arg-type]


def in_addresses(facet: Facet) -> str:
    """What a facet is called there: on every page `lang` chooses the language of the page."""
    return "language" if facet == "lang" else facet


def wanted_in(query: MultiDict[str, str], names: Names) -> Wanted:
    """What an address asks for. What it says and we do not know is left aside."""
    chosen: dict[Facet, tuple[str, ...]] = {}
    for facet, known in names.values.items():
        asked = query.getlist(in_addresses(facet))
        values = tuple(dict.fromkeys(value for value in asked if value in known))
        if values:
            chosen[facet] = values
    typed = clean(query.get("place", ""))[:LONGEST_WORDS]
    meant = tuple(place.refnis for place in municipalities.meant(typed)[:MOST_PLACES])
    if len(meant) == 1:
        chosen["municipality"] = tuple(dict.fromkeys((*chosen.get("municipality", ()), *meant)))
        typed, meant = "", ()
    order = _order(query.get("sort"))
    return Wanted(
        chosen=chosen,
        words=clean(query.get("q", ""))[:LONGEST_WORDS].strip(),
        archived=query.get("archived") == "1",
        order=order,
        after=_place(query.get("after", ""), order),
        typed=typed,
        meant=meant,
    )


@dataclass(frozen=True)
class Selection:
    """What is found in an index. `base` are those that the reader may find at all, `saying`
    those with the words that were asked for."""

    index: Index
    wanted: Wanted
    base: Slots
    saying: Slots

    @property
    def found(self) -> Slots:
        return self.without(None)

    @property
    def total(self) -> int:
        return self.found.bit_count()

    def without(self, left_out: Facet | None) -> Slots:
        """What would be found if nobody had asked for anything of this facet."""
        found = self.base & self.saying
        for facet, values in self.wanted.chosen.items():
            if facet != left_out:
                found &= self.index.having(facet, values)
        return found

    def without_words(self) -> Slots:
        return replace(self, saying=self.base).found

    def counts(self, facet: Facet) -> dict[str, int]:
        """By value: how many would be found with this one, whatever else of the facet is."""
        return self.index.counts(facet, self.without(facet))

    def page(self, size: int) -> tuple[Sequence[int], Place | None]:
        """The ids of a page, and the place after which the next one begins, if there is one."""
        places: list[Place] = []
        for place in self.index.in_order(self.wanted.order, self.found, self.wanted.after):
            if len(places) == size:
                return [number for _, number in places], places[-1]
            places.append(place)
        return [number for _, number in places], None


def _order(asked: str | None) -> Order:
    return next((order for order in get_args(Order) if order == asked), "updated")


def _place(cursor: str, order: Order) -> Place | None:
    key, _, number = cursor.rpartition(".")
    if not _is_number(number):
        return None
    if order == "title":
        return fold(key), int(number)
    return (int(key), int(number)) if _is_number(key.removeprefix("-")) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 19
