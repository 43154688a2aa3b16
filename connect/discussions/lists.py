"""Lists of threads, by last activity, page after page without counting."""

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, not_, select, tuple_, union_all
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from connect.database import db
from connect.discussions.foremost import NOTHING, foremost_in
from connect.discussions.models import Comment, Reading, Thread, ThreadTag
from connect.discussions.pages import ThemePage, ThreadRow
from connect.discussions.visibility import is_readable
from connect.discussions.windows import PAGE_SIZE
from connect.events import log
from connect.members.models import Member
from connect.themes.models import Theme
from connect.themes.queries import is_visible

CURSOR = re.compile(r"(\d{1,17})-(\d{1,18})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def reach_theme_whole(reader: Member | None, slug: str) -> Theme | None:
    """The theme with its open questions and the ids of its moderators, in one query."""
    return (
        db.session.scalars(
            select(Theme)
            .where(Theme.slug == slug, is_visible(reader))
            .options(joinedload(Theme.questions), joinedload(Theme.moderators))
        )
        .unique()
        .one_or_none()
    )


def theme_page(
    reader: Member | None,
    theme: Theme,
    *,
    before: str | None = None,
    tag: str | None = None,
    kind: str | None = None,
    archived: bool = False,
) -> ThemePage:
    """A page of a theme's threads, those older than cursor `before`; with `archived`, of those
    that a moderator put away."""
    seq = log.head(theme.stream)
    wanted: list[ColumnElement[bool]] = [_is_archived() if archived else not_(_is_archived())]
    if tag:
        wanted.append(exists().where(ThreadTag.thread_id == Thread.id, ThreadTag.name == tag))
    if kind:
        wanted.append(_is_of(kind))
    listed = [Thread.theme_id == theme.id, Thread.second_theme_id == theme.id]
    found = _recent(reader, listed, wanted, before)
    people = _people([thread for thread, _ in found], [row.member_id for row in theme.moderators])
    return ThemePage(
        theme=theme,
        seq=seq,
        moderators=[people[row.member_id] for row in theme.moderators],
        rows=_rows(found[:PAGE_SIZE], people),
        next_cursor=_cursor(found[PAGE_SIZE - 1][0]) if len(found) > PAGE_SIZE else None,
        before=before,
        tag=tag,
        kind=kind,
        archived=archived,
        foremost=foremost_in(theme, reader) if not (before or tag or kind or archived) else NOTHING,
    )


def recent_threads(reader: Member | None, theme_ids: Sequence[int], limit: int) -> list[ThreadRow]:
    """The latest movement in some themes, for the home page."""
    first = Thread.theme_id.in_(theme_ids)
    second = and_(Thread.second_theme_id.in_(theme_ids), Thread.theme_id.not_in(theme_ids))
    found = _recent(reader, [first, second], [not_(_is_archived())], None)[:limit]
    return _rows(found, _people([thread for thread, _ in found], []))


def thread_rows(thread_ids: Collection[int]) -> dict[int, ThreadRow]:
    """Rows as any reader sees them, by thread, for live fragments; without those that are gone."""
    threads = db.session.scalars(
        select(Thread)
        .where(Thread.id.in_(thread_ids), Thread.stands)
        .options(
            joinedload(Thread.theme),
            joinedload(Thread.second_theme),
            _solution(),
            selectinload(Thread.tags),
        )
        .execution_options(populate_existing=True)
    ).all()
    rows = _rows([(thread, None) for thread in threads], _people(threads, []))
    return {row.thread.id: row for row in rows}


def _is_of(kind: str) -> ColumnElement[bool]:
    """A kind of thread, or how far a question has come."""
    if kind == "unanswered":
        return and_(Thread.kind == "question", Thread.comment_count == 0)
    if kind == "solved":
        return and_(Thread.kind == "question", Thread.solution.has(Comment.stands))
    return Thread.kind == kind


def _solution() -> ExecutableOption:
    """As much of it as says whether it stands."""
    return joinedload(Thread.solution).load_only(
        Comment.thread_id, Comment.withdrawn_at, Comment.hidden_at
    )


def _is_archived() -> ColumnElement[bool]:
    return Thread.archived_at.is_not(None)


def _recent(
    reader: Member | None,
    listed: Sequence[ColumnElement[bool]],
    wanted: list[ColumnElement[bool]],
    before: str | None,
) -> list[tuple[Thread, Reading | None]]:
    """One more than a page, so that the caller knows whether there is a next one. A thread is
    there by one of `listed`: each is asked on its own, as a range of its index, for as many."""
    if before is not None:
        wanted = [*wanted, tuple_(Thread.last_activity_at, Thread.id) < _place(before)]
    by_each = [_newest(reader, one, *wanted).subquery().select() for one in listed]
    ids = union_all(*by_each).subquery()
    reader_id = reader.id if reader else 0  # nobody's; None would say IS NULL, and read all
    rows = db.session.execute(
        select(Thread, Reading)
        .join(ids, ids.c.id == Thread.id)
        .join(Thread.theme)
        .outerjoin(Reading, and_(Reading.thread_id == Thread.id, Reading.member_id == reader_id))
        .order_by(Thread.last_activity_at.desc(), Thread.id.desc())
        .limit(PAGE_SIZE + 1)
        .options(
            contains_eager(Thread.theme),
            joinedload(Thread.second_theme),
            _solution(),
            selectinload(Thread.tags),
        )
    )
    return [(thread, reading) for thread, reading in rows]


def _newest(reader: Member | None, *wanted: ColumnElement[bool]) -> Select[int]:
    return (
        select(Thread.id)
        .join(Thread.theme)
        .where(is_readable(reader), Thread.stands, Thread.home.is_(None), *wanted)
        .order_by(Thread.last_activity_at.desc(), Thread.id.desc())
        .limit(PAGE_SIZE + 1)
    )


def _people(threads: Sequence[Thread], others: Sequence[int]) -> dict[int, Member]:
    """Everybody that some rows name, in one query."""
    ids = {i for t in threads for i in (t.author_id, t.last_author_id, *t.participants)}
    found = db.session.scalars(select(Member).where(Member.id.in_(ids | set(others))))
    return {member.id: member for member in found}


def _rows(
    found: Sequence[tuple[Thread, Reading | None]], people: dict[int, Member]
) -> list[ThreadRow]:
    return [
        ThreadRow(
            thread=thread,
            author=people[thread.author_id],
            last_author=people[thread.last_author_id],
            participants=[people[i] for i in thread.participants],
            unread=reading.unread_count(thread) if reading else None,
        )
        for thread, reading in found
    ]


def _cursor(thread: Thread) -> str:
    microseconds = (thread.last_activity_at - EPOCH) // timedelta(microseconds=1)
    return f"{microseconds}-{thread.id}"


def _place(cursor: str) -> tuple[datetime, int]:
    """Raises ValueError when the cursor is not one of ours."""
    match = CURSOR.fullmatch(cursor, endpos=40) if cursor.isascii() else None
    if match is None:
        raise ValueError("not a cursor")
    return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])
