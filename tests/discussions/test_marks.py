"""Reactions, bookmarks, and the language of a text."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import atomic
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.themes.models import ThemeCircle
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
KINDS = ("useful", "we_do_this_too", "have_a_question")


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.chloe, thread, "Nous avons un médiateur de nuit.")


def pressed(visitor: Visitor, comment: Comment, kind: str) -> str:
    page = visitor.get(f"/threads/{comment.thread_id}").page
    button = page.select_one(f"#comment-{comment.id} button[data-mark={kind}]")
    assert button
    return f"{button['aria-pressed']} {''.join(c for c in button.text if c.isdigit())}".strip()


@pytest.mark.any_database
@pytest.mark.parametrize("kind", KINDS)
def test_a_reaction_pressed_twice_counts_once_and_is_taken_back_once(
    people: Cast, comment: Comment, browser_of: Browsing, kind: str
) -> None:
    bram, chloe = browser_of(people.bram), browser_of(people.chloe)
    for value, own, others in (("true", "true 1", "false 1"), ("false", "false", "false")):
        for _ in range(2):
            answer = bram.post(f"{comment.url}/reactions/{kind}", {"pressed": value})
            assert answer.location.endswith(f"#comment-{comment.id}")
            assert pressed(bram, comment, kind) == own
            assert pressed(chloe, comment, kind) == others


def test_a_reaction_that_changed_nothing_is_no_event(
    people: Cast, comment: Comment, talk: Conversations, app: Flask
) -> None:
    for _ in range(2):
        talk.react(people.bram, comment, "useful")
    talk.react(people.dirk, comment, "useful", pressed=False)
    with app.app_context():
        entries = log.entries_after(f"thread:{comment.thread_id}", 0).entries
    assert [entry.kind for entry in entries] == ["comment.posted", "comment.reacted"]


def test_turbo_gets_the_comment_with_its_count(
    people: Cast, comment: Comment, browser_of: Browsing
) -> None:
    form = {"pressed": "true"}
    answer = browser_of(people.bram).post(f"{comment.url}/reactions/useful", form, turbo=True)
    count = answer.page.select_one("turbo-stream .reaction__count")
    assert count
    assert count.decode_contents() == "1"


@pytest.mark.parametrize("form", [{}, {"pressed": "maybe"}])
def test_a_reaction_says_yes_or_no(
    people: Cast, comment: Comment, browser_of: Browsing, form: dict[str, str]
) -> None:
    bram = browser_of(people.bram)
    assert bram.post(f"{comment.url}/reactions/useful", form).status == 422
    assert bram.post(f"{comment.url}/bookmark", form).status == 422
    assert bram.post(f"{comment.url}/reactions/applause", {"pressed": "true"}).status == 404


def test_nobody_reacts_to_what_was_withdrawn(
    people: Cast, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    talk.answer(people.bram, comment)
    talk.withdraw(comment)
    form = {"pressed": "true"}
    assert browser_of(people.bram).post(f"{comment.url}/reactions/useful", form).status == 403


@pytest.mark.any_database
def test_a_bookmark_is_found_again_once_and_by_its_member_alone(
    people: Cast, comment: Comment, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    for _ in range(2):
        bram.post(f"{comment.url}/bookmark", {"pressed": "true"})
    assert pressed(bram, comment, "bookmark") == "true"
    assert len(bram.get("/bookmarks").page.select("article")) == 1
    assert not browser_of(people.chloe).get("/bookmarks").page.select("article")
    for _ in range(2):
        bram.post(f"{comment.url}/bookmark", {"pressed": "false"})
    assert not bram.get("/bookmarks").page.select("article")


def test_many_bookmarks_are_read_page_by_page(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    comments = [talk.post(people.chloe, thread, f"Texte {n}.") for n in range(23)]
    for comment in comments:
        bram.post(f"{comment.url}/bookmark", {"pressed": "true"})
    first = bram.get("/bookmarks").page
    older = first.select_one("a[rel=next]")
    assert older
    second = bram.get(f"/bookmarks{older['href']}").page
    ids = [article["id"] for page in (first, second) for article in page.select("article")]
    assert ids == [f"comment-{comment.id}" for comment in reversed(comments)]


def test_a_bookmark_goes_with_the_access_to_its_theme(
    people: Cast, talk: Conversations, browser_of: Browsing, app: Flask
) -> None:
    hidden = talk.opening_of(talk.open(people.chloe, people.circle))
    bram = browser_of(people.bram)
    bram.post(f"{hidden.url}/bookmark", {"pressed": "true"})
    with app.app_context(), atomic() as session:
        session.query(ThemeCircle).filter_by(member_id=people.bram.id).delete()
    assert not bram.get("/bookmarks").page.select("article")


@pytest.mark.any_database
def test_the_author_or_a_moderator_corrects_the_language(
    people: Cast, comment: Comment, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    for member, lang in ((people.chloe, "de"), (people.amina, "nl"), (people.olga, "en")):
        visitor = browser_of(member)
        assert visitor.get(f"{comment.url}/language").page.select_one("select#lang")
        assert visitor.post(f"{comment.url}/language", {"lang": lang}).status == 303
        body = visitor.get(f"{thread.url}?lang=fr").page.select_one(f"#comment-{comment.id} .prose")
        assert body
        assert body["lang"] == lang
    opening = talk.opening_of(thread)
    browser_of(people.chloe).post(f"{opening.url}/language", {"lang": "nl"})
    assert talk.again(thread).lang == "nl"


def test_others_do_not_correct_it_and_only_known_languages_are_taken(
    people: Cast, comment: Comment, browser_of: Browsing
) -> None:
    assert browser_of(people.bram).post(f"{comment.url}/language", {"lang": "nl"}).status == 403
    assert browser_of(people.chloe).post(f"{comment.url}/language", {"lang": "xx"}).status == 422
