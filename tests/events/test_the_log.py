"""Recording an event and reading what one has missed."""

import pytest
from flask import Flask

from connect.database import atomic
from connect.events import log

pytestmark = pytest.mark.any_database

STREAM = "thread:1"


def test_a_stream_that_never_moved_has_head_0(app: Flask) -> None:
    with app.app_context():
        assert log.head(STREAM) == 0
        assert log.entries_after(STREAM, 0) == log.Missed(head=0)


def test_entries_are_numbered_from_1_in_each_stream(app: Flask) -> None:
    with app.app_context():
        record("comment:1", STREAM, "theme:1")
        record("comment:2", STREAM)
        assert numbers(STREAM) == [(1, "comment:1"), (2, "comment:2")]
        assert numbers("theme:1") == [(1, "comment:1")]
        assert log.heads([STREAM, "theme:1", "theme:2"]) == {STREAM: 2, "theme:1": 1, "theme:2": 0}


def test_events_of_one_block_are_numbered_in_the_order_of_recording(app: Flask) -> None:
    with app.app_context():
        with atomic():
            record("comment:1", STREAM)
            record("comment:2", STREAM)
        assert numbers(STREAM) == [(1, "comment:1"), (2, "comment:2")]


def test_only_what_came_after_is_read(app: Flask) -> None:
    with app.app_context():
        for number in (1, 2, 3):
            record(f"comment:{number}", STREAM)
        assert numbers(STREAM, after=2) == [(3, "comment:3")]
        assert numbers(STREAM, after=3) == []


def test_a_block_that_fails_leaves_no_entry_and_no_hole(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), atomic():
            record("comment:1", STREAM)
            raise ZeroDivisionError
        record("comment:2", STREAM)
        assert numbers(STREAM) == [(1, "comment:2")]


def test_the_author_s_token_stands_in_the_entry(app: Flask) -> None:
    with app.app_context():
        with atomic():
            log.record("comment.posted", subject="comment:1", streams=[STREAM], token="mine")
        assert [entry.token for entry in log.entries_after(STREAM, 0).entries] == ["mine"]


def test_a_listener_from_the_future_starts_again(app: Flask) -> None:
    """As after a restored backup: its number says nothing about this log."""
    with app.app_context():
        record("comment:1", STREAM)
        assert log.entries_after(STREAM, 7) == log.Missed(head=1, reset=True)
        assert log.entries_after("thread:2", 7).reset


def test_a_listener_far_behind_starts_again(app: Flask) -> None:
    with app.app_context():
        with atomic():
            for number in range(log.LONGEST_CATCH_UP + 1):
                record(f"comment:{number}", STREAM)
        assert log.entries_after(STREAM, 0).reset
        assert len(log.entries_after(STREAM, 1).entries) == log.LONGEST_CATCH_UP


def record(subject: str, *streams: str) -> None:
    log.record("comment.posted", subject=subject, streams=streams)


def numbers(stream: str, after: int = 0) -> list[tuple[int, str]]:
    return [(entry.seq, entry.subject) for entry in log.entries_after(stream, after).entries]
