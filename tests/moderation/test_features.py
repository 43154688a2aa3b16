"""The spotlight: a line that says why, on the page of the theme and at home."""

from collections.abc import Callable

import pytest

from connect.discussions.models import Thread
from tests.support.acts import ActsOf
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]
WHY = "Trois communes racontent ce qui n'a pas marché."


def first_in(visitor: Visitor, path: str) -> str:
    return " ".join(item.get_text(" ") for item in visitor.get(path).page.select("#foremost li"))


def test_it_stands_first_with_its_line(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    acts_of(people.amina).decide(thread, "feature", WHY)
    assert WHY in first_in(browser_of(), "/themes/prevention")
    for path in ("/themes/prevention", "/"):
        assert WHY in first_in(browser_of(people.bram), path)
    assert WHY not in first_in(browser_of(people.bram), "/themes/networks")


def test_home_shows_what_its_reader_may_read(
    people: Cast, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    secret = talk.open(people.chloe, people.circle, title="Entre nous")
    acts_of(people.amina).decide(secret, "feature", WHY)
    assert WHY in first_in(browser_of(people.bram), "/")
    assert WHY not in browser_of(people.dirk).get("/").body


def test_three_at_most_the_latest(
    people: Cast, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    for number in range(4):
        thread = talk.open(people.chloe, people.prevention, title=f"Fil {number}")
        acts_of(people.amina).decide(thread, "feature", f"Raison {number}.")
    titles = browser_of().get("/themes/prevention").page.select("#foremost h3")
    assert [title.get_text() for title in titles] == ["Fil 3", "Fil 2", "Fil 1"]


def test_a_thread_that_is_pinned_too_stands_first_once(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    acts_of(people.amina).decide(thread, "feature", WHY)
    acts_of(people.amina).decide(thread, "pin", kind="beacon")
    assert len(browser_of().get("/themes/prevention").page.select("#foremost h3")) == 1


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_a_line_is_needed_and_short(
    people: Cast, thread: Thread, acts_of: ActsOf, reason: str
) -> None:
    answer = acts_of(people.amina).send(thread, "feature", reason)
    assert answer.status == 422
    assert answer.page.select_one("#reason-error")


def test_taking_it_out_and_saying_something_else_are_undone_exactly(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf
) -> None:
    amina = acts_of(people.amina)
    names = ("featured_at", "featured_because", "featured_lang")
    states, decided = [], []
    for path, reason in (
        ("feature", WHY),
        ("feature", "Een andere reden."),
        ("feature/removal", "Vu."),
    ):
        states.append([getattr(talk.again(thread), name) for name in names])
        decided.append(amina.decide(thread, path, reason))
    assert amina.undo(decided[0]).status == 409
    for decision in reversed(decided):
        assert amina.undo(decision).status == 303
        assert [getattr(talk.again(thread), name) for name in names] == states.pop()


def test_repeated_it_decides_once(people: Cast, thread: Thread, acts_of: ActsOf) -> None:
    amina = acts_of(people.amina)
    for path in ("feature", "feature", "feature/removal", "feature/removal"):
        assert amina.send(thread, path, WHY).status == 303
    assert amina.count(thread) == 2
