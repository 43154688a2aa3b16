"""What follows from an event happens once: retried when it fails, parked when it keeps failing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from connect.database import atomic, db, utc_now
from connect.events import log, outbox
from connect.events.models import Event, Settlement, Stream

pytestmark = pytest.mark.any_database


def leave_a_mark(event: Event) -> None:
    """Fails when it happens twice: the name is the table's key."""
    db.session.add(Stream(name=f"mark:{event.id}"))


def fail(event: Event) -> None:
    db.session.add(Stream(name="half-done"))
    db.session.flush()
    raise ConnectionError("the mail server is away")


@pytest.fixture
def recorded(app: Flask) -> Callable[[], Event]:
    """Claims the one event there is."""
    with app.app_context(), atomic():
        log.record("comment.posted", subject="comment:1", streams=[])

    def claimed() -> Event:
        (event,) = outbox.claim()
        return event

    return claimed


def test_a_settled_event_is_never_claimed_again(app: Flask, recorded: Callable[[], Event]) -> None:
    with app.app_context():
        outbox.settle(recorded(), [leave_a_mark])
        _make_everything_due()
        assert outbox.claim() == []
        assert _marks() == ["mark:1"]


def test_a_claimed_event_is_left_to_its_worker(app: Flask, recorded: Callable[[], Event]) -> None:
    with app.app_context():
        recorded()
        assert outbox.claim() == []


def test_the_event_of_a_dead_worker_is_due_again(app: Flask, recorded: Callable[[], Event]) -> None:
    with app.app_context():
        recorded()
        _make_everything_due()
        assert len(outbox.claim()) == 1


def test_what_was_done_before_a_failure_is_not_done_again(
    app: Flask, recorded: Callable[[], Event]
) -> None:
    with app.app_context():
        with pytest.raises(ConnectionError):
            outbox.settle(recorded(), [leave_a_mark, fail])
        _make_everything_due()
        outbox.settle(recorded(), [leave_a_mark])
        assert _marks() == ["mark:1"]


def test_settling_twice_at_once_does_it_once(app: Flask, recorded: Callable[[], Event]) -> None:
    """As when a worker outlives its lease."""
    with app.app_context():
        event = recorded()
        outbox.settle(event, [leave_a_mark])
        outbox.settle(event, [leave_a_mark])
        assert _marks() == ["mark:1"]
        assert len(db.session.scalars(select(Settlement)).all()) == 1


def test_a_failure_leaves_nothing_half_done_and_says_why(
    app: Flask, recorded: Callable[[], Event]
) -> None:
    with app.app_context():
        with pytest.raises(ConnectionError):
            outbox.settle(recorded(), [fail])
        event = _reload()
        assert (event.state, event.attempts) == ("pending", 1)
        assert event.last_error == "ConnectionError: the mail server is away"
        assert event.due_at > utc_now()
        assert _marks() == []


def test_after_many_failures_it_waits_for_a_human(
    app: Flask, recorded: Callable[[], Event]
) -> None:
    with app.app_context():
        for _ in range(outbox.MOST_ATTEMPTS):
            _make_everything_due()
            with pytest.raises(ConnectionError):
                outbox.settle(recorded(), [fail])
        assert _reload().state == "parked"
        _make_everything_due()
        assert outbox.claim() == []


def _make_everything_due() -> None:
    with atomic() as session:
        session.execute(update(Event).values(due_at=utc_now() - timedelta(seconds=1)))
    db.session.expire_all()


def _reload() -> Event:
    db.session.expire_all()
    return db.session.scalars(select(Event)).one()


def _marks() -> list[str]:
    return sorted(db.session.scalars(select(Stream.name)))
