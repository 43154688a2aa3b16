"""The log forgets what is older than thirty days, and says so to who comes back later."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from connect.database import atomic, db, utc_now
from connect.events import log, retention
from connect.events.models import Entry

pytestmark = pytest.mark.any_database


def test_old_entries_are_forgotten_and_the_floor_rises(app: Flask) -> None:
    with app.app_context():
        for number in range(1, 6):
            log.record("comment.posted", subject=f"comment:{number}", streams=["thread:1"])
        with atomic() as session:
            old = update(Entry).where(Entry.seq <= 3)
            session.execute(old.values(created_at=utc_now() - timedelta(days=31)))
        assert retention.prune() == 3
        db.session.remove()
        assert log.entries_after("thread:1", 2).reset
        kept = log.entries_after("thread:1", 3)
        assert (kept.reset, [entry.seq for entry in kept.entries]) == (False, [4, 5])


def test_what_is_recent_is_kept(app: Flask) -> None:
    with app.app_context():
        log.record("comment.posted", subject="comment:1", streams=["thread:1"])
        assert retention.prune() == 0
        assert log.entries_after("thread:1", 0).head == 1
