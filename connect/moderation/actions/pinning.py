"""Pinning threads, changing how they are pinned, taking them off; by hand, or when time is up."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connect import language
from connect.database import atomic, db, utc_now
from connect.discussions.actions.counting import lock
from connect.discussions.foremost import SHOWN_PINS, pins_in
from connect.discussions.models import Thread
from connect.discussions.pins import Pin, PinKind
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.actions.places import (
    check_may_stand_first,
    listeners,
    lock_place,
    standing_pin,
)
from connect.moderation.errors import NotPossible, PlaceIsFull
from connect.moderation.models import Decision

MOST_AT_ONCE = 100
CHANGEABLE = ("kind", "everywhere", "position", "reason", "lang")


def pin_thread(
    by: Member,
    thread: Thread,
    *,
    kind: PinKind,
    everywhere: bool,
    ends_at: datetime | None,
    all_the_same: bool,
    reason: str,
    seen: int | None = None,
) -> Decision | None:
    """Let it stand first, on top of what is pinned there, or change how it does. None: it stands
    so already.

    Raises NotPossible, DecidedMeanwhile, and PlaceIsFull unless it shall stand there
    `all_the_same`.
    """
    told: dict[str, Any] = {"kind": kind, "everywhere": everywhere, "ends_at": ends_at}
    told |= {"reason": reason, "lang": language.detect(reason, hint=by.locale)}
    with atomic() as session:
        lock(session, thread)
        lock_place(session, thread, everywhere=everywhere)
        pin = standing_pin(session, thread)
        if pin and pin.is_current and all(getattr(pin, name) == told[name] for name in told):
            return None
        heed_others(by, thread, seen)
        _check(thread, told)
        if pin is not None and not pin.is_current:
            _end(session, pin)
            pin = None
        if pin is None or pin.everywhere != everywhere:
            told["position"] = _on_top(session)
            _check_room(thread, everywhere, all_the_same)
        return _change(session, by, pin, told) if pin else _add(session, by, thread, told)


def unpin_thread(
    by: Member, thread: Thread, *, reason: str, seen: int | None = None
) -> Decision | None:
    """None: it was not pinned any more."""
    with atomic() as session:
        lock(session, thread)
        pin = standing_pin(session, thread)
        if pin is None:
            return None
        heed_others(by, thread, seen)
        pin.removed_at = utc_now()
        return _decide("thread.unpinned", session, by, pin, reason)


def end_due_pins() -> int:
    """Take off what has stood long enough, once; how many there were."""
    due = db.session.scalars(
        select(Pin.id)
        .where(Pin.removed_at.is_(None), Pin.ends_at <= utc_now())
        .order_by(Pin.ends_at)
        .limit(MOST_AT_ONCE)
    ).all()
    for pin_id in due:
        with atomic() as session:
            pin = session.get_one(Pin, pin_id)
            lock(session, pin.thread)
            session.refresh(pin)
            if pin.removed_at is None and not pin.is_current:
                _end(session, pin)
    return len(due)


def state_of(pin: Pin) -> dict[str, Any]:
    """How it is pinned, as a decision remembers it."""
    told = {name: getattr(pin, name) for name in CHANGEABLE}
    return told | {"ends_at": pin.ends_at.isoformat() if pin.ends_at else None}


def _check(thread: Thread, told: dict[str, Any]) -> None:
    check_may_stand_first(thread)
    if told["everywhere"] and thread.theme.access == "circle":
        raise NotPossible(_("Only its circle reads this thread: pin it in its theme."))
    if told["ends_at"] is not None and told["ends_at"] <= utc_now():
        raise NotPossible(_("The last day is over already: choose one from today on."))


def _check_room(thread: Thread, everywhere: bool, all_the_same: bool) -> None:
    others = [pin for pin in pins_in(thread, everywhere=everywhere) if pin.thread_id != thread.id]
    if len(others) >= SHOWN_PINS and not all_the_same:
        raise PlaceIsFull(len(others))


def _on_top(session: Session) -> int:
    lowest = session.scalar(select(func.min(Pin.position)).where(Pin.removed_at.is_(None)))
    return (lowest or 0) - 1


def _add(session: Session, by: Member, thread: Thread, told: dict[str, Any]) -> Decision:
    pin = Pin(thread_id=thread.id, thread=thread, **told)
    session.add(pin)
    session.flush()
    return _decide("thread.pinned", session, by, pin, pin.reason)


def _change(session: Session, by: Member, pin: Pin, told: dict[str, Any]) -> Decision:
    """Told wherever it stood and stands."""
    before, was_everywhere = state_of(pin), pin.everywhere
    for name, value in told.items():
        setattr(pin, name, value)
    session.flush()
    return _decide(
        "thread.pin_changed",
        session,
        by,
        pin,
        pin.reason,
        before=before,
        after=state_of(pin),
        everywhere=pin.everywhere or was_everywhere,
    )


def _end(session: Session, pin: Pin) -> None:
    pin.removed_at = utc_now()
    session.flush()
    _decide("thread.pin_ended", session, None, pin, "")


def _decide(
    kind: str, session: Session, by: Member | None, pin: Pin, reason: str, **payload: Any
) -> Decision:
    session.flush()
    told = {"pin": pin.id, "everywhere": pin.everywhere} | payload
    return decide(
        kind,
        by,
        reason=reason,
        thread=pin.thread,
        streams=listeners(session, pin.thread, everywhere=told["everywhere"]),
        subject=pin.subject,
        payload=told,
    )
