"""A text that is published by itself, at the time its writer chose."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from flask import Flask

from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment, Thread
from connect.drafts import actions
from connect.drafts.models import Draft, Fields
from connect.drafts.publishing import Publication, publication_at
from connect.members.models import Member
from connect.notifications import actions as notifications
from connect.themes.models import ThemeCircle
from connect.web.helpers import BRUSSELS
from connect.worker import settle_due
from tests.drafts.conftest import JSON, Saving
from tests.support.cast import PASSWORD, Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
SUMMER = timezone(timedelta(hours=2))


def in_an_hour() -> str:
    return (utc_now() + timedelta(hours=1)).astimezone(BRUSSELS).strftime("%Y-%m-%dT%H:%M")


def schedule(visitor: Visitor, place: str, **fields: Any) -> None:
    """As the composer's button and the page behind it do."""
    visitor.post(f"/drafts/{place}", {**fields, "then": "schedule"})
    answer = visitor.post(f"/drafts/{place}/schedule", {"post_at": in_an_hour()})
    assert answer.location == "/drafts/", answer.text


def time_has_come(app: Flask) -> None:
    with app.app_context():
        with atomic() as session:
            for draft in session.query(Draft).filter(Draft.post_at.is_not(None)):
                draft.post_at = utc_now() - timedelta(minutes=1)
        actions.post_due()


def said_by(app: Flask, member: Member) -> list[str]:
    with app.app_context():
        found = db.session.query(Comment).filter_by(author_id=member.id).order_by(Comment.id)
        return [comment.html for comment in found]


