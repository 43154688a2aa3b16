"""A reader's network goes away while others write on."""

import pytest

from connect.database import atomic
from connect.events import log
from tests.faults import truth
from tests.faults.conftest import Scene
from tests.support.servers import Server

pytestmark = pytest.mark.postgresql

MISSED = log.LONGEST_CATCH_UP + 50


def test_a_reader_who_was_away_catches_up_entry_by_entry(scene: Scene, server: Server) -> None:
    readers = scene.readers(server)
    away, *_ = readers
    with scene.burst(server, texts=28) as burst:
        burst.reach(3)
        away.cut()
        burst.reach(55)
        away.restore()
    assert away.resets == 0
    scene.check(readers, burst)


def test_a_reader_who_missed_too_much_opens_the_view_again(scene: Scene, server: Server) -> None:
    readers = scene.readers(server)
    away, *_ = readers
    away.cut()
    _move_on(scene, MISSED)
    away.restore()
    with scene.burst(server, texts=3):
        pass
    scene.check_readers(readers)
    truth.check(scene.app)
    assert away.resets == 1
    assert away.opened_at >= MISSED


def _move_on(scene: Scene, entries: int) -> None:
    """Without fragments: only their numbers matter here."""
    with scene.app.app_context(), atomic():
        for _ in range(entries):
            log.record("thread.opened", subject=scene.thread.stream, streams=[scene.thread.stream])
