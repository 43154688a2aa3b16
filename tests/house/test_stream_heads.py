"""Eight writers at once on PostgreSQL: numbers without holes, nothing lost, nothing twice."""

import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from connect.database import atomic, db
from connect.events import log
from connect.events.models import Entry, Event

pytestmark = pytest.mark.postgresql

WRITERS = 8
WRITES = 40
BUSY, QUIET = "thread:1", "theme:1"


class Aborted(Exception):
    """The writer changed its mind."""


def test_eight_writers_leave_no_hole_and_lose_nothing(app: Flask) -> None:
    written = _write_at_once(app)
    with app.app_context():
        for stream in (BUSY, QUIET):
            entries = _entries(stream)
            assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
            assert log.head(stream) == len(entries)
            assert Counter(entry.subject for entry in entries) == Counter(written)
        assert len(written) == db.session.query(Event).count()


def test_a_reader_that_follows_eight_writers_sees_every_entry_once(app: Flask) -> None:
    finished = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        following = pool.submit(_follow, app, BUSY, finished)
        try:
            written = _write_at_once(app)
        finally:
            finished.set()
        assert Counter(following.result()) == Counter(written)


def _write_at_once(app: Flask) -> list[str]:
    start = threading.Barrier(WRITERS)
    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(_write, app, number, start) for number in range(WRITERS)]
        return [subject for writer in writers for subject in writer.result()]


def _write(app: Flask, writer: int, start: threading.Barrier) -> list[str]:
    """Every fifth write is given up; the streams are named in either order."""
    start.wait()
    written = []
    for number in range(WRITES):
        subject = f"comment:{writer * WRITES + number}"
        streams = (BUSY, QUIET) if writer % 2 else (QUIET, BUSY)
        with app.app_context():
            try:
                _record(subject, streams, gives_up=number % 5 == 4)
            except Aborted:
                continue
        written.append(subject)
    return written


def _record(subject: str, streams: Sequence[str], *, gives_up: bool) -> None:
    with atomic():
        log.record("comment.posted", subject=subject, streams=streams)
        if gives_up:
            raise Aborted


def _follow(app: Flask, stream: str, finished: threading.Event) -> list[str]:
    """What a client does: ask for what came after the last entry it has."""
    seen: list[str] = []
    after = 0
    while True:
        is_last_look = finished.is_set()
        with app.app_context():
            missed = log.entries_after(stream, after)
        assert not missed.reset
        seen += [entry.subject for entry in missed.entries]
        after = missed.head
        if is_last_look and not missed.entries:
            return seen


def _entries(stream: str) -> Sequence[Entry]:
    return db.session.scalars(select(Entry).where(Entry.stream == stream).order_by(Entry.seq)).all()