@pytest.mark.any_database
def test_it_is_published_at_its_time_and_once(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    bram = browser_of(people.bram)
    schedule(bram, thread.stream, body="Om negen uur.")
    with app.app_context():
        actions.post_due()
    assert said_by(app, people.bram) == []
    assert bram.get("/drafts/").page.select_one(".draft__later strong")
    for _ in range(2):
        time_has_come(app)
    assert said_by(app, people.bram) == ["<p>Om negen uur.</p>"]
    assert bram.get(f"/drafts/{thread.stream}", headers=JSON).status == 404


def test_a_text_that_went_along_through_signing_in_is_not_published_with_it(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    """Another site's page may have sent it."""
    schedule(browser_of(people.bram), thread.stream, body="Om negen uur.")
    visitor = browser_of()
    sent = {"body": "Van iemand anders.", "place": thread.stream}
    page = visitor.post(f"{thread.url}/comments", sent).page
    kept = page.select_one("main form[action^='/sign-in'] [name=kept]")
    assert kept
    visitor.post(
        "/sign-in", {"email": people.bram.email, "password": PASSWORD, "kept": str(kept["value"])}
    )
    time_has_come(app)
    assert said_by(app, people.bram) == []
    body = visitor.get(f"/drafts/{thread.stream}", headers=JSON).json["fields"]["body"]
    assert "Om negen uur." in body


@pytest.mark.any_database
def test_a_new_thread_and_a_change_too(
    people: Cast, talk: Conversations, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    comment = talk.post(people.bram, thread, "Een tekst.")
    bram = browser_of(people.bram)
    theme = people.prevention.stream
    schedule(bram, theme, title="Wie?", body="Wie?", kind="question", tags="een, twee")
    schedule(bram, comment.subject, body="Een betere tekst.", version="1")
    time_has_come(app)
    assert said_by(app, people.bram) == ["<p>Een betere tekst.</p>", "<p>Wie?</p>"]


def test_until_then_it_can_be_changed_and_called_off(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving, app: Flask
) -> None:
    bram = browser_of(people.bram)
    schedule(bram, thread.stream, body="Eerst.")
    save(bram, thread.stream, 1, body="Dan toch dit.")
    assert "2" in bram.get(thread.url).page.select_one("#composer")["data-draft-version"]  # type: ignore[index]
    assert bram.get(thread.url).page.select_one("#composer .composer__note strong")
    bram.post(f"/drafts/{thread.stream}/schedule/removal")
    time_has_come(app)
    assert said_by(app, people.bram) == []
    schedule(bram, thread.stream, body="Dan toch dit.", draft_version="2")
    time_has_come(app)
    assert said_by(app, people.bram) == ["<p>Dan toch dit.</p>"]


def test_publishing_it_by_hand_leaves_nothing_for_later(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    bram = browser_of(people.bram)
    schedule(bram, thread.stream, body="Nu.")
    bram.post(f"{thread.url}/comments", {"body": "Nu."})
    time_has_come(app)
    assert said_by(app, people.bram) == ["<p>Nu.</p>"]


@pytest.mark.any_database
def test_rights_are_those_of_the_moment_and_a_refusal_keeps_the_text(
    people: Cast, talk: Conversations, browser_of: Browsing, app: Flask
) -> None:
    hidden = talk.open(people.chloe, people.circle, title="Entre nous")
    bram = browser_of(people.bram)
    schedule(bram, hidden.stream, body="Voor de kring.")
    with app.app_context(), atomic() as session:
        session.query(ThemeCircle).filter_by(member_id=people.bram.id).delete()
    time_has_come(app)
    assert said_by(app, people.bram) == []
    page = bram.get("/drafts/").page
    assert page.select_one(".draft__failure")
    assert "Voor de kring." in page.get_text()
    assert "Entre nous" not in page.get_text()
    own = bram.get(f"/drafts/{hidden.stream}").page
    assert own.select_one("textarea[readonly]").get_text().strip() == "Voor de kring."  # type: ignore[union-attr]
    assert "Entre nous" not in own.get_text()


@pytest.mark.any_database
def test_what_cannot_be_published_now_is_put_off_a_minute_and_published_then(
    people: Cast,
    thread: Thread,
    browser_of: Browsing,
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bram, chloe = browser_of(people.bram), browser_of(people.chloe)
    schedule(bram, thread.stream, body="Om negen uur.")
    schedule(chloe, thread.stream, body="À neuf heures.")

    with app.app_context():
        answers = type(publication_at(thread.stream)[0])
    publish = answers.publish

    def fail_for_bram(self: Publication, member: Member, number: int, fields: Fields) -> None:
        if member.id == people.bram.id:
            raise ConnectionError("away")
        publish(self, member, number, fields)

    with monkeypatch.context() as patch:
        patch.setattr(answers, "publish", fail_for_bram)
        time_has_come(app)
    assert said_by(app, people.chloe)[-1] == "<p>À neuf heures.</p>"
    with app.app_context():
        assert actions.post_due() == 0
        draft = db.session.query(Draft).filter_by(member_id=people.bram.id).one()
        assert draft.post_at is not None
        assert timedelta(0) < draft.post_at - utc_now() <= timedelta(minutes=1)
        assert draft.failure is None
    time_has_come(app)
    assert said_by(app, people.bram) == ["<p>Om negen uur.</p>"]


@pytest.mark.any_database
def test_who_was_promised_it_is_told_that_it_was_not_published(
    people: Cast, talk: Conversations, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    """Again when it happens again; and not any more once the text is removed."""
    comment = talk.post(people.bram, thread, "Eerst.")
    bram = browser_of(people.bram)
    for _ in range(2):
        schedule(bram, comment.subject, body="Later.", version="9", draft_version="1")
        time_has_come(app)
        settle(app)
        line = bram.get("/inbox").page.select(".inbox__item--unread .inbox__link")
        assert len(line) == 1
    bram.post(f"/drafts/{comment.subject}/removal")
    with app.app_context():
        notifications.forget_drafts()
        assert db.session.get_one(Member, people.bram.id).unread_count == 0
    assert bram.post(str(line[0]["formaction"])).location == "/drafts/"


def settle(app: Flask) -> None:
    with app.app_context():
        while settle_due():
            pass


def test_a_text_changed_by_hand_meanwhile_is_not_overwritten(
    people: Cast, talk: Conversations, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    comment = talk.post(people.bram, thread, "Eerst.")
    bram = browser_of(people.bram)
    schedule(bram, comment.subject, body="Later.", version="9")
    time_has_come(app)
    assert said_by(app, people.bram) == ["<p>Eerst.</p>"]
    assert bram.get("/drafts/").page.select_one(".draft__failure")


@pytest.mark.parametrize(
    "post_at", ["", "yesterday", "2001-01-01T09:00", "9999-12-31T23:59", "0001-01-01T00:00"]
)
def test_another_time_than_one_to_come_is_refused_and_the_text_kept(
    people: Cast, thread: Thread, browser_of: Browsing, post_at: str
) -> None:
    bram = browser_of(people.bram)
    bram.post(f"/drafts/{thread.stream}", {"body": "Ooit.", "then": "schedule"})
    answer = bram.post(f"/drafts/{thread.stream}/schedule", {"post_at": post_at})
    assert answer.status == 422
    assert answer.page.select_one(".field__error")
    assert "Ooit." in bram.get("/drafts/").text


def test_only_what_could_be_published_now_is_promised_for_later(
    people: Cast, browser_of: Browsing
) -> None:
    bram, place = browser_of(people.bram), people.prevention.stream
    bram.post(f"/drafts/{place}", {"body": "Zonder titel", "kind": "question"})
    answer = bram.post(f"/drafts/{place}/schedule", {"post_at": in_an_hour()})
    assert answer.status == 422
    assert answer.page.select_one(".error-summary li")


def test_only_one_s_own_and_where_one_may_write(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    save(browser_of(people.bram), thread.stream, body="Van Bram")
    for member, status in ((people.dirk, 404), (None, 401)):
        visitor = browser_of(member)
        for path in ("schedule", "schedule/removal"):
            answer = visitor.post(f"/drafts/{thread.stream}/{path}", {"post_at": in_an_hour()})
            assert answer.status == status


def test_the_time_is_that_of_belgium(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    bram = browser_of(people.bram)
    now = utc_now()
    summer = datetime(now.year + (now.month > 6), 7, 1, 9, tzinfo=SUMMER)
    bram.post(f"/drafts/{thread.stream}", {"body": "Zomer."})
    bram.post(f"/drafts/{thread.stream}/schedule", {"post_at": summer.strftime("%Y-%m-%dT%H:%M")})
    with app.app_context():
        draft = db.session.query(Draft).one()
        assert draft.post_at == summer
