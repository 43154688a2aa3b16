"""Undoing what curated threads: each as it was, unless something was decided about it since."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from connect.database import utc_now
from connect.discussions.actions.counting import lock
from connect.discussions.actions.solving import solution_of, solve
from connect.discussions.errors import NoSolution, explained
from connect.discussions.models import Comment, Thread
from connect.discussions.pins import Pin
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.choosing import first_comment_of
from connect.moderation.actions.featuring import spotlight_on
from connect.moderation.actions.ordering import ABOUT_PINS
from connect.moderation.actions.pinning import state_of
from connect.moderation.actions.places import listeners, standing_pin
from connect.moderation.errors import CannotUndo
from connect.moderation.models import Decision

ABOUT_SPOTLIGHTS = ("thread.featured", "thread.unfeatured")
ABOUT_FIRST_COMMENTS = ("comment.pinned", "comment.unpinned")
ABOUT_SOLUTIONS = ("solution.marked", "solution.removed")


def undo_pinning(session: Session, by: Member, decision: Decision) -> None:
    pin = _pin(session, by, decision)
    if pin.removed_at is not None:
        raise _changed_since(session, decision, ABOUT_PINS)
    pin.removed_at = utc_now()
    _tell_of_pin("thread.unpinned", session, by, pin)


def undo_pin_change(session: Session, by: Member, decision: Decision) -> None:
    pin = _pin(session, by, decision)
    if pin.removed_at is not None or state_of(pin) != decision.payload["after"]:
        raise _changed_since(session, decision, ABOUT_PINS)
    for name, value in decision.payload["before"].items():
        setattr(pin, name, _moment(value) if name == "ends_at" else value)
    everywhere = pin.everywhere or decision.payload["after"]["everywhere"]
    _tell_of_pin("thread.pin_changed", session, by, pin, everywhere=everywhere)


def undo_unpinning(session: Session, by: Member, decision: Decision) -> None:
    """It stands where it stood, for each member as they left it."""
    pin = _pin(session, by, decision)
    if standing_pin(session, pin.thread) is not None:
        raise _changed_since(session, decision, ABOUT_PINS)
    if pin.ends_at is not None and pin.ends_at <= utc_now():
        raise CannotUndo(_("Its last day is over by now. You can pin the thread anew."))
    pin.removed_at = None
    _tell_of_pin("thread.pinned", session, by, pin)


def undo_ordering(session: Session, by: Member, decision: Decision) -> None:
    """The pins that still stand take their places of before."""
    _check_power(by, decision)
    lock(session, _thread(session, decision))
    after, before = dict(decision.payload["after"]), dict(decision.payload["before"])
    pins = session.scalars(
        select(Pin).where(Pin.id.in_(after)).execution_options(populate_existing=True)
    ).all()
    if any(pin.position != after[pin.id] for pin in pins):
        raise _changed_since(session, decision, ("thread.pin_moved", "thread.pin_changed"))
    for pin in pins:
        pin.position = before[pin.id]
    if pins:
        everywhere = decision.payload["everywhere"]
        _tell_of_pin("thread.pin_moved", session, by, pins[0], everywhere=everywhere)


def undo_spotlight(session: Session, by: Member, decision: Decision) -> None:
    thread = lock(session, _thread(session, decision))
    before, after = decision.payload["before"], decision.payload["after"]
    if (thread.featured_at, thread.featured_because) != (
        _moment(after["featured_at"]),
        after["featured_because"],
    ):
        raise _changed_since(session, decision, ABOUT_SPOTLIGHTS)
    thread.featured_at = _moment(before["featured_at"])
    thread.featured_because = before["featured_because"]
    thread.featured_lang = before["featured_lang"]
    log.record(
        "thread.featured" if thread.featured_at else "thread.unfeatured",
        subject=spotlight_on(thread),
        streams=thread.list_streams,
        actor_id=by.id,
    )


def undo_first_comment(session: Session, by: Member, decision: Decision) -> None:
    thread = lock(session, _thread(session, decision))
    if thread.pinned_comment_id != decision.payload["after"]:
        raise _changed_since(session, decision, ABOUT_FIRST_COMMENTS)
    before = _comment_of(session, thread, decision.payload["before"])
    thread.pinned_comment_id = before.id if before else None
    log.record(
        "comment.pinned" if before else "comment.unpinned",
        subject=first_comment_of(thread),
        streams=[thread.stream],
        actor_id=by.id,
    )


def undo_solution(session: Session, by: Member, decision: Decision) -> None:
    thread = lock(session, _thread(session, decision))
    if thread.solution_id != decision.payload["after"]:
        raise _changed_since(session, decision, ABOUT_SOLUTIONS)
    before = _comment_of(session, thread, decision.payload["before"])
    thread.solution_id = None
    if before is not None:
        try:
            solve(session, thread, before)
        except NoSolution as refusal:
            raise CannotUndo(explained(refusal)) from None
    log.record(
        "solution.marked" if before else "solution.removed",
        subject=solution_of(thread),
        streams=thread.streams,
        actor_id=by.id,
    )


def _pin(session: Session, by: Member, decision: Decision) -> Pin:
    _check_power(by, decision)
    pin = session.get_one(Pin, decision.payload["pin"])
    lock(session, pin.thread)
    session.refresh(pin)
    return pin


def _check_power(by: Member, decision: Decision) -> None:
    if decision.payload["everywhere"] and not by.is_organiser:
        raise CannotUndo(_("What is pinned everywhere is for the BeFUS team."))


def _thread(session: Session, decision: Decision) -> Thread:
    return session.get_one(Thread, decision.thread_id)


def _comment_of(session: Session, thread: Thread, comment_id: int | None) -> Comment | None:
    """Raises CannotUndo for one that stands in another thread by now."""
    if comment_id is None:
        return None
    comment = session.get_one(Comment, comment_id, populate_existing=True)
    if comment.thread_id != thread.id:
        raise CannotUndo(_("The text has moved to another thread since."))
    return comment


def _changed_since(session: Session, decision: Decision, kinds: Sequence[str]) -> CannotUndo:
    """Names what has to be undone first, where that is known."""
    later = session.scalar(
        select(Decision)
        .where(
            Decision.thread_id == decision.thread_id,
            Decision.id > decision.id,
            Decision.kind.in_(kinds),
            Decision.undone_at.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return CannotUndo(_("Something else was decided about this since."), later)


def _tell_of_pin(kind: str, session: Session, by: Member, pin: Pin, **asked: Any) -> None:
    session.flush()
    everywhere = asked.get("everywhere", pin.everywhere)
    log.record(
        kind,
        subject=pin.subject,
        streams=listeners(session, pin.thread, everywhere=everywhere),
        actor_id=by.id,
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
