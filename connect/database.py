"""The tables' common base, times in UTC, and `atomic`: the only place that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Engine, Integer, MetaData, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

SQLITE_BUSY_TIMEOUT_MS = 10_000


_story_time: ContextVar[datetime | None] = ContextVar("story_time", default=None)


def utc_now() -> datetime:
    return _story_time.get() or datetime.now(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Write as of `moment`: the demo tells a past that really happened in that order."""
    token = _story_time.set(moment)
    try:
        yield
    finally:
        _story_time.reset(token)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored in UTC. SQLite forgets the zone, so it is put back on reading;
    a naive time is refused, because nobody can say which moment it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time needs a zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


class Base(DeclarativeBase):
    """Every model's base. Constraints are named by rule, so that migrations can drop them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own declaration)
        datetime: UtcDateTime(),
        # 64 bits everywhere; SQLite counts up by itself only in an INTEGER column.
        int: BigInteger().with_variant(Integer(), "sqlite"),
        dict[str, Any]: JSON(),
        list[dict[str, Any]]: JSON(),
        list[int]: JSON(),
        list[list[int]]: JSON(),
        list[str]: JSON(),
    }


# Loaded rows stay usable after a commit: pages and fragments are rendered from them.
db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


@contextmanager
def atomic() -> Iterator[Session]:
    """All of the block is written, or nothing. A nested block joins the outer one.

    What was only read so far ends its transaction first, so that SQLite can begin with the
    write lock in hand (BEGIN IMMEDIATE): a read that turns into a write later can fail with
    "database is locked" whatever the busy timeout.
    """
    session = db.session()
    if "atomic" in session.info:
        yield session
        return
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside atomic()")
    session.commit()
    session.connection(execution_options={"writes": True})
    after: list[Callable[[], None]] = []
    session.info["atomic"] = {"before": [], "after": after}
    try:
        yield session
        session.flush()
        for step in session.info["atomic"]["before"]:
            step()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        del session.info["atomic"]
    for step in after:
        step()


def before_commit(step: Callable[[], None]) -> None:
    """Run `step` as the last thing of the current `atomic` block, inside its transaction."""
    db.session.info["atomic"]["before"].append(step)


def after_commit(step: Callable[[], None]) -> None:
    """Run `step` once the current `atomic` block is safely committed."""
    db.session.info["atomic"]["after"].append(step)


def prepare_engine(engine: Engine) -> None:
    """SQLite as a server database: readers never wait for the writer, keys are enforced."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _configure_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin_sqlite
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {SQLITE_BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
