"""A strategy and the discussion under it, live."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.strategies.actions.handing_over import SHEETS
from connect.strategies.models import Strategy
from tests.live.conftest import Author, Listener
from tests.support.cast import Cast
from tests.support.sheets import Sheets

Listening = Callable[..., Listener]
Writing = Callable[..., Author]


@pytest.fixture
def sheets(app: Flask) -> Sheets:
    return Sheets(app)


@pytest.fixture
def strategy(people: Cast, sheets: Sheets) -> Strategy:
    return sheets.publish(people.chloe, visibility="members")


@pytest.mark.any_database
def test_an_answer_is_heard_by_those_who_read_the_sheet_alone(
    people: Cast, strategy: Strategy, listener_of: Listening, author_of: Writing
) -> None:
    bram, visitor = listener_of(people.bram), listener_of()
    stream = f"thread:{strategy.thread_id}"
    assert bram.subscribe(stream)["ok"]
    assert visitor.subscribe(stream)["error"] == "forbidden"
    assert visitor.subscribe(strategy.stream)["error"] == "forbidden"
    answer = author_of(people.chloe).post(f"/threads/{strategy.thread_id}/comments", body="Oui.")
    assert answer.status_code == 303
    assert "Oui." in bram.hear()["html"]
    assert visitor.hears_nothing()


def test_who_may_read_it_no_more_hears_no_more(
    people: Cast,
    strategy: Strategy,
    listener_of: Listening,
    author_of: Writing,
) -> None:
    bram = listener_of(people.bram)
    for stream in (strategy.stream, f"thread:{strategy.thread_id}"):
        assert bram.subscribe(stream)["ok"]
    answer = author_of(people.chloe).post(f"{strategy.url}/withdrawal")
    assert answer.status_code == 303
    revoked = {bram.hear("revoked")["stream"], bram.hear("revoked")["stream"]}
    assert revoked == {strategy.stream, f"thread:{strategy.thread_id}"}


def test_who_handed_a_draft_over_hears_no_more_of_it(
    app: Flask, people: Cast, sheets: Sheets, listener_of: Listening
) -> None:
    draft = sheets.start(people.chloe)
    chloe = listener_of(people.chloe)
    assert chloe.subscribe(draft.stream)["ok"]
    with app.app_context():
        SHEETS.hand_over(people.chloe, people.bram, [str(draft.id)])
    assert chloe.hear("revoked", seconds=5)["stream"] == draft.stream
