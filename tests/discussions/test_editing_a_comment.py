"""Changing a text: what it said before is kept, and two editors lose nothing."""

from collections.abc import Callable

import pytest

from connect.discussions.models import Comment, Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.bram, thread, "Bij ons belt de wijkagent aan.")


@pytest.mark.any_database
def test_an_edit_shows_and_the_history_tells_what_changed(
    people: Cast, thread: Thread, comment: Comment, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    form = bram.get(f"{comment.url}/edit").page
    assert form.select_one("textarea").text.strip() == "Bij ons belt de wijkagent aan."  # type: ignore[union-attr]
    version = form.select_one("input[name=version]")["value"]  # type: ignore[index]
    answer = bram.post(
        comment.url, {"body": "Bij ons belt de burgemeester aan.", "version": version}
    )
    assert answer.location == f"{thread.url}#comment-{comment.id}"
    article = bram.get(thread.url).page.select_one(f"#comment-{comment.id}")
    assert article
    assert "burgemeester" in article.text
    assert article.select_one(f"a[href='{comment.url}/history']")
    history = browser_of().get(f"{comment.url}/history").page
    for tag, shown in (("del", "wijkagent "), ("ins", "burgemeester ")):
        (word,) = history.select(tag)
        assert word.find(string=True, recursive=False) == shown


def test_an_opening_is_edited_with_its_title_and_a_comment_has_none(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    opening = talk.opening_of(thread)
    chloe = browser_of(people.chloe)
    assert chloe.get(f"{opening.url}/edit").page.select_one("#title")
    assert not browser_of(people.bram).get(f"{comment.url}/edit").page.select_one("#title")
    chloe.post(opening.url, {"title": "Qui parle ?", "body": "Qui parle à qui ?", "version": "1"})
    page = chloe.get(thread.url).page
    assert page.h1
    assert page.h1.get_text(strip=True) == "Qui parle ?"
    assert "Qui prévient ?" in chloe.get(f"{opening.url}/history").text
    assert chloe.post(opening.url, {"title": "", "body": "Qui ?", "version": "2"}).status == 422


def test_a_title_sent_with_a_comment_changes_no_title(
    people: Cast, thread: Thread, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    form = {"title": "Gekaapt", "body": "Anders.", "version": "1"}
    assert browser_of(people.bram).post(comment.url, form).status == 303
    assert talk.again(thread).title == thread.title


@pytest.mark.any_database
def test_an_edit_of_an_old_version_shows_both_texts_and_then_succeeds(
    people: Cast, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    talk.edit(comment, "Intussen gewijzigd.")
    bram = browser_of(people.bram)
    conflict = bram.post(comment.url, {"body": "Mijn andere tekst.", "version": "1"})
    assert conflict.status == 409
    page = conflict.page
    assert "Intussen gewijzigd." in page.select_one("[aria-labelledby=theirs]").text  # type: ignore[union-attr]
    again = {
        "body": page.select_one("textarea").text.strip(),  # type: ignore[union-attr]
        "version": page.select_one("input[name=version]")["value"],  # type: ignore[index]
    }
    assert again["body"] == "Mijn andere tekst."
    assert bram.post(comment.url, again).status == 303
    stands = talk.again(comment)
    assert (stands.html, stands.version) == ("<p>Mijn andere tekst.</p>", 3)


def test_an_edit_that_changes_nothing_makes_no_version(
    people: Cast, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    form = {"body": "Bij ons belt de wijkagent aan.", "version": "1"}
    assert browser_of(people.bram).post(comment.url, form).status == 303
    assert talk.again(comment).version == 1


@pytest.mark.parametrize(
    "form",
    [
        {"body": ""},
        {"body": "é" * 20_001},
        {"body": "Ja.", "version": "x"},
        {"body": "<p>é" * 4_900},
    ],
)
def test_a_refused_edit_keeps_the_text(
    people: Cast, comment: Comment, browser_of: Browsing, form: dict[str, str]
) -> None:
    answer = browser_of(people.bram).post(comment.url, {"version": "1", **form})
    assert answer.status == 422
    assert answer.page.select_one("textarea").text.strip() == form["body"]  # type: ignore[union-attr]


def test_nobody_edits_the_text_of_another(
    people: Cast, comment: Comment, browser_of: Browsing
) -> None:
    for member in (people.chloe, people.amina, people.olga):
        visitor = browser_of(member)
        assert visitor.get(f"{comment.url}/edit").status == 403
        assert visitor.post(comment.url, {"body": "Gekaapt.", "version": "1"}).status == 403
    assert browser_of().post(comment.url, {"body": "Gekaapt.", "version": "1"}).status == 401


def test_a_withdrawn_text_is_not_edited(
    people: Cast, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    talk.withdraw(comment)
    bram = browser_of(people.bram)
    assert bram.get(f"{comment.url}/edit").status == 403
    assert bram.post(comment.url, {"body": "Toch.", "version": "1"}).status == 403
    assert bram.get(f"{comment.url}/history").status == 403
