"""The log of decisions as a file: whole, for organisers alone, harmless in a spreadsheet."""

import json

import pytest
from flask import Flask

from connect.exchange.decisions import BATCH
from tests.exchange.conftest import BrowserOf
from tests.exchange.test_exporting import BOM, cells
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.decisions import Decisions

FILES = ["/decisions/export.csv", "/decisions/export.json"]


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def decisions(app: Flask) -> Decisions:
    return Decisions(app)


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("name", ["bram", "amina"])
def test_who_is_no_organiser_gets_no_file(
    browser_of: BrowserOf, people: Cast, path: str, name: str
) -> None:
    assert browser_of(getattr(people, name)).get(path).status == 403


@pytest.mark.any_database
def test_organisers_take_out_whom_each_decision_concerns_and_nothing_of_its_payload(
    talk: Conversations, browser_of: BrowserOf, people: Cast, decisions: Decisions
) -> None:
    secret = talk.open(people.chloe, people.circle, title="Entre nous")
    comment = talk.post(people.chloe, secret)
    hidden = decisions.make(
        "comment.hidden",
        people.amina,
        "Un nom.",
        thread=secret,
        comment=comment,
        member=people.chloe,
        payload={"was": "a secret"},
    )
    decisions.undo(hidden, people.olga)
    olga = browser_of(people.olga)
    body = olga.get("/decisions/export.json").body
    (told,) = json.loads(body)
    assert told["undone_at"] >= told["decided_at"]
    assert {name: told[name] for name in told if not name.endswith("_at")} == {
        "id": hidden.id,
        "kind": "comment.hidden",
        "reason": "Un nom.",
        "lang": "fr",
        "by": "Amina Benali",
        "theme": "circle",
        "thread": "Entre nous",
        "thread_url": f"http://localhost{secret.url}",
        "comment_url": f"http://localhost{comment.url}",
        "concerns": "Chloé Lambert",
        "undone_by": "Olga Dupont",
    }
    file = olga.get("/decisions/export.csv?lang=nl").body
    assert file.count(BOM) == 1
    headings, line = cells(file)
    assert len(headings) == len(line)
    assert {"Un nom.", "Amina Benali", "De kring", "Entre nous", "Chloé Lambert"} <= set(line)
    assert "a secret" not in body + file


def test_a_reason_that_looks_like_a_formula_is_written_as_text(
    talk: Conversations, browser_of: BrowserOf, people: Cast, decisions: Decisions
) -> None:
    thread = talk.open(people.chloe, people.prevention, title="@SUM(1)")
    decisions.make("thread.closed", people.amina, '=HYPERLINK("https://x.example")', thread=thread)
    _headings, line = cells(browser_of(people.olga).get("/decisions/export.csv").body)
    assert {'\'=HYPERLINK("https://x.example")', "'@SUM(1)"} <= set(line)


def test_a_log_longer_than_a_batch_is_taken_out_whole(
    browser_of: BrowserOf, people: Cast, decisions: Decisions
) -> None:
    for number in range(BATCH + 1):
        decisions.make("member.suspended", people.olga, f"Raison {number}.")
    told = json.loads(browser_of(people.olga).get("/decisions/export.json").body)
    assert [one["reason"] for one in told] == [f"Raison {n}." for n in range(BATCH + 1)]
