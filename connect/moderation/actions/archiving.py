"""Putting a thread away to be read only, and taking it out again."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from connect.database import atomic, utc_now
from connect.discussions.actions.counting import lock
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.moderation.actions.closing import tell_of_return, thread_of
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.errors import AlreadyDone, CannotUndo, NotPossible
from connect.moderation.models import Decision
from connect.moderation.queries.states import last_of_kind


def archive_thread(by: Member, thread: Thread, *, reason: str, seen: int | None) -> Decision:
    """Nobody writes in it any more, and its theme lists it apart. Raises AlreadyDone, and
    NotPossible for the discussion under something else, which lives with that."""
    with atomic() as session:
        lock(session, thread)
        heed_others(by, thread, seen)
        if thread.home is not None:
            raise NotPossible(_("This discussion stands under a strategy, and stays with it."))
        if thread.archived_at is not None:
            raise AlreadyDone(last_of_kind(thread, "thread.archived"))
        thread.archived_at = utc_now()
        return decide("thread.archived", by, reason=reason, thread=thread, streams=thread.streams)


def unarchive_thread(by: Member, thread: Thread, *, reason: str, seen: int | None) -> Decision:
    """Put it back among the others of its theme. Raises AlreadyDone."""
    with atomic() as session:
        lock(session, thread)
        heed_others(by, thread, seen)
        if thread.archived_at is None:
            raise AlreadyDone(last_of_kind(thread, "thread.unarchived"))
        archived = {"archived": thread.archived_at.isoformat()}
        thread.archived_at = None
        return decide(
            "thread.unarchived",
            by,
            reason=reason,
            thread=thread,
            streams=thread.streams,
            payload=archived,
        )


def undo_archiving(session: Session, by: Member, decision: Decision) -> None:
    thread = _as_decided(session, decision)
    thread.archived_at = None
    tell_of_return(by, thread)


def undo_unarchiving(session: Session, by: Member, decision: Decision) -> None:
    thread = _as_decided(session, decision)
    thread.archived_at = datetime.fromisoformat(decision.payload["archived"])
    tell_of_return(by, thread)


def _as_decided(session: Session, decision: Decision) -> Thread:
    """The thread, locked, if this was the last that was decided about its place."""
    thread = thread_of(session, decision)
    newest = last_of_kind(thread, "thread.archived", "thread.unarchived")
    if newest != decision:
        raise CannotUndo(_("It was archived or put back again since."), first=newest)
    return thread
