"""Hiding a text and showing it again: what readers, its author and moderators see, and who may."""

import random
from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.themes.models import Theme
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.reports import Protection
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
WORDS = "Voici le marronnier."
REASON = "Une personne s'y reconnaît."


def shown(browser_of: BrowserOf, reader: object, comment: Comment) -> str:
    """What stands in its place, as this reader reads it."""
    page = browser_of(reader).get(f"/threads/{comment.thread_id}?lang=en").page
    place = page.select_one(f"#comment-item-{comment.id}")
    assert place
    return " ".join(place.get_text(" ").split())


@pytest.mark.any_database
def test_readers_see_a_trace_with_the_reason_and_no_words(
    people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    answer = protect.hide(people.amina, comment, REASON)
    assert (answer.status, answer.location) == (303, comment.url)
    for reader in (None, people.dirk, people.chloe):
        told = shown(browser_of, reader, comment)
        assert f"A moderator hid this text: {REASON}" in told
        assert WORDS not in told


def test_its_author_reads_it_under_the_note(
    people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    protect.hide(people.amina, comment, REASON)
    told = shown(browser_of, people.bram, comment)
    assert REASON in told
    assert WORDS in told
    line = browser_of(people.bram).get("/inbox?lang=en").text
    assert "A moderator hid a text of yours" in line


def test_moderators_of_the_theme_open_it(
    people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    protect.hide(people.amina, comment)
    thread = browser_of(people.amina).get(f"/threads/{comment.thread_id}")
    link = thread.page.select_one(f"#comment-{comment.id} a[href='{comment.url}/moderation']")
    assert link
    assert not link.has_attr("hidden")
    assert WORDS in browser_of(people.amina).get(f"{comment.url}/moderation").text


@pytest.mark.any_database
def test_shown_again_it_is_as_it_was(
    people: Cast, protect: Protection, comment: Comment, talk: Conversations, browser_of: BrowserOf
) -> None:
    before = talk.again(comment)
    protect.hide(people.amina, comment)
    protect.show(people.amina, comment)
    after = talk.again(comment)
    assert (after.html, after.version, after.hidden_at) == (before.html, before.version, None)
    assert WORDS in shown(browser_of, None, comment)


@pytest.mark.any_database
def test_what_its_author_took_back_stays_taken_back(
    people: Cast, protect: Protection, comment: Comment, talk: Conversations, browser_of: BrowserOf
) -> None:
    talk.answer(people.chloe, comment)
    protect.hide(people.amina, comment)
    assert browser_of(people.bram).post(f"{comment.url}/withdrawal").status == 303
    assert WORDS not in browser_of(people.amina).get(f"{comment.url}/moderation").text
    protect.show(people.amina, comment)
    told = shown(browser_of, people.dirk, comment)
    assert "has withdrawn this text" in told
    assert WORDS not in told


@pytest.mark.any_database
def test_undoing_brings_back_what_was_before(
    people: Cast, protect: Protection, comment: Comment, talk: Conversations
) -> None:
    protect.hide(people.amina, comment, REASON)
    hidden = talk.again(comment)
    first = protect.last(comment)
    protect.show(people.amina, comment)
    assert protect.undo(people.amina, protect.last(comment)).status == 303
    again = talk.again(comment)
    assert (again.hidden_at, again.hidden_because) == (hidden.hidden_at, REASON)
    assert protect.undo(people.amina, first).status == 303
    assert talk.again(comment).hidden_at is None


def test_what_was_decided_since_is_undone_first(
    people: Cast, protect: Protection, comment: Comment, talk: Conversations
) -> None:
    protect.hide(people.amina, comment)
    first = protect.last(comment)
    protect.show(people.amina, comment)
    protect.undo(people.amina, first)
    assert protect.last(comment).kind == "comment.unhidden"
    with protect.app.app_context():
        assert db.session.get_one(type(first), first.id).undone_at is None


def test_sent_twice_it_is_hidden_once(
    app: Flask, people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    protect.hide(people.amina, comment)
    amina = browser_of(people.amina)
    assert amina.post(f"{comment.url}/hiding", {"reason": "Encore."}).status == 303
    assert protect.last(comment).reason != "Encore."


def test_the_second_moderator_is_told_who_decided(
    people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    olga = browser_of(people.olga)
    seen = olga.get(f"{comment.url}/hiding").page.select_one("[name=seen]")
    assert seen
    protect.hide(people.amina, comment)
    form = {"reason": "Moi aussi.", "seen": seen["value"]}
    answer = olga.post(f"{comment.url}/hiding?lang=en", form)
    assert answer.status == 409
    assert "Amina Benali" in answer.text
    assert "Moi aussi." in answer.body


@pytest.mark.parametrize("path", ["hiding", "hiding/removal"])
def test_only_those_who_moderate_the_theme_may(
    people: Cast, talk: Conversations, browser_of: BrowserOf, path: str
) -> None:
    elsewhere = talk.post(people.bram, talk.open(people.chloe, people.networks))
    for member in (people.amina, people.bram, people.dirk):
        visitor = browser_of(member)
        assert visitor.get(f"{elsewhere.url}/{path}").status == 403
        assert visitor.post(f"{elsewhere.url}/{path}", {"reason": "Non."}).status == 403
    assert talk.again(elsewhere).hidden_at is None


def test_without_a_reason_nothing_is_hidden(
    people: Cast, comment: Comment, talk: Conversations, browser_of: BrowserOf
) -> None:
    answer = browser_of(people.amina).post(f"{comment.url}/hiding", {"reason": " "})
    assert answer.status == 422
    assert talk.again(comment).hidden_at is None


@pytest.mark.any_database
def test_a_hidden_thread_leaves_the_lists_and_its_page_says_why(
    people: Cast, protect: Protection, thread: Thread, talk: Conversations, browser_of: BrowserOf
) -> None:
    talk.post(people.bram, thread, WORDS)
    way = browser_of(people.amina).get(f"{thread.url}/hiding")
    assert way.location == f"{talk.opening_of(thread).url}/hiding"
    protect.hide(people.amina, talk.opening_of(thread), REASON)
    for reader in (None, people.bram, people.dirk):
        page = browser_of(reader).get(f"{thread.url}?lang=en")
        assert page.status == 403
        assert "This thread is hidden for now" in page.text
        assert REASON in page.text
        assert thread.title not in page.body
        assert thread.title not in browser_of(reader).get("/themes/prevention").body
    for reader in (people.chloe, people.amina):
        assert thread.title in browser_of(reader).get(thread.url).body
    protect.show(people.amina, talk.opening_of(thread))
    assert thread.title in browser_of(people.bram).get("/themes/prevention").body
    assert browser_of().get(thread.url).status == 200


def test_nobody_is_called_to_a_hidden_thread(
    app: Flask, people: Cast, protect: Protection, thread: Thread, talk: Conversations
) -> None:
    talk.post(people.bram, thread, "Bonjour @Dirk Claes")
    talk.post(people.bram, thread, "Encore @Dirk Claes")
    with app.app_context():
        settle_due()
        dirk = db.session.get_one(type(people.dirk), people.dirk.id)
        assert dirk.unread_count == 2
    protect.hide(people.amina, talk.opening_of(thread))
    with app.app_context():
        dirk = db.session.get_one(type(people.dirk), people.dirk.id)
        assert dirk.unread_count == 0


def test_an_answer_in_a_hidden_thread_shows_nobody_its_title(
    people: Cast, protect: Protection, thread: Thread, comment: Comment, talk: Conversations,
    browser_of: BrowserOf,
) -> None:  # fmt: skip
    protect.hide(people.amina, talk.opening_of(thread))
    bram = browser_of(people.bram)
    for path in ("", "/edit", "/history", "/language", "/report"):
        answer = bram.get(f"{comment.url}{path}")
        assert answer.status == 404, path
        assert thread.title not in answer.body


@pytest.mark.any_database
@pytest.mark.parametrize("seed", range(4))
def test_counters_equal_a_recount(
    app: Flask, people: Cast, protect: Protection, talk: Conversations, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    thread = talk.open(people.chloe, people.prevention)
    comments = [talk.opening_of(thread)]
    for _ in range(25):
        comment, member = chance.choice(comments), chance.choice([people.bram, people.chloe])
        match chance.choice(["answer", "answer", "hide", "show", "withdraw", "restore"]):
            case "answer" if talk.again(thread).stands:
                comments.append(talk.answer(member, comment))
            case "hide":
                protect.hide(people.olga, comment)
            case "show":
                protect.show(people.olga, comment)
            case "withdraw":
                talk.withdraw(comment)
            case "restore":
                talk.restore(comment)
        check_counters(app, thread)


def check_counters(app: Flask, thread: Thread) -> None:
    with app.app_context():
        found = db.session.get_one(Thread, thread.id)
        theme = db.session.get_one(Theme, thread.theme_id)
        query = db.session.query(Comment).filter_by(thread_id=thread.id)
        opening, *answers = query.order_by(Comment.number)
        readable = [comment for comment in answers if comment.stands]
        assert found.comment_count == len(readable)
        assert (found.hidden_at is None) == (opening.hidden_at is None)
        there = found.stands
        assert theme.thread_count == int(there)
        assert theme.comment_count == (len(readable) if there else 0)
        for comment in [opening, *answers]:
            under = [c for c in answers if c.parent_id == comment.id and c.is_shown]
            assert comment.answer_count == len(under)
