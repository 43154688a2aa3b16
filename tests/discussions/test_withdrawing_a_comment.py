"""Taking a text back: it leaves a trace only where it was answered, and can be restored."""

from collections.abc import Callable

import pytest

from connect.discussions.models import Comment, Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
SECRET = "Un nom à ne pas dire."


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.bram, thread, SECRET)


def shown(visitor: Visitor, thread: Thread) -> list[int]:
    page = visitor.get(thread.url).page
    return [int(str(a["id"])[8:]) for a in page.select("#comments article")]


@pytest.mark.any_database
def test_what_nobody_answered_is_gone_and_can_be_restored(
    people: Cast, thread: Thread, comment: Comment, browser_of: Browsing
) -> None:
    bram, visitor = browser_of(people.bram), browser_of()
    answer = bram.post(f"{comment.url}/withdrawal")
    assert answer.location == thread.url
    assert shown(visitor, thread) == []
    flash = bram.get(thread.url).page.select_one(f"form[action='{comment.url}/restoration']")
    assert flash
    assert bram.post(f"{comment.url}/restoration").location == f"{thread.url}#comment-{comment.id}"
    assert shown(visitor, thread) == [comment.id]


@pytest.mark.any_database
def test_what_was_answered_leaves_a_trace_without_its_words(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    answer = talk.answer(people.chloe, comment)
    talk.withdraw(comment)
    visitor = browser_of()
    assert shown(visitor, thread) == [comment.id, answer.id]
    for path in (thread.url, "/themes/prevention", "/"):
        assert SECRET not in visitor.get(path).body
    trace = visitor.get(thread.url).page.select_one(f"#comment-{comment.id}")
    assert trace
    assert "Bram Peeters" in trace.text


@pytest.mark.any_database
def test_traces_go_with_the_last_answer_and_come_back_with_it(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    second = talk.answer(people.chloe, comment)
    third = talk.answer(people.amina, second)
    talk.withdraw(comment)
    talk.withdraw(second)
    visitor = browser_of()
    assert shown(visitor, thread) == [comment.id, second.id, third.id]
    talk.withdraw(third)
    assert shown(visitor, thread) == []
    talk.restore(third)
    assert shown(visitor, thread) == [comment.id, second.id, third.id]


def test_an_answer_to_what_was_withdrawn_meanwhile_brings_its_trace(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    talk.withdraw(comment)
    form = {"body": "Trop tard ?", "parent": comment.id}
    assert browser_of(people.chloe).post(f"{thread.url}/comments", form).status == 303
    assert shown(browser_of(), thread)[0] == comment.id


def test_the_words_of_a_withdrawn_text_are_on_no_page(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    chloe = browser_of(people.chloe)
    chloe.post(f"{comment.url}/bookmark", {"pressed": "true"})
    talk.answer(people.chloe, comment)
    talk.withdraw(comment)
    assert SECRET not in chloe.get("/bookmarks").body
    assert chloe.get(comment.url).status == 303
    for path in ("/answer", "/quotation", "/history", "/language"):
        answer = chloe.get(f"{comment.url}{path}")
        assert answer.status == 403
        assert SECRET not in answer.body


def test_an_opening_that_was_answered_leaves_a_trace_and_its_thread(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    opening = talk.opening_of(thread)
    answer = browser_of(people.chloe).post(f"{opening.url}/withdrawal")
    assert answer.location == thread.url
    page = browser_of().get(thread.url)
    assert "Qui prévient qui ?" not in page.body
    assert page.page.select_one(f"#comment-item-{opening.id} .comment__trace")
    assert (
        browser_of(people.dirk).post(f"{thread.url}/comments", {"body": "La suite."}).status == 303
    )


@pytest.mark.any_database
def test_a_thread_of_its_opening_alone_goes_with_it_and_comes_back(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    opening = talk.opening_of(thread)
    chloe, bram = browser_of(people.chloe), browser_of(people.bram)
    assert chloe.post(f"{opening.url}/withdrawal").location == "/themes/prevention"
    assert bram.get(thread.url).status == 404
    assert thread.title not in bram.get("/themes/prevention").body
    assert talk.again(people.prevention).thread_count == 0
    assert chloe.post(f"{thread.url}/comments", {"body": "Seule."}).status == 403
    chloe.post(f"{opening.url}/restoration")
    assert bram.get(thread.url).status == 200
    assert thread.title in bram.get("/themes/prevention").body
    assert talk.again(people.prevention).thread_count == 1


def test_a_thread_goes_with_the_last_text_to_be_read_whoever_wrote_it(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    talk.withdraw(talk.opening_of(thread))
    bram = browser_of(people.bram)
    bram.post(f"{comment.url}/withdrawal")
    assert bram.get(thread.url).status == 404
    assert bram.post(f"{comment.url}/restoration").status == 303
    assert shown(browser_of(), thread) == [comment.id]


def test_doing_it_twice_changes_nothing_more(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations
) -> None:
    for _ in range(2):
        talk.withdraw(comment)
        assert talk.again(thread).comment_count == 0
    for _ in range(2):
        talk.restore(comment)
        assert talk.again(thread).comment_count == 1


def test_nobody_withdraws_or_restores_the_text_of_another(
    people: Cast, comment: Comment, browser_of: Browsing
) -> None:
    for verb in ("withdrawal", "restoration"):
        assert browser_of(people.chloe).post(f"{comment.url}/{verb}").status == 403
        assert browser_of().post(f"{comment.url}/{verb}").status == 401


def test_what_another_withdrew_unanswered_does_not_exist(
    people: Cast, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    talk.withdraw(comment)
    assert browser_of(people.chloe).get(comment.url).status == 404
