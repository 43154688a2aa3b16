"""One decision: who reaches it, and what it tells to each of them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.discussions.models import Comment, Thread
from connect.moderation.openness import FOR_WHOM_IT_CONCERNS
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.decisions import Decisions
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
YOURS = "This concerns you"


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def decisions(app: Flask) -> Decisions:
    return Decisions(app)


@pytest.fixture
def thread(talk: Conversations, people: Cast) -> Thread:
    return talk.open(people.bram, people.prevention, title="La nuit")


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.chloe, thread, "Un nom de trop.")


def test_members_read_what_was_decided_why_by_whom_and_where(
    people: Cast, thread: Thread, decisions: Decisions, browser_of: BrowserOf
) -> None:
    closed = decisions.make(
        "thread.closed", people.amina, "La question a sa réponse.", thread=thread
    )
    page = browser_of(people.dirk).get(f"{closed.url}?lang=en").page
    assert page.select_one("h1").get_text() == "Thread closed"  # type: ignore[union-attr]
    main = page.select_one("main")
    assert main
    for words in ("La question a sa réponse.", "Amina Benali", "La nuit", "Prevention"):
        assert words in main.get_text()
    assert page.select_one(".decision__why[lang=fr]")
    assert YOURS not in main.get_text()
    assert not page.select("form[action$='/reversal']")


@pytest.mark.any_database
def test_the_author_of_a_hidden_text_reads_that_it_is_theirs_and_nobody_else_does(
    people: Cast, thread: Thread, comment: Comment, decisions: Decisions, browser_of: BrowserOf
) -> None:
    hidden = decisions.make("comment.hidden", people.amina, thread=thread, comment=comment)
    for name in ("bram", "dirk", "amina", "olga"):
        assert YOURS not in browser_of(getattr(people, name)).get(f"{hidden.url}?lang=en").text
    assert YOURS in browser_of(people.chloe).get(f"{hidden.url}?lang=en").text
    assert "Chlo" not in browser_of(people.dirk).get(hidden.url).text


def test_only_who_moderates_there_is_told_whom_it_concerns(
    people: Cast, thread: Thread, comment: Comment, decisions: Decisions, browser_of: BrowserOf
) -> None:
    about: dict[str, Any] = {"thread": thread, "comment": comment, "member": people.chloe}
    hidden = decisions.make("comment.hidden", people.amina, **about)
    told = {
        name: "Concerns Chlo" in browser_of(getattr(people, name)).get(f"{hidden.url}?lang=en").text
        for name in ("amina", "olga", "bram", "dirk")
    }
    assert told == {"amina": True, "olga": True, "bram": False, "dirk": False}


@pytest.mark.any_database
@pytest.mark.parametrize("kind", sorted(FOR_WHOM_IT_CONCERNS))
def test_what_is_between_a_member_and_the_moderators_is_for_them_alone(
    people: Cast, thread: Thread, decisions: Decisions, browser_of: BrowserOf, kind: str
) -> None:
    about: dict[str, Any] = {"thread": thread, "member": people.dirk}
    decision = decisions.make(kind, people.amina, payload={"tells_author": True}, **about)
    reached = {
        name: browser_of(getattr(people, name)).get(decision.url).status
        for name in ("dirk", "amina", "olga", "bram", "chloe")
    }
    assert reached == {"dirk": 200, "amina": 200, "olga": 200, "bram": 404, "chloe": 404}


@pytest.mark.any_database
@pytest.mark.parametrize("tells_author", [True, False])
def test_a_rejected_report_is_for_who_made_it_and_for_the_author_who_heard_of_it(
    people: Cast,
    thread: Thread,
    comment: Comment,
    decisions: Decisions,
    browser_of: BrowserOf,
    tells_author: bool,
) -> None:
    report_path = f"{comment.url}/report"
    sent = browser_of(people.dirk).post(report_path, {"kind": "other", "note": "Hors sujet ?"})
    assert sent.status == 303
    about: dict[str, Any] = {"thread": thread, "comment": comment, "member": people.chloe}
    told = {"tells_author": tells_author}
    rejected = decisions.make("report.rejected", people.amina, payload=told, **about)
    reached = {
        name: browser_of(getattr(people, name)).get(rejected.url).status
        for name in ("dirk", "chloe", "bram", "amina")
    }
    heard = 200 if tells_author else 404
    assert reached == {"dirk": 200, "chloe": heard, "bram": 404, "amina": 200}
    assert YOURS in browser_of(people.dirk).get(f"{rejected.url}?lang=en").text


@pytest.mark.any_database
def test_a_decision_of_a_circle_is_not_there_for_others(
    talk: Conversations, people: Cast, decisions: Decisions, browser_of: BrowserOf
) -> None:
    secret = talk.open(people.chloe, people.circle)
    closed = decisions.make("thread.closed", people.amina, thread=secret)
    assert browser_of(people.bram).get(closed.url).status == 200
    assert browser_of(people.dirk).get(closed.url).status == 404
    assert browser_of(people.dirk).get("/decisions/9999").status == 404
    assert browser_of().get(closed.url).location.startswith("/sign-in")


def test_who_was_put_out_of_a_circle_still_reads_what_concerns_them(
    people: Cast, decisions: Decisions, browser_of: BrowserOf
) -> None:
    kept: dict[str, Any] = {"theme_id": people.circle.id, "member": people.dirk}
    suspended = decisions.make("member.suspended", people.amina, "Des menaces.", **kept)
    page = browser_of(people.dirk).get(f"{suspended.url}?lang=en")
    assert YOURS in page.text
    assert "Des menaces." in page.text
    assert "The circle" not in page.text


def test_a_page_of_a_decision_asks_little(
    people: Cast, thread: Thread, comment: Comment, decisions: Decisions, browser_of: BrowserOf
) -> None:
    about: dict[str, Any] = {"thread": thread, "comment": comment, "member": people.chloe}
    hidden = decisions.make("comment.hidden", people.amina, **about)
    amina = browser_of(people.amina)
    with queries_of() as queries:
        assert amina.get(hidden.url).status == 200
    assert len(queries) <= 5, "\n\n".join(queries)
