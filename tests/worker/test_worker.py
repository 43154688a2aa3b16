"""The worker's loop: lets follow what must, sends mail, and is stopped by nothing."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from connect import mail, worker
from connect.consequences import CONSEQUENCES
from connect.database import atomic, db, utc_now
from connect.events import log
from connect.events.models import Event, Settlement
from connect.mail import OutgoingMail
from connect.notifications.models import Notification
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.postbox import mailing

pytestmark = pytest.mark.any_database


@contextmanager
def working(app: Flask) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(app, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=10)
    assert not thread.is_alive()


def eventually(app: Flask, is_so: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with app.app_context():
            if is_so():
                return True
        time.sleep(0.05)
    return False


def test_it_tells_members_and_sends_mail(app: Flask, people: Cast) -> None:
    talk = Conversations(app)
    talk.post(people.bram, talk.open(people.chloe, people.prevention))
    with app.app_context(), atomic():
        mail.queue(
            "reset", to="bram@example.org", locale="nl", key="1", name="Bram", path="/reset/abc"
        )
    with mailing(app) as postbox, working(app):
        assert eventually(app, lambda: count(Notification) == 1)
        assert eventually(app, lambda: states(OutgoingMail.state) == ["sent"])
        assert eventually(app, lambda: set(states(Event.state)) == {"settled"})
    assert [message["To"] for message in postbox.messages] == ["bram@example.org"]


def test_settling_again_after_a_crash_tells_nobody_twice(app: Flask, people: Cast) -> None:
    """As when a worker died after the consequence and before the event was put away."""
    talk = Conversations(app)
    talk.post(people.bram, talk.open(people.chloe, people.prevention), "Et toi, @Dirk Claes ?")
    for _ in range(2):
        with app.app_context():
            assert worker.settle_due() > 0
            with atomic() as session:
                session.execute(update(Event).values(state="pending", due_at=utc_now()))
    with app.app_context():
        assert count(Notification) == 2
        with atomic() as session:
            session.query(Settlement).delete()
    with app.app_context():
        worker.settle_due()
        assert count(Notification) == 2


def test_what_fails_is_put_off_and_the_rest_goes_on(
    app: Flask, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(event: Event) -> None:
        raise ConnectionError("away")

    monkeypatch.setitem(CONSEQUENCES, "thread.opened", (fail,))
    talk = Conversations(app)
    talk.post(people.bram, talk.open(people.chloe, people.prevention))
    with app.app_context():
        assert worker.settle_due() == 2
    with app.app_context():
        put_off, settled = db.session.scalars(select(Event).order_by(Event.id).limit(2))
        assert (put_off.state, put_off.attempts) == ("pending", 1)
        assert put_off.last_error == "ConnectionError: away"
        assert settled.state == "settled"
        assert count(Notification) == 1


def test_a_kind_that_only_a_newer_worker_knows_is_left_for_it(app: Flask) -> None:
    with app.app_context(), atomic():
        log.record("sun.risen", subject="sun:1", streams=[])
    with app.app_context():
        worker.settle_due()
    with app.app_context():
        assert states(Event.state) == ["pending"]


def test_a_failure_of_a_whole_turn_is_not_its_end(
    app: Flask, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = iter([True])

    def send_due() -> None:
        if next(turns, False):
            raise ConnectionError("the database restarts")

    monkeypatch.setattr(mail, "send_due", send_due)
    talk = Conversations(app)
    thread = talk.open(people.chloe, people.prevention)
    with working(app):
        assert eventually(app, lambda: next(turns, "used") == "used")
        talk.post(people.bram, thread)
        assert eventually(app, lambda: count(Notification) == 1)


def count(model: type[Notification]) -> int:
    return db.session.scalars(select(func.count()).select_from(model)).one()


def states(column: object) -> list[str]:
    return sorted(db.session.scalars(select(column)))  # type: ignore[call-overload]
