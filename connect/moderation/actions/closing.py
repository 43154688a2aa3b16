"""Closing a thread and opening it again: by hand, or when its time has come."""

import logging
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from connect.database import atomic, utc_now
from connect.discussions.actions.counting import lock
from connect.discussions.models import Thread
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.errors import AlreadyDone, CannotUndo
from connect.moderation.models import Decision
from connect.moderation.queries.states import due_reopenings, last_of_kind

logger = logging.getLogger(__name__)


def close_thread(
    by: Member,
    thread: Thread,
    *,
    reason: str,
    seen: int | None,
    reopens_at: datetime | None = None,
) -> Decision:
    """Members read it and answer no more, until `reopens_at` or for good. Raises AlreadyDone."""
    with atomic() as session:
        lock(session, thread)
        heed_others(by, thread, seen)
        if thread.closed_at is not None:
            raise AlreadyDone(last_of_kind(thread, "thread.closed"))
        thread.closed_at, thread.reopens_at = utc_now(), reopens_at
        return decide("thread.closed", by, reason=reason, thread=thread, streams=thread.streams)


def reopen_thread(by: Member, thread: Thread, *, reason: str, seen: int | None) -> Decision:
    """Let members answer again. Raises AlreadyDone."""
    with atomic() as session:
        lock(session, thread)
        heed_others(by, thread, seen)
        if thread.closed_at is None:
            raise AlreadyDone(last_of_kind(thread, "thread.reopened"))
        return _open(by, thread, reason)


def reopen_due() -> int:
    """Open the threads whose time has come, each once; how many were opened. One that fails is
    tried again in its turn, and stops no other."""
    opened = 0
    for thread_id in due_reopenings():
        try:
            opened += _reopen_if_due(thread_id)
        except Exception:
            logger.exception("Thread %s stays closed for now", thread_id)
    return opened


def undo_closing(session: Session, by: Member, decision: Decision) -> None:
    thread = thread_of(session, decision)
    if thread.closed_at is None:
        raise CannotUndo(
            _("It was opened again since."), first=last_of_kind(thread, "thread.reopened")
        )
    if last_of_kind(thread, "thread.closed") != decision:
        raise CannotUndo(_("It was closed anew since."), last_of_kind(thread, "thread.closed"))
    thread.closed_at = thread.reopens_at = None
    tell_of_return(by, thread)


def undo_reopening(session: Session, by: Member, decision: Decision) -> None:
    """It is closed as it was, unless it would have opened by itself meanwhile."""
    thread = thread_of(session, decision)
    if thread.closed_at is not None:
        raise CannotUndo(_("It was closed anew since."), last_of_kind(thread, "thread.closed"))
    closed_at, reopens_at = (_moment(decision.payload[name]) for name in ("closed", "reopens"))
    if reopens_at is not None and reopens_at <= utc_now():
        raise CannotUndo(_("By now it would be open anyway. You can close it anew."))
    thread.closed_at, thread.reopens_at = closed_at, reopens_at
    tell_of_return(by, thread)


def thread_of(session: Session, decision: Decision) -> Thread:
    """Which it was about: as it stands now, and locked."""
    return lock(session, session.get_one(Thread, decision.thread_id))


def tell_of_return(by: Member, thread: Thread) -> None:
    """What a decision changed is as it was: shown to all who look at the thread or its lists."""
    log.record("thread.reverted", subject=thread.stream, streams=thread.streams, actor_id=by.id)


def _reopen_if_due(thread_id: int) -> bool:
    """False where another worker or a moderator was first."""
    with atomic() as session:
        thread = session.scalar(
            select(Thread)
            .where(
                Thread.id == thread_id,
                Thread.reopens_at <= utc_now(),
                Thread.closed_at.is_not(None),
            )
            .with_for_update(skip_locked=True, key_share=True, of=Thread)
            .execution_options(populate_existing=True)
        )
        if thread is None:
            return False
        _open(None, thread, "")
    return True


def _open(by: Member | None, thread: Thread, reason: str) -> Decision:
    """The thread is locked."""
    before = {"closed": _text(thread.closed_at), "reopens": _text(thread.reopens_at)}
    thread.closed_at = thread.reopens_at = None
    return decide(
        "thread.reopened", by, reason=reason, thread=thread, streams=thread.streams, payload=before
    )


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
