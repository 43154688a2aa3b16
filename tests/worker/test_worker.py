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
from connect.members.models import Member
from connect.notifications.models import Notification
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.postbox import mailing
from tests.support.sheets import Sheets

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


def test_it_reminds_the_writers_of_a_sheet_that_is_due(app: Flask, people: Cast) -> None:
    sheets = Sheets(app)
    strategy = sheets.publish(people.chloe, themes=[people.prevention.id])
    sheets.set(strategy, review_on=utc_now().date())
    with working(app):
        assert eventually(app, lambda: unread(people.chloe) == 1)


@pytest.mark.parametrize("failing", ["EVERY_TURN", "EVERY_HOUR"])
def test_a_step_that_fails_stops_no_other_and_is_tried_again_in_its_turn(
    app: Flask, people: Cast, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    taken: list[str] = []

    def fail() -> None:
        taken.append("failing")
        db.session.get_one(Member, people.bram.id).name = "Nobody"
        raise ConnectionError("the database restarts")

    def pass_by() -> None:
        taken.append("hourly")

    monkeypatch.setattr(worker, "PAUSE_S", 0.02)
    monkeypatch.setattr(worker, "EVERY_HOUR", (pass_by,))
    monkeypatch.setattr(worker, failing, (fail, *getattr(worker, failing)))
    talk = Conversations(app)
    thread = talk.open(people.chloe, people.prevention)
    with working(app):
        for told in (1, 2):
            talk.post(people.bram, thread)
            assert eventually(app, lambda: unread(people.chloe) == told)  # noqa: B023
        assert eventually(app, lambda: "hourly" in taken)
        if failing == "EVERY_TURN":
            assert eventually(app, lambda: taken.count("failing") > 2)
        else:
            assert taken == ["failing", "hourly"]
    assert taken.count("hourly") == 1
    with app.app_context():
        assert db.session.get_one(Member, people.bram.id).name == "Bram Peeters"


def count(model: type[Notification]) -> int:
    return db.session.scalars(select(func.count()).select_from(model)).one()


def unread(member: Member) -> int:
    return db.session.get_one(Member, member.id).unread_count


def states(column: object) -> list[str]:
    return sorted(db.session.scalars(select(column)))  # type: ignore[call-overload]
