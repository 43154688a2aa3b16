"""What must follow from events: claimed by a worker, settled once, retried, at last parked."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from connect.database import atomic, db, utc_now
from connect.events.models import Event, Settlement

Consequence = Callable[[Event], None]
Outside = TypeVar("Outside", bound=Consequence)

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 8


def outside_transaction(consequence: Outside) -> Outside:
    """One that takes long or asks the network. It runs before the transaction that notes it, not
    within: a second time must do no harm, because it may run again after a crash."""
    consequence.runs_outside = True  # type: ignore[attr-defined]
    return consequence


def claim(limit: int = 50) -> list[Event]:
    """The oldest due events, reserved for this worker for the time of a LEASE.

    A worker that dies leaves them due again when the lease ends; on PostgreSQL two workers
    never claim the same row (SKIP LOCKED), on SQLite the write lock does the same.
    """
    now = utc_now()
    with atomic() as session:
        events = session.scalars(
            select(Event)
            .where(Event.state == "pending", Event.due_at <= now)
            .order_by(Event.due_at, Event.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        for event in events:
            event.due_at = now + LEASE
    return list(events)


def settle(event: Event, consequences: Sequence[Consequence]) -> None:
    """Run each consequence that has not happened yet, in a transaction of its own.

    The first that fails stops the rest and puts the event off; nothing is swallowed.
    """
    done = set(
        db.session.scalars(select(Settlement.consequence).where(Settlement.event_id == event.id))
    )
    for consequence in consequences:
        if consequence.__name__ in done:
            continue
        try:
            _settle_one(event, consequence)
        except Exception as error:
            put_off(event, error)
            raise
    _set(event, state="settled", last_error=None)


def close(events: Sequence[Event]) -> None:
    """Nothing follows from these: they are settled together."""
    if events:
        with atomic() as session:
            ids = [event.id for event in events]
            session.execute(update(Event).where(Event.id.in_(ids)).values(state="settled"))


def put_off(event: Event, error: Exception) -> None:
    """Try again later, each time twice as late; after MOST_ATTEMPTS wait for a human."""
    attempts = event.attempts + 1
    state = "parked" if attempts >= MOST_ATTEMPTS else "pending"
    due_at = utc_now() + timedelta(seconds=2**attempts)
    reason = f"{type(error).__name__}: {error}"[:2000]
    _set(event, state=state, attempts=attempts, due_at=due_at, last_error=reason)


def parked() -> Sequence[Event]:
    """What was given up, latest first, for a human to look at."""
    return db.session.scalars(
        select(Event).where(Event.state == "parked").order_by(Event.id.desc()).limit(100)
    ).all()


def revive(event_id: int) -> None:
    """Let a parked event be tried again, from the first consequence that has not happened."""
    with atomic() as session:
        parked = update(Event).where(Event.id == event_id, Event.state == "parked")
        session.execute(parked.values(state="pending", attempts=0, due_at=utc_now()))


def _settle_one(event: Event, consequence: Consequence) -> None:
    runs_outside = getattr(consequence, "runs_outside", False)
    if runs_outside:
        consequence(event)
    try:
        with atomic() as session:
            session.add(Settlement(event_id=event.id, consequence=consequence.__name__))
            session.flush()
            if not runs_outside:
                consequence(event)
    except IntegrityError:
        settled = db.session.get(Settlement, (event.id, consequence.__name__))
        if settled is None:
            raise


def _set(event: Event, **values: object) -> None:
    with atomic() as session:
        session.execute(update(Event).where(Event.id == event.id).values(**values))
