"""Whom a decision concerns asks once that somebody else looks at it again."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.moderation.links import appeal_path
from connect.moderation.models import Appeal, Decision
from connect.notifications.models import Notification
from connect.themes.models import ThemeModerator
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.suspending import REASON, Suspending
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
WORDS = "Ik heb niemand willen kwetsen.\nMag ik terug?"


@pytest.fixture
def suspending(app: Flask) -> Suspending:
    return Suspending(app)


@pytest.fixture
def hidden(app: Flask, browser_of: BrowserOf, people: Cast, comment: Comment) -> Decision:
    """Bram's text, hidden by Amina."""
    answer = browser_of(people.amina).post(f"{comment.url}/hiding", {"reason": REASON})
    assert answer.status == 303
    with app.app_context():
        return db.session.query(Decision).filter_by(kind="comment.hidden").one()


def appeal(visitor: Visitor, decision: Decision) -> Answer:
    return visitor.post(f"{decision.url}/appeal", {"text": WORDS})


def the_appeal(app: Flask) -> Appeal:
    with app.app_context():
        return db.session.query(Appeal).one()


def answer(visitor: Visitor, found: Appeal, outcome: str, reason: str = "Relu à deux.") -> Answer:
    return visitor.post(f"{found.url}/answer", {"outcome": outcome, "reason": reason})


@pytest.mark.any_database
def test_an_author_appeals_and_the_text_is_shown_again(
    app: Flask, browser_of: BrowserOf, people: Cast, comment: Comment, hidden: Decision
) -> None:
    bram, olga = browser_of(people.bram), browser_of(people.olga)
    assert REASON in bram.get(f"{hidden.url}/appeal").text
    assert appeal(bram, hidden).status == 303
    found = the_appeal(app)
    assert "Mag ik terug?" in olga.get(found.url).text
    assert answer(olga, found, "upheld").status == 303
    assert (
        "Voici le marronnier." in browser_of(people.chloe).get(f"/threads/{comment.thread_id}").text
    )
    with app.app_context():
        settle_due()
        decided = db.session.query(Decision).filter_by(kind="appeal.upheld").one()
        assert db.session.get_one(Decision, hidden.id).undone_by_id == people.olga.id
        told = db.session.query(Notification).filter_by(decision_id=decided.id).one()
        assert told.member_id == people.bram.id
        mails = db.session.query(OutgoingMail).filter_by(to=people.bram.email).all()
    assert any("Relu à deux." in mail.text for mail in mails)
    assert "Relu à deux." in bram.get(f"{hidden.url}/appeal").text


def test_an_appeal_that_is_not_right_changes_nothing_but_is_answered(
    app: Flask, browser_of: BrowserOf, people: Cast, comment: Comment, hidden: Decision
) -> None:
    appeal(browser_of(people.bram), hidden)
    assert answer(browser_of(people.olga), the_appeal(app), "kept").status == 303
    with app.app_context():
        assert db.session.get_one(Comment, comment.id).hidden_at
    assert "Relu à deux." in browser_of(people.bram).get(f"{hidden.url}/appeal").text


@pytest.mark.any_database
def test_it_is_made_once(app: Flask, browser_of: BrowserOf, people: Cast, hidden: Decision) -> None:
    bram = browser_of(people.bram)
    for _ in range(2):
        assert appeal(bram, hidden).status == 303
    page = bram.get(f"{hidden.url}/appeal").page
    assert not page.select("textarea")
    with app.app_context():
        assert db.session.query(Appeal).count() == 1


def test_who_is_suspended_appeals_by_the_mailed_link_and_gets_in_again(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.dirk.id).role = "organiser"
    suspending.suspend(people.olga, people.bram)
    with app.app_context():
        settle_due()
        mail = db.session.query(OutgoingMail).one()
    link = re.search(r"http://localhost(/appeals/\S+)", mail.text)
    assert link
    visitor = browser_of()
    page = visitor.get(link[1])
    assert page.page.html
    assert page.page.html["lang"] == "nl"
    assert visitor.post(link[1], {"text": " "}).status == 422
    too_long = visitor.post(link[1], {"text": "mot " * 600})
    assert (too_long.status, "mot mot" in too_long.body) == (422, True)
    assert visitor.post(link[1], {"text": WORDS}).status == 303
    assert WORDS.splitlines()[0] in visitor.get(link[1]).text
    assert answer(browser_of(people.dirk), the_appeal(app), "upheld").status == 303
    with app.app_context():
        assert not db.session.get_one(Member, people.bram.id).is_suspended


