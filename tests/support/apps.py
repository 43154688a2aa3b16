"""The app under test: one per database for the whole session, empty again before each test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import flask_migrate
import redis
from flask import Flask
from sqlalchemy import Connection, MetaData, Table, inspect, select, text

from connect import create_app
from connect.database import atomic, db
from connect.events.log import ACCESS
from connect.events.models import Stream
from connect.extensions import limiter
from connect.settings import Settings
from connect.strategies.actions.retelling import LIST
from tests.support.services import running_postgresql, running_redis

Dialect = Literal["sqlite", "postgresql"]

SECRET_KEY = "a key for tests, long enough to be one"
KEPT_TABLE = "alembic_version"
FOLLOWED = (ACCESS, LIST)  # the streams whose heads a running server remembers


@contextmanager
def settings_on(dialect: Dialect, folder: Path) -> Iterator[Settings]:
    """SQLite stands alone, as in a small installation; PostgreSQL comes with Redis."""
    if dialect == "sqlite":
        yield _settings(f"sqlite:///{folder / 'connect.sqlite'}", "", folder)
        return
    with running_postgresql() as database_url, running_redis() as redis_url:
        yield _settings(database_url, redis_url, folder)


def _settings(database_url: str, redis_url: str, folder: Path) -> Settings:
    return Settings(
        base_url="http://localhost",
        secret_key=SECRET_KEY,
        database_url=database_url,
        redis_url=redis_url,
        uploads=str(folder / "uploads"),
    ).checked()


def migrated_app(settings: Settings) -> Flask:
    app = create_app(settings)
    app.testing = True
    app.extensions["attempts"] = limiter._storage, limiter._limiter
    with app.app_context():
        flask_migrate.upgrade()
        app.extensions["first_rows"] = _first_rows()
    return app


def _first_rows() -> dict[Table, list[dict[str, Any]]]:
    """What migrations put into a fresh installation. Its numbers are given again."""
    found = {}
    with db.engine.connect() as connection:
        schema = MetaData()
        schema.reflect(connection)
        for table in schema.sorted_tables:
            rows = connection.execute(table.select()).mappings().all()
            if rows and table.name != KEPT_TABLE:
                found[table] = [{n: v for n, v in row.items() if n != "id"} for row in rows]
    return found


def empty(app: Flask) -> None:
    """As after installing: forget what was written since, attempts and what waits in Redis."""
    writing = {"writes": True}  # with the lock from the start: the server may write meanwhile
    with app.app_context(), db.engine.execution_options(**writing).begin() as connection:
        tables = [name for name in inspect(connection).get_table_names() if name != KEPT_TABLE]
        found = select(Stream.name, Stream.head).where(Stream.name.in_(FOLLOWED))
        last_heads = app.extensions.setdefault("last_heads", dict.fromkeys(FOLLOWED, 0))
        for name, head in connection.execute(found):
            last_heads[name] = max(last_heads[name], head)
        if connection.dialect.name == "postgresql":
            _empty_postgresql(connection, tables)
        else:
            _empty_sqlite(connection, tables)
        for table, rows in app.extensions["first_rows"].items():
            connection.execute(table.insert(), rows)
        _count_attempts_anew(app)
    app.extensions.pop("strategy_index", None)
    redis_url = app.extensions["settings"].redis_url
    if redis_url:
        with redis.Redis.from_url(redis_url) as client:
            client.flushall()


def outdate_what_is_followed(app: Flask) -> None:
    """What a server knows of access and of strategies is of the last test: let numbers go on from
    there, so that it finds itself far behind and looks at all anew. A number it has seen already
    would tell it that nothing happened."""
    with app.app_context(), atomic() as session:
        for name, last_head in app.extensions["last_heads"].items():
            stream = session.get(Stream, name) or Stream(name=name, head=0)
            stream.head = stream.floor = max(stream.head, last_head) + 1
            session.add(stream)


def _count_attempts_anew(app: Flask) -> None:
    """Where this app counts them: the extension follows the last app that a process made."""
    limiter._storage, limiter._limiter = app.extensions["attempts"]
    limiter.reset()


def _empty_postgresql(connection: Connection, tables: list[str]) -> None:
    """Rows go without looking at keys, and numbers start again at 1: truncating all tables takes
    a third of a second. A forgotten transaction elsewhere fails the test, not hangs it."""
    connection.execute(text("SET LOCAL lock_timeout = '10s'"))
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    for table in tables:
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 (names from the schema)
    connection.execute(
        text(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)"
            " FROM pg_sequences WHERE last_value IS NOT NULL"
        )
    )


def _empty_sqlite(connection: Connection, tables: list[str]) -> None:
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table in tables:
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 (names from the schema)
