"""Undoing a decision: by whom, from where, once, and what is said when it cannot be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import db, utc_now
from connect.discussions.models import Comment, Thread
from connect.events.models import Event
from connect.moderation.actions.reversing import FINAL
from connect.moderation.models import Decision
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.decisions import Decisions
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
WHY = {"reason": "La question a sa réponse."}


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def decisions(app: Flask) -> Decisions:
    return Decisions(app)


@pytest.fixture
def thread(talk: Conversations, people: Cast) -> Thread:
    return talk.open(people.chloe, people.prevention, title="La nuit")


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.chloe, thread, "Un nom de trop.")


@pytest.fixture
def amina(people: Cast, browser_of: BrowserOf) -> Visitor:
    return browser_of(people.amina)


@pytest.fixture
def closed(app: Flask, amina: Visitor, thread: Thread) -> Decision:
    """Amina closed the thread."""
    assert amina.post(f"{thread.url}/closure", WHY).status == 303
    return latest(app)


def latest(app: Flask) -> Decision:
    with app.app_context():
        return db.session.query(Decision).order_by(Decision.id.desc()).limit(1).one()


def settle(app: Flask) -> None:
    with app.app_context():
        while settle_due():
            pass


@pytest.mark.any_database
def test_the_message_after_an_act_undoes_it(
    talk: Conversations, amina: Visitor, thread: Thread
) -> None:
    answer = amina.post(f"{thread.url}/closure?lang=en", WHY)
    page = amina.get(answer.location).page
    assert talk.again(thread).closed_at
    message = page.select_one(".flash")
    assert message
    assert "Thread closed. You can undo it for 30 days." in message.get_text()
    undo = message.select_one("form[method=post][action$='/reversal']")
    assert undo
    assert undo.get_text(strip=True) == "Undo"
    answer = amina.post(str(undo["action"]))
    assert (answer.status, answer.location) == (303, thread.url)
    assert talk.again(thread).closed_at is None
    assert "Undone: Thread closed." in amina.get(answer.location).text


@pytest.mark.any_database
def test_undoing_is_logged_and_heard_by_the_moderators_of_the_theme(
    app: Flask, people: Cast, browser_of: BrowserOf, closed: Decision
) -> None:
    browser_of(people.olga).post(f"{closed.url}/reversal")
    undone = latest(app)
    assert (undone.id, undone.undone_by_id) == (closed.id, people.olga.id)
    with app.app_context():
        event = db.session.query(Event).filter_by(kind="decision.undone").one()
        assert (event.subject, event.actor_id) == (closed.subject, people.olga.id)
    heard = browser_of(people.amina).get(
        f"/live/moderation:{people.prevention.id}", headers={"Accept": "application/json"}
    )
    assert "decision.undone" in {entry["kind"] for entry in heard.json["entries"]}


@pytest.mark.any_database
def test_a_second_click_changes_nothing(
    app: Flask, people: Cast, browser_of: BrowserOf, amina: Visitor, closed: Decision
) -> None:
    amina.post(f"{closed.url}/reversal")
    first = latest(app)
    answer = browser_of(people.olga).post(f"{closed.url}/reversal")
    assert answer.status == 303
    assert (latest(app).undone_at, latest(app).undone_by_id) == (first.undone_at, people.amina.id)
    with app.app_context():
        assert db.session.query(Event).filter_by(kind="decision.undone").count() == 1


@pytest.mark.any_database
def test_what_was_built_upon_is_undone_later_first(
    app: Flask, talk: Conversations, amina: Visitor, thread: Thread, closed: Decision
) -> None:
    amina.post(f"{thread.url}/closure/removal", WHY)
    reopened = latest(app)
    answer = amina.post(f"{closed.url}/reversal?lang=en")
    assert answer.status == 409
    said = answer.page.select_one("[role=alert]")
    assert said
    assert "Nothing was undone." in said.get_text()
    assert said.select_one(f"a[href='{reopened.url}']")
    assert latest(app).undone_at is None
    assert amina.post(f"{reopened.url}/reversal").status == 303
    assert talk.again(thread).closed_at
    assert amina.post(f"{closed.url}/reversal").status == 303
    assert talk.again(thread).closed_at is None


def test_after_thirty_days_it_stands_and_says_so(
    talk: Conversations, amina: Visitor, thread: Thread, closed: Decision, decisions: Decisions
) -> None:
    decisions.change(closed, created_at=utc_now() - timedelta(days=31))
    page = amina.get(f"{closed.url}?lang=en")
    assert "for 30 days only" in page.text
    assert not page.page.select("main form[action$='/reversal']")
    assert amina.post(f"{closed.url}/reversal").status == 409
    assert talk.again(thread).closed_at


@pytest.mark.parametrize("kind", sorted(FINAL))
def test_what_nothing_undoes_says_why(
    amina: Visitor, people: Cast, thread: Thread, decisions: Decisions, kind: str
) -> None:
    decision = decisions.make(kind, people.amina, thread=thread)
    assert not amina.get(decision.url).page.select("form[action$='/reversal']")
    answer = amina.post(f"{decision.url}/reversal?lang=en")
    assert answer.status == 409
    assert "Nothing was undone." in answer.text


@pytest.mark.any_database
def test_nobody_undoes_it_who_does_not_moderate_there(
    app: Flask, talk: Conversations, people: Cast, browser_of: BrowserOf, decisions: Decisions
) -> None:
    there = talk.open(people.chloe, people.networks)
    assert browser_of(people.olga).post(f"{there.url}/closure", WHY).status == 303
    closed = latest(app)
    for name in ("amina", "bram", "chloe"):
        browser = browser_of(getattr(people, name))
        assert not browser.get(closed.url).page.select("form[action$='/reversal']")
        assert browser.post(f"{closed.url}/reversal").status == 403
    assert browser_of().post(f"{closed.url}/reversal").status == 401
    secret = decisions.make(
        "thread.closed", people.amina, thread=talk.open(people.chloe, people.circle)
    )
    assert browser_of(people.dirk).post(f"{secret.url}/reversal").status == 404
    assert talk.again(there).closed_at


def test_a_thread_that_went_to_another_theme_is_for_its_moderators(
    talk: Conversations,
    people: Cast,
    amina: Visitor,
    thread: Thread,
    closed: Decision,
    decisions: Decisions,
) -> None:
    decisions.change(thread, theme_id=people.networks.id)
    assert amina.post(f"{closed.url}/reversal").status == 403
    assert talk.again(thread).closed_at


def test_texts_that_stand_in_another_theme_now_are_for_its_moderators(
    app: Flask,
    talk: Conversations,
    people: Cast,
    amina: Visitor,
    thread: Thread,
    comment: Comment,
    decisions: Decisions,
) -> None:
    other = talk.open(people.chloe, people.prevention)
    sent = {"c": comment.id, "to": other.id, "known": "1", **WHY}
    assert amina.post(f"{thread.url}/moves", sent).status == 303
    decisions.change(other, theme_id=people.networks.id)
    assert amina.post(f"{latest(app).url}/reversal").status == 409
    assert talk.again(comment).thread_id == other.id


@pytest.mark.any_database
def test_who_was_told_of_it_is_told_that_it_was_undone(
    app: Flask, people: Cast, browser_of: BrowserOf, amina: Visitor, comment: Comment
) -> None:
    assert amina.post(f"{comment.url}/hiding", WHY).status == 303
    hidden = latest(app)
    settle(app)
    chloe = browser_of(people.chloe)
    (line,) = chloe.get("/inbox?lang=en").page.select(".inbox__link")
    assert line.get_text(strip=True) == "A moderator hid a text of yours: La nuit"
    chloe.post("/inbox/reading")
    amina.post(f"{hidden.url}/reversal")
    settle(app)
    page = chloe.get("/inbox?lang=en").page
    (line,) = page.select(".inbox__item--unread .inbox__link")
    assert line.get_text(strip=True) == "Undone: A moderator hid a text of yours: La nuit"
    assert len(page.select(".inbox__link")) == 1


def test_the_pages_of_acts_list_what_was_decided_with_its_undoing(
    amina: Visitor, thread: Thread, comment: Comment, closed: Decision
) -> None:
    for page in (f"{thread.url}/moderation", f"{comment.url}/moderation"):
        lines = amina.get(page).page.select(f"#decision-{closed.id}")
        assert len(lines) == (1 if "threads" in page else 0)
    (line,) = amina.get(f"{thread.url}/moderation").page.select(".decision")
    assert line.select_one(f"form[action='{closed.url}/reversal'] button")
    amina.post(f"{closed.url}/reversal")
    (line,) = amina.get(f"{thread.url}/moderation?lang=en").page.select(".decision")
    assert "Undone by Amina Benali" in line.get_text()
    assert not line.select("form")
