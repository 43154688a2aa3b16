"""Archiving: a thread that is read and not written in, apart from the others of its theme."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions import actions as discussions
from connect.discussions.models import Thread
from connect.drafts.queries import draft_at
from tests.support.acts import ActsOf
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
THEME = "/themes/prevention"


def listed(visitor: Visitor, path: str = THEME) -> list[int]:
    return [int(str(li["data-thread"])) for li in visitor.get(path).page.select("#threads > li")]


@pytest.mark.any_database
def test_it_leaves_the_list_for_the_archived_ones_and_home(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    other = talk.open(people.bram, people.prevention, kind="proposal")
    acts_of(people.amina).decide(thread, "archival", "De l'an dernier.")
    for reader in (None, people.bram, people.amina):
        visitor = browser_of(reader)
        assert listed(visitor) == [other.id]
        assert listed(visitor, f"{THEME}?archived=yes") == [thread.id]
        assert listed(visitor, f"{THEME}?archived=yes&kind=proposal") == []
    home = browser_of(people.bram).get("/").page
    assert [row["data-thread"] for row in home.select(".thread-row")] == [str(other.id)]


@pytest.mark.any_database
def test_it_stays_readable_and_says_why_nobody_writes(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    comment = talk.post(people.bram, thread, "Bij ons wel.")
    acts_of(people.amina).decide(thread, "archival", "De l'an dernier.")
    for reader in (None, people.bram, people.amina, people.olga):
        page = browser_of(reader).get(thread.url)
        assert "Bij ons wel." in page.text
        assert "De l'an dernier." in page.text
        assert page.page.select_one("#shut [data-shut=everybody]")
        assert not page.page.select("#composer:not([hidden] #composer)")
        assert browser_of(reader).get(comment.url).status == 303


@pytest.mark.any_database
def test_nobody_writes_in_it_and_nobody_loses_a_text(
    app: Flask,
    people: Cast,
    thread: Thread,
    talk: Conversations,
    acts_of: ActsOf,
    browser_of: BrowserOf,
) -> None:
    comment = talk.post(people.bram, thread, "Bij ons wel.")
    acts_of(people.amina).decide(thread, "archival")
    for member in (people.bram, people.amina, people.olga):
        answer = browser_of(member).post(
            f"{thread.url}/comments", {"body": "Te laat.", "seen": "9"}
        )
        assert answer.status == 422
        assert "Te laat." in answer.body
        with app.app_context():
            assert draft_at(member, thread.stream)
    bram = browser_of(people.bram)
    assert bram.get(f"{comment.url}/edit").location == comment.url
    changed = bram.post(comment.url, {"body": "Bij ons niet.", "version": "1"})
    assert changed.status == 422
    assert "Bij ons niet." in changed.body
    with app.app_context():
        draft = draft_at(people.bram, comment.subject)
        assert draft
        assert draft.body == "Bij ons niet."
    assert "Bij ons wel." in talk.again(comment).html
    assert browser_of(people.chloe).post(comment.url, {"body": "z", "version": "1"}).status == 403


def test_an_author_still_takes_a_text_back(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    comment = talk.post(people.bram, thread, "Bij ons wel.")
    acts_of(people.amina).decide(thread, "archival")
    assert browser_of(people.bram).post(f"{comment.url}/withdrawal").status == 303
    assert talk.again(comment).withdrawn_at


@pytest.mark.any_database
def test_it_comes_back_and_every_step_is_undone_exactly(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    amina = acts_of(people.amina)
    first = amina.decide(thread, "archival")
    archived_at = talk.again(thread).archived_at
    second = amina.decide(thread, "archival/removal")
    assert listed(browser_of(people.bram)) == [thread.id]
    assert amina.undo(first).status == 409
    assert amina.undo(second).status == 303
    assert talk.again(thread).archived_at == archived_at
    assert amina.undo(first).status == 303
    assert talk.again(thread).archived_at is None
    assert browser_of(people.bram).post(f"{thread.url}/comments", {"body": "Ja."}).status == 303


def test_archiving_it_again_changes_nothing(people: Cast, thread: Thread, acts_of: ActsOf) -> None:
    amina = acts_of(people.amina)
    amina.decide(thread, "archival")
    for path in ("archival", "archival"):
        assert amina.send(thread, path).location == thread.url
    assert amina.count(thread) == 1


def test_the_discussion_under_a_strategy_stays_with_it(
    app: Flask, people: Cast, acts_of: ActsOf, talk: Conversations
) -> None:
    with app.app_context():
        under = discussions.open_discussion(
            people.chloe,
            home="/strategies/1",
            audience="public",
            theme_id=people.prevention.id,
            title="Une fiche",
            html="<p>En bref.</p>",
            lang="fr",
        )
    amina = acts_of(people.amina)
    offered = amina.visitor.get(f"/threads/{under.id}/moderation").page
    for path in ("archival", "classification"):
        assert not offered.select_one(f"a[href='/threads/{under.id}/{path}']")
    refused = [
        amina.send(under, "archival"),
        amina.send(under, "classification", kind="question", theme="1", second_theme="0"),
    ]
    assert [answer.status for answer in refused] == [422, 422]
    assert all(answer.page.select_one(".error-summary") for answer in refused)
    with app.app_context():
        assert db.session.get_one(Thread, under.id).archived_at is None
