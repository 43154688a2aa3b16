"""What a member has seen of a thread, kept as few numbers."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Reading, Thread
from connect.members.models import Member
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

Browsing = Callable[..., Visitor]


@pytest.fixture
def marks(app: Flask, thread: Thread) -> Callable[[Member], tuple[int, list[int]]]:
    def find(member: Member) -> tuple[int, list[int]]:
        with app.app_context():
            reading = db.session.get_one(Reading, (member.id, thread.id))
            return reading.read_through, reading.read_beyond

    return find


Marks = Callable[[Member], tuple[int, list[int]]]


def test_seen_comments_are_marked_and_those_in_a_row_kept_as_one_number(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, marks: Marks
) -> None:
    for _ in range(5):
        talk.post(people.chloe, thread)
    bram = browser_of(people.bram)
    for numbers, kept in (("1", (1, [])), ("3,5", (1, [3, 5])), ("2", (3, [5])), ("4", (5, []))):
        assert bram.post(f"{thread.url}/reading", {"numbers": numbers}).status == 303
        assert marks(people.bram) == kept


def test_without_javascript_one_says_that_a_page_is_read(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, marks: Marks
) -> None:
    """Also on a first visit, where nothing is shown as new."""
    bram = browser_of(people.bram)
    for seen in ("1,2", "3"):
        for _ in seen.split(","):
            talk.post(people.chloe, thread)
        field = bram.get(thread.url).page.select_one("noscript input[name=numbers]")
        assert field
        assert field["value"] == seen
        bram.post(f"{thread.url}/reading", {"numbers": seen})
    assert marks(people.bram) == (3, [])
    assert not bram.get(thread.url).page.select_one("noscript input[name=numbers]")


def test_numbers_that_no_comment_has_are_left_out(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, marks: Marks
) -> None:
    talk.post(people.chloe, thread)
    bram = browser_of(people.bram)
    bram.post(f"{thread.url}/reading", {"numbers": "0,2,-1,x,1²,,99999999999999999999999"})
    assert marks(people.bram) == (0, [])
    assert bram.post(f"{thread.url}/reading", {"numbers": "1," * 3_000}).status == 422


def test_one_has_read_what_one_wrote(
    people: Cast, thread: Thread, talk: Conversations, marks: Marks
) -> None:
    talk.post(people.bram, thread)
    assert marks(people.bram) == (1, [])
    assert marks(people.chloe) == (0, [])


def test_what_went_before_one_saw_it_is_nothing_to_read(
    people: Cast, thread: Thread, talk: Conversations, marks: Marks, browser_of: Browsing
) -> None:
    first, second, third = (talk.post(people.chloe, thread) for _ in range(3))
    talk.withdraw(first)
    talk.read(people.bram, thread, 2)
    assert marks(people.bram) == (2, [])
    talk.withdraw(third)
    assert marks(people.bram) == (3, [])
    row = browser_of(people.bram).get("/themes/prevention").page
    assert not row.select_one(f"#thread-row-{thread.id} .count")
    assert second.number == 2


def test_an_unread_trace_counts_until_it_goes(
    people: Cast, thread: Thread, talk: Conversations, marks: Marks
) -> None:
    first = talk.post(people.chloe, thread)
    answer = talk.answer(people.chloe, first)
    talk.read(people.bram, thread)
    talk.withdraw(first)
    assert marks(people.bram) == (0, [])
    talk.withdraw(answer)
    assert marks(people.bram) == (2, [])


def test_the_list_says_how_many_are_new_once_one_has_been_there(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    for _ in range(3):
        talk.post(people.chloe, thread)

    def new() -> str:
        row = browser_of(people.bram).get("/themes/prevention?lang=en").page
        count = row.select_one(f"#thread-row-{thread.id} .count")
        return count.get_text(strip=True) if count else ""

    assert new() == ""
    talk.read(people.bram, thread, 2)
    assert new().startswith("2")
    talk.read(people.bram, thread, 1, 3)
    assert new() == ""


def test_marks_out_of_reach_do_not_exist(
    people: Cast, talk: Conversations, browser_of: Browsing
) -> None:
    hidden = talk.open(people.chloe, people.circle)
    form = {"numbers": "1"}
    assert browser_of(people.dirk).post(f"{hidden.url}/reading", form).status == 404
    assert browser_of().post(f"{hidden.url}/reading", form).status == 401
