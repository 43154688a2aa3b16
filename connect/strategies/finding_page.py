"""What the page of found strategies shows: a page of rows, facets with counts, ways on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from connect.members.models import Member
from connect.members.readers import audiences_of
from connect.strategies.facets import Facet
from connect.strategies.finding import LIST_URL, Selection, Wanted, in_addresses, wanted_in
from connect.strategies.finding_names import FACET_NAMES, Names, names_for
from connect.strategies.index import EVERYWHERE, Index, Slots
from connect.strategies.indexing import current_index
from connect.strategies.lists import StrategyRow, strategies_saying, strategy_rows

PAGE_SIZE = 20
MOST_MUNICIPALITIES = 12
MOST_LOOSENINGS = 3


@dataclass(frozen=True)
class Choice:
    """A value of a facet: how many strategies it would find, and whether it was chosen."""

    value: str
    name: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class ShownFacet:
    facet: Facet
    name: str
    parameter: str
    choices: Sequence[Choice]

    @property
    def chosen_count(self) -> int:
        return sum(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class Loosening:
    """A filter that can be taken off, and how many strategies are found then."""

    name: str
    url: str
    count: int = 0


@dataclass(frozen=True)
class FoundPage:
    wanted: Wanted
    names: Names
    rows: Sequence[StrategyRow]
    total: int
    facets: Sequence[ShownFacet]
    chips: Sequence[Loosening]
    next_url: str | None
    loosenings: Sequence[Loosening]


def found_page(reader: Member | None, query: MultiDict[str, str], locale: str) -> FoundPage:
    """In four queries when the index is up to date; five with words."""
    selection, names = selection_of(reader, query, locale)
    wanted = selection.wanted
    ids, last = selection.page(PAGE_SIZE)
    return FoundPage(
        wanted=wanted,
        names=names,
        rows=strategy_rows(reader, ids, names.themes),
        total=selection.total,
        facets=list(_facets(selection, names)),
        chips=chips(wanted, names),
        next_url=wanted.after_place(last).url() if last else None,
        loosenings=[] if ids else _loosenings(selection, names),
    )


def selection_of(
    reader: Member | None, query: MultiDict[str, str], locale: str
) -> tuple[Selection, Names]:
    index = current_index()
    names = names_for(reader, locale)
    wanted = wanted_in(query, names)
    saying = index.of(strategies_saying(reader, wanted.words)) if wanted.words else EVERYWHERE
    return Selection(index, wanted, readable(index, reader, wanted.archived), saying), names


def readable(index: Index, reader: Member | None, archived: bool = False) -> Slots:
    """What a reader's audience may find: what is current, and if asked for what was."""
    states = ("published", "archived") if archived else ("published",)
    return index.having("visibility", audiences_of(reader)) & index.having("state", states)


def chips(wanted: Wanted, names: Names, path: str = LIST_URL) -> list[Loosening]:
    """Everything that was asked for, each with the address that asks for all but this."""
    found = [
        Loosening(str(names.values[facet][value]), wanted.without(facet, value).url(path))
        for facet in FACET_NAMES
        for value in wanted.chosen.get(facet, ())
    ]
    if wanted.words:
        found.append(Loosening(wanted.words, wanted.without_words().url(path)))
    return found


def _facets(selection: Selection, names: Names) -> Sequence[ShownFacet]:
    shown = []
    for facet, name in FACET_NAMES.items():
        counts = selection.counts(facet)
        choices = _choices(facet, counts, selection.wanted, names.values[facet])
        if choices or facet == "municipality":
            shown.append(ShownFacet(facet, str(name), in_addresses(facet), choices))
    return shown


def _choices(
    facet: Facet, counts: Mapping[str, int], wanted: Wanted, names: Mapping[str, str]
) -> list[Choice]:
    """Those that find something or were chosen; of the hundreds of municipalities the first few."""
    kept = {*wanted.chosen.get(facet, ()), *(wanted.meant if facet == "municipality" else ())}
    choices = [
        Choice(value, str(name), counts.get(value, 0), wanted.has(facet, value))
        for value, name in names.items()
        if value in counts or value in kept
    ]
    if facet != "municipality":
        return choices
    choices.sort(key=lambda choice: -choice.count)
    first = {choice.value for choice in choices[:MOST_MUNICIPALITIES]}
    return [choice for choice in choices if choice.value in first | kept]


def _loosenings(selection: Selection, names: Names) -> list[Loosening]:
    """What finds most when one filter is taken off."""
    wanted = selection.wanted
    ways = [
        Loosening(
            ", ".join(str(names.values[facet][value]) for value in values),
            wanted.only(facet).url(),
            selection.without(facet).bit_count(),
        )
        for facet, values in wanted.chosen.items()
    ]
    if wanted.words:
        count = selection.without_words().bit_count()
        ways.append(Loosening(wanted.words, wanted.without_words().url(), count))
    ways = [way for way in ways if way.count]
    return sorted(ways, key=lambda way: -way.count)[:MOST_LOOSENINGS]
