"""How many members there are behind each value of each filter, in one statement."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, literal, select, union_all

from connect.database import db
from connect.directory.asking import Asked
from connect.directory.conditions import LEVEL, WORKPLACE, Conditions, says, speaks
from connect.directory.places import find_municipality
from connect.members.models import Member, MemberTopic
from connect.members.queries import is_known
from connect.members.visibility import is_shown
from connect.themes.models import Theme, ThemeFollow
from connect.web.languages import OWN_NAMES

ALL = ""

Counted = Select[Any, Any, int]
"""Facet, value, how many."""


@dataclass(frozen=True)
class Counts:
    """`behind`: by facet, how many have each value among those who meet all the other filters.
    `without`: by filter, how many there would be if it were not set."""

    total: int
    behind: Mapping[str, Counter[str]]
    without: Mapping[str, int]

    def of(self, facet: str) -> Counter[str]:
        return self.behind.get(facet, Counter())


def count(reader: Member, asked: Asked, conditions: Conditions, themes: Sequence[Theme]) -> Counts:
    rows = db.session.execute(union_all(*_parts(reader, asked, conditions, themes)))
    found: dict[str, Counter[str]] = {}
    for facet, value, number in rows:
        if value is not None:
            found.setdefault(facet, Counter())[value] += number
    without = found.pop("without", Counter())
    total = found.pop("total", Counter())[ALL]
    found["region"] = by_area(found.get("region", Counter()), "region")
    found["province"] = by_area(found.get("province", Counter()), "province")
    return Counts(total=total, behind=found, without=without)


def _parts(
    reader: Member, asked: Asked, conditions: Conditions, themes: Sequence[Theme]
) -> Iterator[Counted]:
    yield _counted("total", literal(ALL), conditions)
    for name in conditions:
        yield _counted("without", literal(name), conditions, but=name)
    for facet in ("region", "province", "municipality"):
        yield _grouped(facet, WORKPLACE, conditions)
    yield _grouped("level", LEVEL, conditions)
    yield _themes(reader, conditions, themes)
    for language in OWN_NAMES:
        of_language = _counted("language", literal(language), conditions, but="language")
        yield of_language.where(speaks(reader, language))
    yield _topics(reader, asked, conditions)


def _counted(
    name: str, value: SQLColumnExpression[Any], conditions: Conditions, *, but: str = ""
) -> Counted:
    met = [condition for facet, condition in conditions.items() if facet != but]
    return (
        select(literal(name), value, func.count())
        .select_from(Member)
        .outerjoin(Member.organisation)
        .where(is_known(), *met)
    )


def _grouped(facet: str, value: SQLColumnExpression[Any], conditions: Conditions) -> Counted:
    return _counted(facet, value, conditions, but=facet).group_by(value)


def _themes(reader: Member, conditions: Conditions, themes: Sequence[Theme]) -> Counted:
    """By slug. Whoever keeps their themes from this reader is in none of these counts."""
    return (
        _grouped("theme", Theme.slug, conditions)
        .join(ThemeFollow, ThemeFollow.member_id == Member.id)
        .join(Theme, Theme.id == ThemeFollow.theme_id)
        .where(Theme.id.in_([theme.id for theme in themes]), is_shown(Member.themes_for, reader))
    )


def _topics(reader: Member, asked: Asked, conditions: Conditions) -> Counted:
    """By kind, those with a topic that says what is asked."""
    return (
        _grouped("topics", MemberTopic.kind, conditions)
        .with_only_columns(literal("topics"), MemberTopic.kind, func.count(Member.id.distinct()))
        .join(MemberTopic, MemberTopic.member_id == Member.id)
        .where(*says(asked.text("topic")), is_shown(Member.expertise_for, reader))
    )


def by_area(by_municipality: Counter[str], area: str) -> Counter[str]:
    """`area` is "region" or "province"."""
    found: Counter[str] = Counter()
    for refnis, number in by_municipality.items():
        place = find_municipality(refnis)
        code = place and getattr(place, area)
        if code:
            found[code] += number
    return found
