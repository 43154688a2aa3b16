"""What a sheet can be found by, derived from what it says and where its municipalities lie."""

from collections.abc import Iterator
from typing import Literal, get_args

from connect.places import municipalities
from connect.strategies.models import Strategy

Facet = Literal[
    "theme",
    "municipality",
    "province",
    "region",
    "size",
    "axis",
    "target_group",
    "partner",
    "evidence",
    "status",
    "lang",
    "badge",
]
FACETS: tuple[Facet, ...] = get_args(Facet)


def facets_of(strategy: Strategy) -> set[tuple[Facet, str]]:
    """All (facet, value) pairs; a value is an id, a REFNIS code, or a code of the sheet."""
    return {(facet, value) for facet, value in _pairs(strategy) if value}


def _pairs(strategy: Strategy) -> Iterator[tuple[Facet, str]]:
    sheet = strategy.sheet
    yield from (("theme", str(theme_id)) for theme_id in strategy.theme_ids)
    for refnis in strategy.municipalities:
        place = municipalities.get(refnis)
        yield "municipality", refnis
        yield "province", place.province or ""
        yield "region", place.region
        yield "size", place.size or ""
    yield from (("axis", code) for code in sheet.get("axis", []))
    yield from (("target_group", code) for code in sheet.get("target_groups", []))
    yield from (("partner", row.get("level", "")) for row in sheet.get("partners", []))
    yield "evidence", sheet.get("evidence", "")
    yield "status", sheet.get("status", "")
    yield "lang", strategy.lang
    yield "badge", "proven" if strategy.proven_at else ""
