"""All of a block is written, or nothing; what follows a commit follows only a commit."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select, update

from connect.database import after_commit, atomic, before_commit, db
from connect.events.models import Stream
from connect.strategies.actions.retelling import LIST

pytestmark = pytest.mark.any_database


def test_a_block_is_written_whole(app: Flask) -> None:
    with app.app_context():
        with atomic() as session:
            session.add_all([Stream(name="one"), Stream(name="two")])
        assert names(app) == ["one", "two"]


def test_a_block_that_fails_writes_nothing(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), atomic() as session:
            session.add(Stream(name="one"))
            session.flush()
            raise ZeroDivisionError
        assert names(app) == []


def test_a_block_inside_another_is_part_of_it(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), atomic():
            with atomic() as session:
                session.add(Stream(name="inner"))
            assert names(app) == []
            raise ZeroDivisionError
        assert names(app) == []


def test_after_a_failure_the_next_block_works(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(ZeroDivisionError), atomic():
            raise ZeroDivisionError
        with atomic() as session:
            session.add(Stream(name="one"))
        assert names(app) == ["one"]


def test_a_change_outside_a_block_is_refused(app: Flask) -> None:
    with app.app_context():
        db.session.add(Stream(name="stray"))
        with pytest.raises(RuntimeError, match="outside atomic"), atomic():
            pass


def test_steps_before_the_commit_are_inside_and_steps_after_it_outside(app: Flask) -> None:
    seen: list[list[str]] = []
    with app.app_context():
        with atomic() as session:
            session.add(Stream(name="one"))
            before_commit(lambda: seen.append(names(app)))
            after_commit(lambda: seen.append(names(app)))
        assert seen == [[], ["one"]]


def test_a_failed_block_is_followed_by_nothing(app: Flask) -> None:
    seen: list[str] = []
    with app.app_context(), pytest.raises(ZeroDivisionError), atomic():
        after_commit(lambda: seen.append("told"))
        raise ZeroDivisionError
    assert seen == []


def test_two_that_read_and_then_write_wait_for_each_other(app: Flask) -> None:
    """On SQLite this fails with "database is locked" unless a block begins with the lock."""
    with app.app_context(), atomic() as session:
        session.add(Stream(name="counted"))
    start = threading.Barrier(4)

    def count() -> None:
        start.wait()
        for _ in range(10):
            with app.app_context(), atomic() as session:
                head = session.scalar(select(Stream.head).with_for_update())
                session.execute(update(Stream).values(head=(head or 0) + 1))

    with ThreadPoolExecutor(4) as pool:
        for counting in [pool.submit(count) for _ in range(4)]:
            counting.result()
    with app.app_context():
        assert db.session.scalar(select(Stream.head)) == 40


def names(app: Flask) -> list[str]:
    """As somebody else sees them; without the one that tests before this one leave behind."""
    with app.app_context():
        return sorted(db.session.scalars(select(Stream.name).where(Stream.name != LIST)))
