"""However a thread grew, its pages show each of its comments once, in either order."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connect.discussions.models import Comment, Thread
from connect.discussions.pages import Order, Window
from connect.discussions.windows import PAGE_SIZE, window
from tests.support.cast import Cast
from tests.support.conversations import Conversations, grow
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
ORDERS: Sequence[Order] = ("tree", "time")


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[int], set[int]]:
    """Whom each comment answers, and who was withdrawn."""
    size = draw(st.integers(0, 70))
    answered = [draw(st.integers(0, number)) for number in range(size)]
    withdrawn = draw(st.sets(st.integers(1, size), max_size=size // 2)) if size else set()
    return answered, withdrawn


@pytest.mark.any_database
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(tree=trees(), place=st.integers(0, 10**6))
def test_pages_are_complete_and_repeat_nothing(
    app: Flask, people: Cast, tree: tuple[list[int], set[int]], place: int
) -> None:
    thread = Conversations(app).open(people.chloe, people.prevention)
    with app.app_context():
        comments = grow(thread, people.chloe, *tree)
        for order in ORDERS:
            expected = [comments[number].id for number in numbers_shown(*tree, order)]
            assert walked(forward(thread, order)) == expected
            assert walked(reversed(list(backward(thread, order)))) == expected
            if expected:
                check_around(thread, order, expected, expected[place % len(expected)])


def check_around(thread: Thread, order: Order, expected: list[int], at: int) -> None:
    shown = window(thread, order, at=at)
    ids = walked([shown])
    start = expected.index(ids[0])
    assert at in ids
    assert ids == expected[start : start + len(ids)]
    assert shown.has_before == (start > 0)
    assert shown.has_after == (start + len(ids) < len(expected))


def forward(thread: Thread, order: Order) -> Iterator[Window]:
    page = window(thread, order)
    assert not page.has_before
    yield page
    while page.has_after:
        page = window(thread, order, after=page.comments[-1].id)
        assert page.has_before
        yield page


def backward(thread: Thread, order: Order) -> Iterator[Window]:
    page = window(thread, order, last=True)
    assert not page.has_after
    yield page
    while page.has_before:
        page = window(thread, order, before=page.comments[0].id)
        assert page.has_after
        yield page


def walked(pages: Iterator[Window] | Sequence[Window]) -> list[int]:
    found = list(pages)
    assert all(len(page.comments) <= PAGE_SIZE for page in found)
    return [comment.id for page in found for comment in page.comments]


def numbers_shown(answered: list[int], withdrawn: set[int], order: Order) -> list[int]:
    """The long way: from the answers of each comment, without paths and counters."""
    answers: dict[int, list[int]] = {}
    for number, parent in enumerate(answered, 1):
        answers.setdefault(parent, []).append(number)

    def below(number: int) -> list[int]:
        found = [n for answer in answers.get(number, []) for n in below(answer)]
        return [number, *found] if found or number not in withdrawn else []

    tree = [n for answer in answers.get(0, []) for n in below(answer)]
    return tree if order == "tree" else sorted(tree)


@pytest.fixture
def comments(app: Flask, people: Cast, thread: Thread) -> dict[int, Comment]:
    """Fifty, each answering the thread: 1 … 50 in either order."""
    with app.app_context():
        return grow(thread, people.chloe, [0] * 50)


def numbers(visitor: Visitor, path: str) -> list[int]:
    items = visitor.get(path).page.select("#comments > li[data-number]")
    return [int(str(item["data-number"])) for item in items]


def test_a_first_visit_starts_at_the_beginning(
    people: Cast, thread: Thread, comments: dict[int, Comment], browser_of: Browsing
) -> None:
    for visitor in (browser_of(), browser_of(people.bram)):
        assert numbers(visitor, thread.url) == list(range(1, 21))


def test_a_later_visit_opens_at_the_first_unread(
    people: Cast,
    thread: Thread,
    comments: dict[int, Comment],
    talk: Conversations,
    browser_of: Browsing,
) -> None:
    talk.read(people.bram, thread, *range(1, 31))
    bram = browser_of(people.bram)
    assert numbers(bram, thread.url) == list(range(28, 48))
    line = bram.get(thread.url).page.select_one("#first-unread")
    assert line
    assert line.find_next_sibling("li")["data-number"] == "31"  # type: ignore[index]


def test_a_page_opens_once_at_what_a_form_made(
    people: Cast, thread: Thread, comments: dict[int, Comment], browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    bram.post(f"{thread.url}/comments", {"body": "Ici.", "parent": comments[3].id})
    assert 51 in numbers(bram, thread.url)
    assert comments[3].number in numbers(bram, f"{thread.url}?after={comments[2].id}")


def test_the_address_of_a_comment_leads_to_its_page(
    thread: Thread, comments: dict[int, Comment], browser_of: Browsing
) -> None:
    visitor = browser_of()
    answer = visitor.get(comments[40].url)
    assert answer.status == 303
    assert answer.location.endswith(f"#comment-{comments[40].id}")
    assert numbers(visitor, answer.location.partition("#")[0]) == list(range(37, 51))


def test_the_end_is_one_click_away_in_either_order(
    thread: Thread, comments: dict[int, Comment], browser_of: Browsing
) -> None:
    for order in ORDERS:
        assert numbers(browser_of(), f"{thread.url}?order={order}&last") == list(range(31, 51))


@pytest.mark.parametrize("query", ["after=0", "after=x", "before=-1", "comment=" + "9" * 40])
def test_a_place_that_cannot_be_is_the_beginning(
    thread: Thread, comments: dict[int, Comment], browser_of: Browsing, query: str
) -> None:
    assert numbers(browser_of(), f"{thread.url}?{query}") == list(range(1, 21))


def test_a_place_in_another_thread_is_a_page_of_this_one(
    people: Cast,
    thread: Thread,
    comments: dict[int, Comment],
    talk: Conversations,
    browser_of: Browsing,
) -> None:
    elsewhere = talk.post(people.chloe, talk.open(people.chloe, people.networks))
    for name in ("after", "before", "comment"):
        shown = numbers(browser_of(), f"{thread.url}?{name}={elsewhere.id}")
        assert shown == list(range(1, len(shown) + 1))
        assert shown


def test_a_page_whose_comments_all_went_is_the_nearest_one(
    people: Cast, thread: Thread, comments: dict[int, Comment], browser_of: Browsing
) -> None:
    visitor = browser_of()
    assert numbers(visitor, f"{thread.url}?after={comments[50].id}") == list(range(31, 51))
    assert numbers(visitor, f"{thread.url}?before={comments[1].id}") == list(range(1, 21))


def test_a_slug_in_the_address_leads_to_the_address_without(
    thread: Thread, browser_of: Browsing
) -> None:
    answer = browser_of().get(f"{thread.url}/qui-previent")
    assert (answer.status, answer.location) == (301, thread.url)
    page = browser_of().get(f"{thread.url}?order=time").page
    assert page.select_one("link[rel=canonical]")["href"] == f"http://localhost{thread.url}"  # type: ignore[index]
