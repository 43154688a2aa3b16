"""What members have read is theirs wherever it stands: it moves along with comments, and back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, not_, select, update
from sqlalchemy.orm import Session

from connect.discussions.actions.marking import mark_read_for_all
from connect.discussions.models import Comment, Reading, Thread
from connect.discussions.plans import Plan
from connect.discussions.reading_marks import Carrier, Marks

READINGS: Table = Reading.__table__  # type: ignore[assignment]
UNREAD = Marks(0, ())

Kept = list[list[object]]
"""Readings by member, as they were and as they became: `[member, through, beyond, …]`."""


def carry_readings(
    session: Session, source: Thread, target: Thread, plan: Plan, moment: datetime
) -> list[int]:
    """Who has read a comment has read it in the other thread too. The members who had never opened
    that one, and have it open now as of `moment`."""
    read = readings_of(session, source)
    known = readings_of(session, target)
    carrier = Carrier(plan.numbers)
    silent = _unshown_in(session, target)
    changed: list[dict[str, object]] = []
    made: list[dict[str, Any]] = []
    for member in sorted({*read, *known}):
        if member not in known and not carrier.read(read[member]):
            continue
        before = known.get(member, UNREAD)
        unseen = plan.unshown if member in known else silent
        marks = carrier.added(before, read.get(member, UNREAD), unseen)
        if member not in known:
            made.append(
                {
                    "member_id": member,
                    "thread_id": target.id,
                    "read_through": marks.through,
                    "read_beyond": list(marks.beyond),
                    "read_at": moment,
                }
            )
        elif marks != before:
            changed.append(_row(member, marks))
    _change(session, target, changed)
    if made:
        session.execute(insert(READINGS), made)
    return [row["member_id"] for row in made]


def bring_readings_back(session: Session, left: Thread, home: Thread, plan: Plan) -> None:
    """Of comments that return, what was read meanwhile is what was read where they stood."""
    there = readings_of(session, left)
    numbers = {was: will for was, will in plan.numbers.items() if was and will}
    carrier = Carrier(numbers)
    changed = []
    for member, before in readings_of(session, home).items():
        marks = carrier.returned(before, there.get(member, UNREAD), plan.unshown)
        if marks != before:
            changed.append(_row(member, marks))
    _change(session, home, changed)


def forget_readings(
    session: Session, thread: Thread, numbers: Collection[int], made: Iterable[int], at: datetime
) -> None:
    """These comments left the thread. Who knew it by them alone, and did not come since, has never
    opened it."""
    if made:
        session.execute(
            delete(READINGS).where(
                READINGS.c.thread_id == thread.id,
                READINGS.c.member_id.in_(list(made)),
                READINGS.c.read_at == at,
            )
        )
    changed = []
    for member, before in readings_of(session, thread).items():
        beyond = [n for n in before.beyond if n not in numbers and n <= thread.last_number]
        marks = Marks(min(before.through, thread.last_number), beyond)
        if marks != before:
            changed.append(_row(member, marks))
    _change(session, thread, changed)


def forget_all_readings(session: Session, thread: Thread) -> None:
    session.execute(delete(READINGS).where(READINGS.c.thread_id == thread.id))


def silence(session: Session, thread: Thread, numbers: Sequence[int]) -> Kept:
    """Nobody has these to read any more. The readings that this changed."""
    if not numbers:
        return []
    before = readings_of(session, thread)
    mark_read_for_all(thread, numbers)
    session.flush()
    after = readings_of(session, thread)
    return [
        [member, was.through, list(was.beyond), after[member].through, list(after[member].beyond)]
        for member, was in before.items()
        if after[member] != was
    ]


def unsilence(session: Session, thread: Thread, kept: Kept) -> None:
    """As it was, for those who read nothing since."""
    now = readings_of(session, thread)
    changed = []
    for member, through, beyond, became, became_beyond in kept:
        if now.get(member) == Marks(became, became_beyond):  # type: ignore[call-overload, arg-type]
            changed.append(_row(member, Marks(through, beyond)))  # type: ignore[arg-type]
    _change(session, thread, changed)


def readings_of(session: Session, thread: Thread) -> dict[int, Marks]:
    """By member, ours until the commit."""
    columns = (READINGS.c.member_id, READINGS.c.read_through, READINGS.c.read_beyond)
    rows = session.execute(
        select(*columns)
        .where(READINGS.c.thread_id == thread.id)
        .order_by(READINGS.c.member_id)
        .with_for_update()
    )
    return {member: Marks(through, beyond) for member, through, beyond in rows}


def _unshown_in(session: Session, thread: Thread) -> frozenset[int]:
    """Numbers that nobody can see: whoever opens the thread has them read."""
    hidden = select(Comment.number).where(
        Comment.thread_id == thread.id, Comment.number > 0, not_(Comment.is_shown)
    )
    return frozenset(session.scalars(hidden))


def _row(member: int, marks: Marks) -> dict[str, object]:
    return {"member": member, "through": marks.through, "beyond": list(marks.beyond)}


def _change(session: Session, thread: Thread, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        changing = update(READINGS).where(
            READINGS.c.thread_id == thread.id, READINGS.c.member_id == bindparam("member")
        )
        session.execute(
            changing.values(read_through=bindparam("through"), read_beyond=bindparam("beyond")),
            rows,
        )
    for loaded in list(session.identity_map.values()):
        if isinstance(loaded, Reading):
            session.expire(loaded)
