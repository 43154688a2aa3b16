"""What an inbox tells of strategies: in words, once, and of what its owner may read."""

from collections.abc import Callable
from typing import get_args

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.members.models import Member
from connect.notifications.actions import notify_of_strategy
from connect.notifications.models import StrategyKind
from connect.strategies.models import Strategy
from tests.support.cast import Cast
from tests.support.strategies import standing_strategy
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

WORDS: dict[StrategyKind, str] = {
    "review_due": "“La nuit” is due for review: is it still right?",
    "co_author_added": "You can write “La nuit” together with Chloé Lambert",
    "proven": "“La nuit” is confirmed as a proven practice",
    "taken_over": "Chloé Lambert adapted a strategy of yours: “La nuit”",
    "matched_need": "“La nuit” may be what you look for",
}


@pytest.fixture
def strategy(app: Flask, people: Cast) -> Strategy:
    return standing_strategy(app, people.chloe, title="La nuit")


@pytest.fixture
def lines(people: Cast, browser_of: Callable[..., Visitor]) -> Callable[[], list[str]]:
    """Of Bram's inbox."""

    def read() -> list[str]:
        page = browser_of(people.bram).get("/inbox?lang=en").page
        return [button.get_text(strip=True) for button in page.select(".inbox__link")]

    return read


@pytest.mark.parametrize("kind", WORDS)
def test_each_kind_says_what_it_is(
    app: Flask,
    people: Cast,
    strategy: Strategy,
    browser_of: Callable[..., Visitor],
    lines: Callable[[], list[str]],
    kind: StrategyKind,
) -> None:
    _tell(app, people.bram, strategy, kind)
    assert lines() == [WORDS[kind]]
    opened = browser_of(people.bram).post("/inbox/1/reading")
    assert opened.location == strategy.url


def test_every_kind_has_words_of_its_own(
    app: Flask, people: Cast, strategy: Strategy, lines: Callable[[], list[str]]
) -> None:
    kinds: tuple[StrategyKind, ...] = get_args(StrategyKind)
    for kind in kinds:
        _tell(app, people.bram, strategy, kind)
    assert len(set(lines())) == len(kinds)


def test_two_kinds_are_two_lines_and_one_kind_is_one(
    app: Flask, people: Cast, strategy: Strategy, lines: Callable[[], list[str]]
) -> None:
    for kind in ("proven", "review_due", "proven", "review_due"):
        _tell(app, people.bram, strategy, kind)
    assert lines() == [WORDS["review_due"], WORDS["proven"]]
    assert _unread(app, people.bram) == 2


def test_a_second_review_is_told_to_who_has_read_of_the_first(
    app: Flask,
    people: Cast,
    strategy: Strategy,
    browser_of: Callable[..., Visitor],
    lines: Callable[[], list[str]],
) -> None:
    _tell(app, people.bram, strategy, "review_due")
    browser_of(people.bram).post("/inbox/reading")
    assert _unread(app, people.bram) == 0
    _tell(app, people.bram, strategy, "review_due")
    assert lines() == [WORDS["review_due"]]
    assert _unread(app, people.bram) == 1


def test_nothing_is_told_of_what_became_out_of_reach(
    app: Flask,
    people: Cast,
    strategy: Strategy,
    browser_of: Callable[..., Visitor],
    lines: Callable[[], list[str]],
) -> None:
    _tell(app, people.bram, strategy, "matched_need")
    assert lines()
    with app.app_context(), atomic() as session:
        session.get_one(Strategy, strategy.id).state = "draft"
    assert lines() == []
    assert browser_of(people.bram).post("/inbox/1/reading").status == 404


def _tell(app: Flask, member: Member, strategy: Strategy, kind: StrategyKind) -> None:
    with app.app_context():
        notify_of_strategy(member.id, strategy.id, kind)


def _unread(app: Flask, member: Member) -> int:
    with app.app_context():
        return db.session.get_one(Member, member.id).unread_count
