"""Reading a desk: its sections in a fixed number of statements, however much there is in them."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_, union_all

from connect.database import db
from connect.events import log
from connect.members.models import Member
from connect.moderation.desk import MOST_COUNTED, Desk, Line, Listed, Scope, Section
from connect.moderation.queries.sections import SECTIONS
from connect.themes.models import Theme

ON_THE_DESK = 10
ON_A_PAGE = 30
MOST_AT_ONCE = 1000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"(\d{1,17})-(\d{1,18})")

Counts = Mapping[str, Mapping[int | None, int]]
"""By section and theme."""


def moderated_themes(member: Member) -> Sequence[Theme]:
    """In their order; of organisers, all."""
    found = select(Theme).order_by(Theme.position)
    if not member.is_organiser:
        found = found.where(Theme.id.in_(member.moderated_theme_ids))
    return db.session.scalars(found).all()


def desk(themes: Sequence[Theme], scope: Scope) -> Desk:
    """The first lines of every section, and how many there are. The streams are read first."""
    heads = log.heads([stream_of(theme) for theme in themes])
    counts = counted(SECTIONS.values(), _of_all(themes, scope))
    listed = [_listed(section, scope, counts, ON_THE_DESK) for section in SECTIONS.values()]
    return Desk(themes, heads, listed)


def section_page(themes: Sequence[Theme], section: Section, scope: Scope, after: str) -> Desk:
    """One section, from the place `after`. Raises ValueError when that is no place of ours."""
    heads = log.heads([stream_of(theme) for theme in themes])
    counts = counted([section], _of_all(themes, scope))
    listed = _listed(section, scope, counts, ON_A_PAGE, after)
    if scope.state or scope.assignee_id:
        listed = replace(listed, size=_size(counted([section], scope)[section.name], scope))
    return Desk(themes, heads, [listed])


def stream_of(theme: Theme) -> str:
    return f"moderation:{theme.id}"


def counted(sections: Iterable[Section], scope: Scope) -> Counts:
    """In one statement. Of each section, no more than a little beyond MOST_COUNTED are counted."""
    sections = list(sections)
    parts = [_count(section, scope) for section in sections]
    counts: dict[str, dict[int | None, int]] = {section.name: {} for section in sections}
    for name, theme_id, count in db.session.execute(union_all(*parts)):
        counts[name][theme_id] = count
    return counts


def open_matters(themes: Sequence[Theme], may_answer: ColumnElement[bool]) -> int:
    """What waits for somebody in these themes: the number beside the name of the desk."""
    waiting = [section for section in SECTIONS.values() if section.waits]
    counts = counted(waiting, Scope([theme.id for theme in themes], may_answer))
    return sum(sum(by_theme.values()) for by_theme in counts.values())


def lines_of(section: Section, scope: Scope, ids: Collection[int]) -> dict[int, Line]:
    """Those among `ids` that still stand in the section, as they are now."""
    wanted = section.wanted(replace(scope, ids=ids)).execution_options(populate_existing=True)
    lines = map(section.line, db.session.scalars(wanted))
    return {line.id: line for line in lines}


def ids_of(section: Section, scope: Scope) -> Sequence[int]:
    """The whole list, as far as one batch goes."""
    return db.session.scalars(
        _ordered(section, section.wanted(scope))
        .with_only_columns(section.place[1])
        .limit(MOST_AT_ONCE)
    ).all()


def moment_number(moment: datetime) -> int:
    """In microseconds, as addresses and forms name a moment."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def _count(section: Section, scope: Scope) -> Select[Any]:
    some = (
        section.wanted(scope)
        .with_only_columns(section.theme_id.label("theme_id"))
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    name = literal(section.name).label("section")
    return select(name, some.c.theme_id, func.count()).group_by(some.c.theme_id)


def _of_all(themes: Sequence[Theme], scope: Scope) -> Scope:
    """The same, of all themes and states."""
    return Scope([theme.id for theme in themes], scope.may_answer, scope.not_by)


def _listed(section: Section, scope: Scope, counts: Counts, limit: int, after: str = "") -> Listed:
    size = _size(counts[section.name], scope)
    if not size:
        return Listed(section, scope, [], counts[section.name], size)
    wanted = _ordered(section, section.wanted(scope))
    if after:
        wanted = wanted.where(_is_beyond(section, after))
    rows = db.session.scalars(wanted.limit(limit + 1)).all()
    more = _cursor(section.placed(rows[limit - 1])) if len(rows) > limit else None
    lines = [section.line(row) for row in rows[:limit]]
    return Listed(section, scope, lines, counts[section.name], size, more)


def _size(counts: Mapping[int | None, int], scope: Scope) -> int:
    if scope.is_narrowed:
        return sum(counts.get(theme_id, 0) for theme_id in scope.theme_ids)
    return sum(counts.values())


def _is_beyond(section: Section, cursor: str) -> ColumnElement[bool]:
    place = tuple_(*section.place)
    reached = _place(section, cursor)
    return place < reached if section.is_latest_first else place > reached


def _ordered(section: Section, wanted: Select[Any]) -> Select[Any]:
    if section.is_latest_first:
        return wanted.order_by(*(column.desc() for column in section.place))
    return wanted.order_by(*section.place)


def _cursor(placed: tuple[datetime | int, int]) -> str:
    first, id = placed
    return f"{moment_number(first) if isinstance(first, datetime) else first}-{id}"


def _place(section: Section, cursor: str) -> tuple[datetime | int, int]:
    """Raises ValueError when the cursor is not one of ours."""
    match = CURSOR.fullmatch(cursor, endpos=40) if cursor.isascii() else None
    if match is None:
        raise ValueError("not a cursor")
    first, id = int(match[1]), int(match[2])
    moment = EPOCH + timedelta(microseconds=first)
    return (first if section.is_ranked else moment), id
