"""What a member has read, marked and reacted to: personal, apart from the text itself."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, literal_column, not_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from connect.database import Base, atomic, utc_now
from connect.discussions.models import Bookmark, Comment, Reaction, Reading, Thread
from connect.discussions.reading_marks import adding
from connect.events import log
from connect.members.models import Member


def mark_read(member: Member, thread: Thread, numbers: Iterable[int]) -> None:
    """Remember that the member has seen these comments. Unknown numbers are left out; those of
    withdrawn comments, that nobody can see any more, are added."""
    seen = {n for n in numbers if 0 < n <= thread.last_number}
    with atomic() as session:
        _insert_unless_there(
            session, Reading, member_id=member.id, thread_id=thread.id, read_through=0
        )
        reading = session.get_one(
            Reading, (member.id, thread.id), with_for_update=True, populate_existing=True
        )
        hidden = select(Comment.number).where(
            Comment.thread_id == thread.id,
            Comment.number > reading.read_through,
            not_(Comment.is_shown),
        )
        _add(reading, thread, seen.union(session.scalars(hidden)))
        reading.read_at = utc_now()


def mark_read_for_all(thread: Thread, numbers: Sequence[int]) -> None:
    """These comments went: nobody has them to read any more."""
    if not numbers:
        return
    with atomic() as session:
        readings = session.scalars(
            select(Reading)
            .where(Reading.thread_id == thread.id, Reading.read_through < max(numbers))
            .order_by(Reading.member_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        for reading in readings:
            _add(reading, thread, numbers)


def react(member: Member, comment: Comment, kind: str, pressed: bool) -> Comment:
    """Add or take back a named reaction; saying it twice changes nothing."""
    with atomic() as session:
        key = {"comment_id": comment.id, "member_id": member.id, "kind": kind}
        if pressed:
            changed = _insert_unless_there(session, Reaction, **key, created_at=utc_now())
        else:
            found = delete(Reaction).filter_by(**key).returning(Reaction.kind)
            changed = session.scalar(found) is not None
        if changed:
            counter = getattr(Comment, f"{kind}_count")
            session.execute(
                update(Comment)
                .where(Comment.id == comment.id)
                .values({counter: counter + (1 if pressed else -1)})
                .execution_options(synchronize_session=False)
            )
            session.refresh(comment)
            log.record(
                "comment.reacted",
                subject=comment.subject,
                streams=[f"thread:{comment.thread_id}"],
                actor_id=member.id,
                payload={"kind": kind, "pressed": pressed},
            )
    return comment


def bookmark(member: Member, comment: Comment, pressed: bool) -> None:
    """Put a comment among the member's bookmarks, or take it out."""
    with atomic() as session:
        key = {"comment_id": comment.id, "member_id": member.id}
        if pressed:
            _insert_unless_there(session, Bookmark, **key, created_at=utc_now())
        else:
            session.execute(delete(Bookmark).filter_by(**key))


def _add(reading: Reading, thread: Thread, seen: Iterable[int]) -> None:
    marks = adding(reading.marks, seen, thread.gaps)
    reading.read_through, reading.read_beyond = marks.through, list(marks.beyond)


def _insert_unless_there(session: Session, model: type[Base], **values: object) -> bool:
    """True when the row is new. Both databases decide it in one statement."""
    dialect = session.connection().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(model).values(**values).on_conflict_do_nothing()
    return session.scalar(statement.returning(literal_column("1"))) is not None
