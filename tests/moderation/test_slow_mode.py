"""Slow mode: one answer of each member every so many minutes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import at, atomic, db, utc_now
from connect.discussions import actions as discussions
from connect.discussions.models import Thread
from connect.drafts import actions as drafts
from connect.drafts.models import Draft
from connect.drafts.queries import draft_at
from connect.members.models import Member
from connect.web.helpers import moment_words
from tests.support.acts import ActsOf
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]


@pytest.fixture
def slow(people: Cast, thread: Thread, acts_of: ActsOf) -> Thread:
    acts_of(people.amina).decide(thread, "pace", "On se répond trop vite.", minutes="15")
    return thread


def post_ago(app: Flask, author: Member, thread: Thread, minutes: float) -> None:
    with app.app_context(), at(utc_now() - timedelta(minutes=minutes)):
        discussions.post_comment(author, db.session.get_one(Thread, thread.id), body="Déjà dit.")


def answered(visitor: Visitor, thread: Thread, body: str = "Nog iets.") -> Answer:
    seen = visitor.get(thread.url).page.select_one("#composer [name=seen]")
    assert seen
    return visitor.post(f"{thread.url}/comments", {"body": body, "seen": seen["value"]})


@pytest.mark.any_database
def test_who_answers_again_too_soon_is_told_when_and_keeps_the_text(
    app: Flask, people: Cast, slow: Thread, browser_of: BrowserOf
) -> None:
    bram = browser_of(people.bram)
    assert answered(bram, slow, "Eerst dit.").status == 303
    second = answered(bram, slow, "En dan dat.")
    assert second.status == 422
    area = second.page.select_one("#composer textarea")
    assert area
    assert area.get_text().strip() == "En dan dat."
    with app.test_request_context("/?lang=en"):
        hour = moment_words(utc_now() + timedelta(minutes=14)).split(", ")[1][:2]
    error = second.page.select_one("#composer .field__error")
    assert error
    assert f", {hour}:" in error.get_text() or f", {int(hour) + 1:02}:" in error.get_text()
    with app.app_context():
        draft = draft_at(people.bram, slow.stream)
        assert draft
        assert draft.body == "En dan dat."


@pytest.mark.any_database
def test_it_holds_for_each_member_and_each_thread_on_its_own(
    app: Flask, people: Cast, slow: Thread, talk: Conversations, browser_of: BrowserOf
) -> None:
    post_ago(app, people.bram, slow, minutes=1)
    assert answered(browser_of(people.dirk), slow).status == 303
    assert answered(browser_of(people.chloe), slow, "Who asked may answer.").status == 303
    other = talk.open(people.chloe, people.prevention)
    bram = browser_of(people.bram)
    assert [answered(bram, other, body).status for body in ("Een.", "Twee.")] == [303, 303]


@pytest.mark.parametrize(("minutes", "status"), [(14, 422), (15.1, 303)])
def test_the_time_counts_from_the_last_answer(
    app: Flask, people: Cast, slow: Thread, browser_of: BrowserOf, minutes: float, status: int
) -> None:
    post_ago(app, people.bram, slow, minutes)
    assert answered(browser_of(people.bram), slow).status == status


def test_an_answer_taken_back_counts(
    people: Cast, slow: Thread, talk: Conversations, browser_of: BrowserOf
) -> None:
    talk.withdraw(talk.post(people.bram, slow, "Oeps."))
    assert answered(browser_of(people.bram), slow).status == 422


def test_the_same_answer_sent_twice_is_one_answer_and_no_refusal(
    people: Cast, slow: Thread, browser_of: BrowserOf
) -> None:
    form = {"body": "Een keer.", "token": "12345678-1234-4234-8234-123456789012"}
    bram = browser_of(people.bram)
    first, second = (bram.post(f"{slow.url}/comments", form) for _ in range(2))
    assert first.status == second.status == 303
    assert first.location == second.location


def test_moderators_are_not_held_up(people: Cast, slow: Thread, browser_of: BrowserOf) -> None:
    for moderator in (people.amina, people.olga):
        visitor = browser_of(moderator)
        assert [answered(visitor, slow, body).status for body in ("Un.", "Deux.")] == [303, 303]


def test_readers_see_the_pace_and_why(people: Cast, slow: Thread, browser_of: BrowserOf) -> None:
    page = browser_of(people.bram).get(f"{slow.url}?lang=en").page
    notice = page.select_one("#thread-state .notice")
    assert notice
    assert "15 minutes" in notice.get_text()
    assert "On se répond trop vite." in notice.get_text()
    assert not page.select_one("[data-answering-target=way][hidden]")


def test_a_pace_that_is_none_of_ours_is_refused(
    people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    for minutes in ("7", "-5", "z", "", "9" * 30):
        assert acts_of(people.amina).send(thread, "pace", minutes=minutes).status == 422
    assert talk.again(thread).slow_minutes is None


@pytest.mark.any_database
def test_the_pace_is_taken_back_and_undone_exactly(
    people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    amina = acts_of(people.amina)
    decisions = [amina.decide(thread, "pace", minutes=pace) for pace in ("15", "240", "0")]
    assert [one.kind for one in decisions] == ["thread.slowed", "thread.slowed", "thread.unslowed"]
    assert amina.undo(decisions[0]).status == 409
    for decision, before in zip(decisions[::-1], (240, 15, None), strict=True):
        assert amina.undo(decision).status == 303
        assert talk.again(thread).slow_minutes == before


def test_the_same_pace_again_changes_nothing(people: Cast, slow: Thread, acts_of: ActsOf) -> None:
    amina = acts_of(people.amina)
    assert amina.send(slow, "pace", minutes="15").location == slow.url
    assert amina.count(slow) == 1


def test_a_text_due_too_soon_stays_a_draft_that_says_why(
    app: Flask, people: Cast, slow: Thread, browser_of: BrowserOf
) -> None:
    post_ago(app, people.bram, slow, minutes=1)
    with app.app_context():
        drafts.save_draft(people.bram, slow.stream, {"body": "Straks."}, 0)
        with atomic() as session:
            session.query(Draft).update({"post_at": utc_now() - timedelta(minutes=1)})
        drafts.post_due()
        draft = draft_at(people.bram, slow.stream)
        assert draft
        assert (draft.failure, draft.post_at) == ("slow", None)
    assert browser_of(people.bram).get("/drafts/").page.select_one(".draft__failure")
