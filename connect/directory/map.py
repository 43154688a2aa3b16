"""Where the members of a list work, on the map and in the table beside it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from connect.database import db
from connect.directory.asking import Asked
from connect.directory.conditions import WORKPLACE, Conditions, conditions_of
from connect.directory.counting import by_area
from connect.folding import fold
from connect.members.models import Member
from connect.members.queries import is_known
from connect.places import municipalities
from connect.places.belgium import MapArea, MapPoint, outlines
from connect.themes.models import Theme


@dataclass(frozen=True)
class MemberMap:
    """`areas` are the provinces and Brussels, all of them; `points` the municipalities where
    somebody works. `elsewhere`: members of an organisation that works in no one municipality."""

    areas: Sequence[MapArea]
    points: Sequence[MapPoint]
    elsewhere: int


def member_map(reader: Member, asked: Asked, themes: Sequence[Theme], locale: str) -> MemberMap:
    """Of those who meet every filter; each place leads to the list of its members."""
    found = _by_workplace(conditions_of(reader, asked, themes))
    elsewhere = found.pop(None, 0)
    there = Counter({refnis: number for refnis, number in found.items() if refnis})
    anywhere = asked.without("region").without("province").without("municipality")
    return MemberMap(
        areas=_areas(there, anywhere, locale),
        points=_points(there, anywhere, locale),
        elsewhere=elsewhere,
    )


def _by_workplace(conditions: Conditions) -> dict[str | None, int]:
    rows = db.session.execute(
        select(WORKPLACE, func.count())
        .select_from(Member)
        .outerjoin(Member.organisation)
        .where(is_known(), *conditions.values())
        .group_by(WORKPLACE)
    )
    return dict(rows.all())


def _areas(there: Counter[str], asked: Asked, locale: str) -> list[MapArea]:
    names = {
        code: area.name(locale)
        for code, area in {**municipalities.regions(), **municipalities.provinces()}.items()
        if code in outlines()
    }
    counts = by_area(there, "region") + by_area(there, "province")
    return [
        MapArea(code, name, counts[code], _list_of(code, counts[code], asked))
        for code, name in sorted(names.items(), key=lambda named: fold(named[1]))
    ]


def _list_of(code: str, number: int, asked: Asked) -> str:
    kind = "province" if code in municipalities.provinces() else "region"
    return asked.address(**{kind: code}) if number else ""


def _points(there: Counter[str], asked: Asked, locale: str) -> list[MapPoint]:
    points = [
        MapPoint(
            refnis,
            municipalities.get(refnis).name(locale),
            number,
            asked.address(municipality=refnis),
        )
        for refnis, number in there.items()
    ]
    return sorted(points, key=lambda point: fold(point.name))
