"""What failed every attempt is shown to organisers, who can have it tried again."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from connect.database import atomic, db
from connect.events import log
from connect.events.models import Event
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]


@pytest.fixture
def parked(app: Flask, people: Cast) -> int:
    with app.app_context(), atomic():
        event = log.record("comment.posted", subject="comment:1", streams=[])
        event.state, event.attempts, event.last_error = "parked", 8, "OSError: no such place"
        db.session.flush()
        return event.id


def state(app: Flask, event_id: int) -> str | None:
    with app.app_context():
        return db.session.scalar(select(Event.state).where(Event.id == event_id))


def test_an_organiser_sees_why_and_has_it_tried_again(
    app: Flask, people: Cast, browser_of: Browsing, parked: int
) -> None:
    olga = browser_of(people.olga)
    assert "OSError: no such place" in olga.get("/parked-events/").body
    for _twice in range(2):
        answer = olga.post(f"/parked-events/{parked}/attempt")
        assert (answer.status, answer.location) == (303, "/parked-events/")
    assert "OSError" not in olga.get("/parked-events/").body
    with app.app_context():
        settle_due()
    assert state(app, parked) == "settled"


def test_others_neither_see_it_nor_touch_it(
    app: Flask, people: Cast, browser_of: Browsing, parked: int
) -> None:
    amina = browser_of(people.amina)
    assert amina.get("/parked-events/").status == 403
    assert amina.post(f"/parked-events/{parked}/attempt").status == 403
    assert browser_of().get("/parked-events/").status == 302
    assert state(app, parked) == "parked"
