"""Putting threads in the spotlight, with a line that says why, and taking them out."""

from sqlalchemy.orm import Session

from connect import language
from connect.database import atomic, utc_now
from connect.discussions.actions.counting import lock
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.actions.places import check_may_stand_first
from connect.moderation.models import Decision


def feature_thread(
    by: Member, thread: Thread, *, reason: str, seen: int | None = None
) -> Decision | None:
    """Show it first on the pages of its themes and at home, or say another reason. None: it says
    so already."""
    with atomic() as session:
        lock(session, thread)
        if thread.featured_at is not None and thread.featured_because == reason:
            return None
        heed_others(by, thread, seen)
        check_may_stand_first(thread)
        before = _state_of(thread)
        thread.featured_at = thread.featured_at or utc_now()
        thread.featured_because = reason
        thread.featured_lang = language.detect(reason, hint=by.locale)
        return _decide("thread.featured", session, by, thread, reason, before)


def unfeature_thread(
    by: Member, thread: Thread, *, reason: str, seen: int | None = None
) -> Decision | None:
    """None: it was not there any more."""
    with atomic() as session:
        lock(session, thread)
        if thread.featured_at is None:
            return None
        heed_others(by, thread, seen)
        before = _state_of(thread)
        thread.featured_at, thread.featured_because, thread.featured_lang = None, "", None
        return _decide("thread.unfeatured", session, by, thread, reason, before)


def spotlight_on(thread: Thread) -> str:
    """The subject of its events: what stands first is told apart from the thread's row."""
    return f"spotlight:{thread.id}"


def _state_of(thread: Thread) -> dict[str, str | None]:
    return {
        "featured_at": thread.featured_at.isoformat() if thread.featured_at else None,
        "featured_because": thread.featured_because,
        "featured_lang": thread.featured_lang,
    }


def _decide(
    kind: str,
    session: Session,
    by: Member,
    thread: Thread,
    reason: str,
    before: dict[str, str | None],
) -> Decision:
    session.flush()
    return decide(
        kind,
        by,
        reason=reason,
        thread=thread,
        streams=thread.list_streams,
        subject=spotlight_on(thread),
        payload={"before": before, "after": _state_of(thread)},
    )
