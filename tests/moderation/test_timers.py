"""A closed thread opens by itself: in the worker, at its time, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from connect import worker
from connect.database import at, atomic, db, utc_now
from connect.discussions.models import Thread
from connect.events.models import Event
from connect.moderation.actions import closing, deciding
from connect.moderation.models import Decision
from connect.moderation.queries.states import due_reopenings
from tests.discussions.test_query_budgets import plan_of
from tests.support.acts import ActsOf, on_the_clock
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
HOUR = timedelta(hours=1)


@pytest.fixture
def closed(people: Cast, thread: Thread, acts_of: ActsOf) -> Thread:
    acts_of(people.amina).decide(thread, "closure", reopens_at=on_the_clock(HOUR))
    return thread


def its_time_has_come(app: Flask, thread: Thread) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Thread, thread.id).reopens_at = utc_now() - timedelta(seconds=1)


def reopenings(app: Flask) -> list[Decision]:
    with app.app_context():
        return db.session.query(Decision).filter_by(kind="thread.reopened").all()


@pytest.mark.any_database
def test_it_opens_at_its_time_and_not_before(
    app: Flask, people: Cast, closed: Thread, talk: Conversations, browser_of: BrowserOf
) -> None:
    with app.app_context():
        assert closing.reopen_due() == 0
    assert talk.again(closed).closed_at
    with app.app_context(), at(utc_now() + 2 * HOUR):
        assert closing.reopen_due() == 1
    (decision,) = reopenings(app)
    assert decision.by_id is None
    assert talk.again(closed).is_open
    assert browser_of(people.bram).post(f"{closed.url}/comments", {"body": "Ja."}).status == 303


@pytest.mark.any_database
def test_two_workers_open_it_once(app: Flask, closed: Thread) -> None:
    its_time_has_come(app, closed)

    def turn(_number: int) -> int:
        with app.app_context():
            return closing.reopen_due()

    with ThreadPoolExecutor(4) as workers:
        opened = list(workers.map(turn, range(8)))
    assert sum(opened) == 1
    assert len(reopenings(app)) == 1
    with app.app_context():
        assert db.session.query(Event).filter_by(kind="thread.reopened").count() == 1


def test_a_worker_that_was_stopped_meanwhile_opens_it_when_it_is_back(
    app: Flask, closed: Thread, talk: Conversations
) -> None:
    """Its time is in the database, in no process."""
    with app.app_context(), atomic() as session:
        session.get_one(Thread, closed.id).reopens_at = utc_now() - timedelta(days=3)
    with app.app_context():
        for step in worker.EVERY_TURN:
            step()
    assert talk.again(closed).is_open


def test_one_that_fails_stops_no_other(
    app: Flask,
    people: Cast,
    closed: Thread,
    talk: Conversations,
    acts_of: ActsOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = talk.open(people.chloe, people.prevention)
    acts_of(people.amina).decide(other, "closure", reopens_at=on_the_clock(2 * HOUR))
    its_time_has_come(app, closed)
    its_time_has_come(app, other)
    decide = deciding.decide

    def fail_once(kind: str, by: None, **details: Thread) -> Decision:
        if details["thread"].id == closed.id:
            raise RuntimeError("a database in trouble")
        return decide(kind, by, **details)  # type: ignore[arg-type]

    with monkeypatch.context() as trouble, app.app_context():
        trouble.setattr(closing, "decide", fail_once)
        assert closing.reopen_due() == 1
    assert talk.again(other).is_open
    assert not talk.again(closed).is_open
    with app.app_context():
        assert closing.reopen_due() == 1
    assert talk.again(closed).is_open


def test_opened_by_hand_it_has_no_time_any_more(
    app: Flask, people: Cast, closed: Thread, acts_of: ActsOf
) -> None:
    acts_of(people.amina).decide(closed, "closure/removal")
    with app.app_context(), at(utc_now() + 2 * HOUR):
        assert closing.reopen_due() == 0
    assert len(reopenings(app)) == 1


def test_what_its_time_opened_is_not_closed_again_by_undoing(
    app: Flask, people: Cast, closed: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    its_time_has_come(app, closed)
    with app.app_context():
        closing.reopen_due()
    (decision,) = reopenings(app)
    assert acts_of(people.amina).undo(decision).status == 409
    assert talk.again(closed).is_open


@pytest.mark.any_database
def test_what_is_due_is_found_by_its_index(app: Flask, closed: Thread) -> None:
    with app.app_context():
        plan = plan_of(due_reopenings)
        if db.engine.dialect.name == "sqlite":
            assert "ix_threads_reopens_at" in plan
