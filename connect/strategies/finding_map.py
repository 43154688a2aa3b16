"""Where the strategies that are found come from, on the map and in the table beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from connect.folding import fold
from connect.members.models import Member
from connect.places.belgium import MapArea, MapPoint, outlines
from connect.strategies.facets import Facet
from connect.strategies.finding import Selection, Wanted
from connect.strategies.finding_names import Names
from connect.strategies.finding_page import Loosening, chips, selection_of

PLACES: Sequence[Facet] = ("region", "province", "municipality")
MAP_URL = "/strategies/map"


@dataclass(frozen=True)
class StrategyMap:
    """`areas` are all provinces, and Brussels; `points` the municipalities that carry something.
    A strategy of two municipalities counts at both, and once in `total`."""

    wanted: Wanted
    total: int
    areas: Sequence[MapArea]
    points: Sequence[MapPoint]
    chips: Sequence[Loosening]


def strategy_map(reader: Member | None, query: MultiDict[str, str], locale: str) -> StrategyMap:
    """Of what meets every filter but those of places; each place leads to the list with it."""
    selection, names = selection_of(reader, query, locale)
    wanted = selection.wanted.from_start
    for facet in PLACES:
        wanted = wanted.only(facet)
    selection = replace(selection, wanted=wanted)
    return StrategyMap(
        wanted=wanted,
        total=selection.total,
        areas=sorted(_areas(selection, names), key=lambda area: fold(area.name)),
        points=sorted(_points(selection, names), key=lambda point: fold(point.name)),
        chips=chips(wanted, names, MAP_URL),
    )


def _areas(selection: Selection, names: Names) -> Iterator[MapArea]:
    areas: Sequence[Facet] = ("region", "province")
    for facet in areas:
        counts = selection.counts(facet)
        for code in names.values[facet]:
            if code in outlines():
                yield MapArea(*_told(selection, names, facet, code, counts))


def _points(selection: Selection, names: Names) -> Iterator[MapPoint]:
    counts = selection.counts("municipality")
    for refnis in counts:
        yield MapPoint(*_told(selection, names, "municipality", refnis, counts))


def _told(
    selection: Selection, names: Names, facet: Facet, code: str, counts: Mapping[str, int]
) -> tuple[str, str, int, str]:
    """Code, name, count, and the list that the place leads to where there is one."""
    count = counts.get(code, 0)
    url = selection.wanted.only(facet, code).url() if count else ""
    return code, names.values[facet][code], count, url