def test_a_link_that_was_changed_or_is_old_opens_nothing(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    suspending: Suspending,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decision = suspending.suspend(people.olga, people.bram)
    then = int((utc_now() - timedelta(days=31)).timestamp())
    with app.app_context():
        path = appeal_path(decision, people.bram)
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _signer: then)
        old = appeal_path(decision, people.bram)
        monkeypatch.undo()
    visitor = browser_of()
    assert visitor.get(path).status == 200
    for token in (old, f"{path}x", f"{path[:-4]}aaaa", "/appeals/none"):
        assert visitor.get(token).status == 410
        assert visitor.post(token, {"text": WORDS}).status == 410


def test_others_cannot_appeal(
    app: Flask, browser_of: BrowserOf, people: Cast, hidden: Decision, suspending: Suspending
) -> None:
    decision = suspending.suspend(people.amina, people.dirk, people.prevention)
    for member in (people.chloe, people.amina, people.olga):
        assert appeal(browser_of(member), hidden).status == 403
    assert appeal(browser_of(people.bram), decision).status == 403
    with app.app_context():
        assert db.session.query(Appeal).count() == 0


def test_after_thirty_days_it_is_too_late(
    app: Flask, browser_of: BrowserOf, people: Cast, hidden: Decision
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Decision, hidden.id).created_at = utc_now() - timedelta(days=31)
    assert appeal(browser_of(people.bram), hidden).status == 403


def test_made_in_time_it_can_be_upheld_later(
    app: Flask, browser_of: BrowserOf, people: Cast, hidden: Decision, comment: Comment
) -> None:
    appeal(browser_of(people.bram), hidden)
    with app.app_context(), atomic() as session:
        session.get_one(Decision, hidden.id).created_at = utc_now() - timedelta(days=40)
    assert answer(browser_of(people.olga), the_appeal(app), "upheld").status == 303
    with app.app_context():
        assert db.session.get_one(Comment, comment.id).hidden_at is None


def test_another_moderator_than_the_one_who_decided_answers(
    app: Flask, browser_of: BrowserOf, people: Cast, hidden: Decision
) -> None:
    with app.app_context(), atomic() as session:
        session.add(ThemeModerator(theme_id=people.prevention.id, member_id=people.chloe.id))
        session.add(ThemeModerator(theme_id=people.networks.id, member_id=people.dirk.id))
    appeal(browser_of(people.bram), hidden)
    found = the_appeal(app)
    for member in (people.amina, people.dirk, people.bram):
        visitor = browser_of(member)
        assert visitor.get(found.url).status == 404
        assert answer(visitor, found, "kept").status == 404
        assert found.url not in visitor.get("/moderation/appeals").body
    for member in (people.chloe, people.olga):
        assert found.url in browser_of(member).get("/moderation/appeals").body
    assert answer(browser_of(people.chloe), found, "kept").status == 303


def test_an_only_organiser_answers_though_they_decided(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    decision = suspending.suspend(people.olga, people.bram, people.networks)
    appeal(browser_of(people.bram), decision)
    assert answer(browser_of(people.olga), the_appeal(app), "kept").status == 303


@pytest.mark.any_database
def test_the_second_of_two_moderators_is_told_who_answered(
    app: Flask, browser_of: BrowserOf, people: Cast, hidden: Decision
) -> None:
    with app.app_context(), atomic() as session:
        session.add(ThemeModerator(theme_id=people.prevention.id, member_id=people.chloe.id))
    appeal(browser_of(people.bram), hidden)
    found = the_appeal(app)
    assert answer(browser_of(people.chloe), found, "kept").status == 303
    late = answer(browser_of(people.olga), found, "upheld")
    assert late.status == 409
    assert people.chloe.name in late.text
    with app.app_context():
        assert db.session.get_one(Decision, hidden.id).undone_at is None


def test_an_answer_says_why(
    app: Flask, browser_of: BrowserOf, people: Cast, hidden: Decision
) -> None:
    appeal(browser_of(people.bram), hidden)
    found, olga = the_appeal(app), browser_of(people.olga)
    assert answer(olga, found, "kept", " ").status == 422
    wrong = answer(olga, found, "perhaps")
    assert (wrong.status, "Relu à deux." in wrong.body) == (422, True)
    with app.app_context():
        assert db.session.query(Appeal).one().answered_at is None


def test_nobody_else_reads_of_appeals_in_the_log(
    app: Flask, browser_of: BrowserOf, people: Cast, hidden: Decision
) -> None:
    appeal(browser_of(people.bram), hidden)
    answer(browser_of(people.olga), the_appeal(app), "kept")
    assert "Relu à deux." not in browser_of(people.chloe).get("/decisions/").text
    assert "Relu à deux." in browser_of(people.olga).get("/decisions/").text
