"""What moderators set on threads for a time: which decision each rests on, and what is due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.database import db, utc_now
from connect.discussions.models import Thread
from connect.moderation.models import Decision

STATES = ("thread.archived", "thread.closed", "thread.slowed")
AT_ONCE = 50


@dataclass(frozen=True)
class ThreadState:
    """What stands in the way of writing in a thread; each with the decision that says why, where
    that is known. `unlists`: whether its reader may take it out of the second theme alone."""

    thread: Thread
    archival: Decision | None = None
    closure: Decision | None = None
    pace: Decision | None = None
    unlists: bool = False


def due_reopenings() -> Sequence[int]:
    """The closed threads whose time has come, by their numbers."""
    return db.session.scalars(
        select(Thread.id)
        .where(Thread.reopens_at <= utc_now(), Thread.closed_at.is_not(None))
        .order_by(Thread.reopens_at, Thread.id)
        .limit(AT_ONCE)
    ).all()


def last_of_kind(thread: Thread, *kinds: str) -> Decision | None:
    """The last decision of these kinds about the thread that was not undone."""
    return db.session.scalar(
        select(Decision)
        .where(
            Decision.thread_id == thread.id, Decision.kind.in_(kinds), Decision.undone_at.is_(None)
        )
        .order_by(Decision.id.desc())
        .limit(1)
        .options(joinedload(Decision.by))
    )


def states_of(threads: Collection[Thread]) -> dict[int, ThreadState]:
    """By thread; one query, and none where their rows say that nothing was set."""
    marked = [thread.id for thread in threads if _is_marked(thread)]
    latest: dict[tuple[int | None, str], Decision] = {}
    if marked:
        decisions = db.session.scalars(
            select(Decision)
            .where(
                Decision.thread_id.in_(marked),
                Decision.kind.in_(STATES),
                Decision.undone_at.is_(None),
            )
            .order_by(Decision.id)
            .options(joinedload(Decision.by))
        )
        latest = {(decision.thread_id, decision.kind): decision for decision in decisions}
    return {
        thread.id: ThreadState(
            thread,
            archival=latest.get((thread.id, "thread.archived")),
            closure=latest.get((thread.id, "thread.closed")),
            pace=latest.get((thread.id, "thread.slowed")),
        )
        for thread in threads
    }


def _is_marked(thread: Thread) -> bool:
    return bool(thread.archived_at or thread.closed_at or thread.slow_minutes)
