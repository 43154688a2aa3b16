"""Slowing a thread down: one answer of each member every so many minutes."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.moderation.actions.closing import tell_of_return, thread_of
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.errors import AlreadyDone, CannotUndo
from connect.moderation.models import Decision
from connect.moderation.queries.states import last_of_kind


def slow_thread(
    by: Member, thread: Thread, *, minutes: int | None, reason: str, seen: int | None
) -> Decision:
    """None: as fast as members like. Raises AlreadyDone when it goes at that pace."""
    with atomic() as session:
        lock(session, thread)
        heed_others(by, thread, seen)
        if thread.slow_minutes == minutes:
            raise AlreadyDone(last_of_kind(thread, "thread.slowed", "thread.unslowed"))
        pace = {"before": thread.slow_minutes, "after": minutes}
        thread.slow_minutes = minutes
        return decide(
            "thread.slowed" if minutes else "thread.unslowed",
            by,
            reason=reason,
            thread=thread,
            streams=thread.streams,
            payload=pace,
        )


def undo_pace(session: Session, by: Member, decision: Decision) -> None:
    thread = thread_of(session, decision)
    newest = last_of_kind(thread, "thread.slowed", "thread.unslowed")
    if newest != decision or thread.slow_minutes != decision.payload["after"]:
        raise CannotUndo(_("Its pace was changed again since."), first=newest)
    thread.slow_minutes = decision.payload["before"]
    tell_of_return(by, thread)
