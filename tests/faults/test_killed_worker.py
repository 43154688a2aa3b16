"""The worker dies while consequences happen: each of them happens once all the same."""

import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from connect.consequences import CONSEQUENCES
from connect.database import atomic, db, utc_now
from connect.discussions import actions
from connect.discussions.models import Thread
from connect.events.models import Event, Settlement
from connect.notifications.models import Notification
from connect.settings import Settings
from tests.faults import truth
from tests.faults.conftest import Scene
from tests.faults.processes import kill
from tests.support.servers import Server, working

pytestmark = pytest.mark.postgresql

TEXTS = 30
SECONDS_TO_SETTLE = 20


def test_every_consequence_happens_once_though_its_worker_is_killed(
    scene: Scene, settings: Settings, server: Server, tmp_path: Path
) -> None:
    app, people = scene.app, scene.people
    inbox = scene.reader(server, people.chloe, people.chloe.stream, "/inbox")
    _write(scene)
    for told in (5, 15):
        with working(settings, tmp_path / "worker.log") as worker:
            _wait(partial(_has_told, app, told))
            kill(worker)
        assert _pending(app), "killed too late to prove anything"
        _end_leases(app)
    with working(settings, tmp_path / "worker.log"):
        _wait(lambda: not _pending(app))
    with app.app_context():
        lines = Counter(db.session.scalars(select(Notification.member_id)))
        assert lines == {people.chloe.id: TEXTS, people.amina.id: TEXTS}
        events = db.session.scalars(select(Event)).all()
        due = sum(len(CONSEQUENCES[event.kind]) for event in events)
        assert db.session.query(Settlement).count() == due
    truth.check(app)
    scene.check_readers([inbox])


def _write(scene: Scene) -> None:
    """Each text answers Chloé and names Amina."""
    with scene.app.app_context():
        thread = db.session.get_one(Thread, scene.thread.id)
        for number in range(TEXTS):
            body = f"@{scene.people.amina.name} {number}"
            actions.post_comment(scene.people.bram, thread, body=body)


def _has_told(app: Flask, count: int) -> bool:
    with app.app_context():
        return db.session.query(Notification).count() >= count


def _pending(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Event).filter(Event.state != "settled").count()


def _end_leases(app: Flask) -> None:
    """As if two minutes had passed."""
    with app.app_context(), atomic() as session:
        session.execute(update(Event).where(Event.state == "pending").values(due_at=utc_now()))


def _wait(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS_TO_SETTLE
    while not happened():
        assert time.monotonic() < deadline, "the worker took too long"
        time.sleep(0.01)
