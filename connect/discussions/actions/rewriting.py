"""Columns of thousands of comments are written by one statement: who waits for the lock waits for
one step of the database."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, ColumnElement, Table, Text, cast, func, literal, literal_column, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from connect.discussions.models import Comment

COMMENTS: Table = Comment.__table__  # type: ignore[assignment]
ROWS_OF: dict[str, Callable[[ColumnElement[str]], FunctionElement[Any]]] = {
    "sqlite": func.json_each,
    "postgresql": lambda text: func.json_array_elements(cast(text, JSON)),
}


def rewrite(session: Session, rows: str, *names: str, **same: object) -> None:
    """`rows` are JSON: the id of a comment and its values of these columns; `same` for all."""
    rows_of = ROWS_OF[session.get_bind().dialect.name]
    row = rows_of(literal(rows, Text())).table_valued("value", name="given")

    def cell(place: int, name: str) -> ColumnElement[object]:
        value = row.c.value.op("->>")(literal_column(str(place)))
        return cast(value, COMMENTS.c[name].type)

    written = {name: cell(place, name) for place, name in enumerate(names, 1)}
    own = COMMENTS.c.id == cell(0, "id")
    session.execute(update(COMMENTS).where(own).values(**written, **same))
