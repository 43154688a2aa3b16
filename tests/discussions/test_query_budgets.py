"""Pages cost the same few statements however long a thread or a list is, by way of indexes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text

from connect.database import db
from connect.discussions.models import Thread
from connect.discussions.windows import window
from connect.drafts.actions import save_draft
from tests.support.cast import Cast
from tests.support.conversations import Conversations, grow
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

Browsing = Callable[..., Visitor]
THREAD_PAGE, LIST_PAGE = 8, 8
JSON = {"Accept": "application/json"}
# Chains of ten, each answering the thread.
LONG = [0 if number % 10 == 0 else number for number in range(3_000)]


@pytest.mark.parametrize("size", [3, 3_000])
def test_a_thread_page_asks_at_most_eight_questions(
    app: Flask, people: Cast, talk: Conversations, thread: Thread, browser_of: Browsing, size: int
) -> None:
    with app.app_context():
        comments = grow(thread, people.chloe, LONG[:size])
        save_draft(people.bram, thread.stream, {"body": "Bij ons"}, 0)
    talk.read(people.bram, thread, 1)
    middle = comments[size // 2].id
    for member in (None, people.bram):
        visitor = browser_of(member)
        for query in ("", "?order=time", "?last", f"?after={middle}", f"?comment={middle}"):
            with queries_of() as queries:
                assert visitor.get(f"{thread.url}{query}").status == 200
            assert len(queries) <= THREAD_PAGE, "\n\n".join(queries)


def test_a_list_page_asks_at_most_eight_questions(
    people: Cast, talk: Conversations, browser_of: Browsing
) -> None:
    for number in range(25):
        opened = talk.open(people.chloe, people.prevention, tags=[f"mot {number}"])
        talk.post((people.amina, people.bram)[number % 2], opened)
    for member in (None, people.bram, people.olga):
        visitor = browser_of(member)
        older = visitor.get("/themes/prevention").page.select_one("a[rel=next]")
        assert older
        for path in ("/themes/prevention", older["href"], "/themes/prevention?tag=mot 3"):
            with queries_of() as queries:
                visitor.get(str(path))
            assert len(queries) <= LIST_PAGE, "\n\n".join(queries)


@pytest.mark.parametrize("order", ["tree", "time"])
@pytest.mark.parametrize("asked", ["first", "after", "before", "at", "last"])
def test_a_page_reads_a_range_of_an_index(
    app: Flask, people: Cast, thread: Thread, order: str, asked: str
) -> None:
    with app.app_context():
        middle = grow(thread, people.chloe, LONG)[1_500].id
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        place = {"first": {}, "last": {"last": True}}.get(asked, {asked: middle})
        dialect = db.engine.dialect.name
        plan = plan_of(lambda: window(thread, order, **place))  # type: ignore[arg-type]
    column = "path" if order == "tree" else "number"
    if dialect == "postgresql":
        assert f"using uq_comments_thread_id_{column} on comments" in plan
    else:
        place_in_index = "" if asked in ("first", "last") else f" AND {column}"
        assert re.search(rf"SEARCH comments USING INDEX \w+ \(thread_id=\?{place_in_index}", plan)


def test_a_catch_up_asks_the_same_for_one_comment_and_for_many(
    app: Flask, people: Cast, talk: Conversations, browser_of: Browsing
) -> None:
    """On the stream of the thread and on that of its theme."""
    thread = talk.open(people.chloe, people.prevention)
    bram, asked = browser_of(people.bram), list[list[int]]()
    for _round in range(2):
        for _comment in range(10):
            talk.post(people.amina, thread)
        asked.append([])
        for stream, after in ((thread.stream, 0), (people.prevention.stream, 1)):
            with queries_of() as queries:
                bram.get(f"/live/{stream}?after={after}", headers=JSON)
            asked[-1].append(len(queries))
    assert asked[0] == asked[1]


def plan_of(ask: Callable[[], object]) -> str:
    sent = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    ((statement, parameters),) = sent
    explain = "EXPLAIN" if db.engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    rows = db.session.connection().exec_driver_sql(f"{explain} {statement}", parameters)
    return "\n".join(str(row[-1]) for row in rows)
