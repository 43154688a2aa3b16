"""How Alembic reaches our database and models: through the app, as everything else does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection

from connect.database import Base, UtcDateTime, db


def migrate() -> None:
    with db.engine.connect() as connection, _keys_unenforced(connection):
        context.configure(
            connection=connection.execution_options(writes=True),
            target_metadata=Base.metadata,
            transactional_ddl=True,  # a migration that fails leaves nothing behind, on SQLite too
            render_item=_render_item,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def _keys_unenforced(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying and dropping it, which would delete, along with the
    old table, what depends on its rows. The switch works outside transactions only."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _render_item(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Migrations name the database's types, not ours, which may change after them."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


migrate()
