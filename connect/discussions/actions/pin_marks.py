"""What a member does with the pins they see: each for themselves, told to nobody."""

from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import SQLColumnExpression

from connect.database import atomic
from connect.discussions.models import Comment, Thread
from connect.discussions.pins import Pin, PinMark
from connect.members.models import Member

Column = SQLColumnExpression[Any]


def put_aside(member: Member, thread: Thread, is_aside: bool = True) -> None:
    """Unpin the thread for this member, or let it stand first for them again."""
    with atomic() as session:
        _mark(session, member, thread, is_aside=literal(is_aside))


def open_thread_of_pin(member: Member, thread: Thread) -> None:
    """They have seen the opening as it stands: an announcement leaves their view."""
    with atomic() as session:
        _mark(session, member, thread, opened_version=Comment.version)


def _mark(session: Session, member: Member, thread: Thread, **marks: Column) -> None:
    """In one statement, which does nothing where the thread is not pinned."""
    otherwise: dict[str, Column] = {"is_aside": literal(False), "opened_version": literal(0)}
    values = otherwise | marks
    pinned = (
        select(Pin.id, literal(member.id), *values.values())
        .join(Comment, Comment.thread_id == Pin.thread_id)
        .where(Comment.number == 0, Pin.thread_id == thread.id, Pin.is_current)
    )
    dialect = session.connection().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(PinMark).from_select(["pin_id", "member_id", *values], pinned)
    changed = {name: statement.excluded[name] for name in marks}
    session.execute(
        statement.on_conflict_do_update(index_elements=["pin_id", "member_id"], set_=changed)
    )
