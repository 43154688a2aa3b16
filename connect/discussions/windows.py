"""Which comments a page of a thread shows: one index range around a place, in one statement."""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Select,
    UnaryExpression,
    false,
    func,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload
from sqlalchemy.sql.base import ExecutableOption

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.discussions.pages import Order, Window
from connect.members.models import Member

Position = InstrumentedAttribute[str] | InstrumentedAttribute[int]

PAGE_SIZE = 20
CONTEXT = 3  # comments shown before the one a page opens at
OTHER = aliased(Comment)


def window(
    thread: Thread,
    order: Order,
    *,
    after: int | None = None,
    before: int | None = None,
    at: int | None = None,
    last: bool = False,
) -> Window:
    """The comments after or before one, around one (`at`), the last ones, or else the first.

    A page that would be empty, because all that stood there went, is the nearest that is not.
    """
    position = position_in(order)
    if after is not None:
        found = _around(thread, position, position > _place(thread, order, after), 0, PAGE_SIZE)
    elif before is not None:
        found = _around(thread, position, position >= _place(thread, order, before), PAGE_SIZE, 0)
    elif at is not None:
        line = position >= _place(thread, order, at)
        found = _around(thread, position, line, CONTEXT, PAGE_SIZE)
    elif last:
        found = _around(thread, position, false(), PAGE_SIZE, 0)
    else:
        found = _around(thread, position, true(), 0, PAGE_SIZE)
    if not found.comments and (found.has_before or found.has_after):
        return window(thread, order, last=found.has_before)
    return found


def position_in(order: Order) -> Position:
    return Comment.path if order == "tree" else Comment.number


def displayed() -> Sequence[ExecutableOption]:
    """Eager-load what a comment shows: its author, and the name of whom it answers."""
    parent = joinedload(Comment.parent).load_only(
        Comment.parent_id, Comment.withdrawn_at, Comment.hidden_at
    )
    answered = parent.joinedload(Comment.author).load_only(Member.name)
    return joinedload(Comment.author), answered.lazyload(Member.organisation)


def _around(
    thread: Thread,
    position: Position,
    line: ColumnElement[bool],
    earlier: int,
    later: int,
) -> Window:
    """Up to so many comments on this side of a line and so many beyond it, PAGE_SIZE together.
    One more is read on each side, which only says that there are more."""
    ids = union_all(
        _ids(thread, ~line, position.desc(), earlier + 1, is_later=False),
        _ids(thread, line, position, later + 1, is_later=True),
    ).subquery()
    rows = db.session.execute(
        select(Comment, ids.c.is_later)
        .join(ids, ids.c.id == Comment.id)
        .order_by(position)
        .options(*displayed())
    ).all()
    before_line = [comment for comment, is_later in rows if not is_later]
    beyond_line = [comment for comment, is_later in rows if is_later]
    shown = before_line[max(0, len(before_line) - earlier) :]
    room = min(later, PAGE_SIZE - len(shown))
    return Window(
        comments=shown + beyond_line[:room],
        has_before=len(before_line) > earlier,
        has_after=len(beyond_line) > room,
        following=beyond_line[room] if len(beyond_line) > room else None,
    )


def _ids(
    thread: Thread,
    condition: ColumnElement[bool],
    order: UnaryExpression[str] | UnaryExpression[int] | Position,
    limit: int,
    *,
    is_later: bool,
) -> Select[int, bool]:
    found = (
        select(Comment.id, literal(is_later).label("is_later"))
        .where(Comment.thread_id == thread.id, Comment.number > 0, Comment.is_shown, condition)
        .order_by(order)
        .limit(limit)
        .subquery()
    )
    return select(found.c.id, found.c.is_later)


def _place(
    thread: Thread, order: Order, comment_id: int
) -> ColumnElement[str] | ColumnElement[int]:
    """Where a comment stands; the thread's start for one that is not in it."""
    start, place = ("", OTHER.path) if order == "tree" else (0, OTHER.number)
    found = select(place).where(OTHER.id == comment_id, OTHER.thread_id == thread.id)
    return func.coalesce(found.scalar_subquery(), literal(start))
