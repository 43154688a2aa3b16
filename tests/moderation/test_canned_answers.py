"""Answers to start from: organisers keep them in both languages, moderators use them."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.moderation.models import CannedAnswer
from connect.moderation.models.answers import ANSWER_KINDS
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.reports import Protection
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
WRITTEN = {
    "kind": "kept",
    "name_fr": "Merci",
    "text_fr": "Merci pour « {title} ».",
    "name_nl": "Dank u",
    "text_nl": "Dank u voor “{title}”.",
}


def answers(app: Flask) -> list[CannedAnswer]:
    with app.app_context():
        return list(db.session.query(CannedAnswer).order_by(CannedAnswer.id))


@pytest.mark.any_database
def test_every_installation_begins_with_some_of_each_kind(app: Flask) -> None:
    found = answers(app)
    assert {answer.kind for answer in found} == set(ANSWER_KINDS)
    for answer in found:
        assert answer.text_fr.strip() != answer.text_nl.strip()
        assert answer.name_fr
        assert answer.name_nl


@pytest.mark.any_database
def test_an_organiser_adds_changes_and_removes_one(
    app: Flask, people: Cast, browser_of: BrowserOf
) -> None:
    olga, before = browser_of(people.olga), answers(app)
    assert olga.post("/moderation/answers/new", WRITTEN).status == 303
    added = answers(app)[-1]
    assert len(answers(app)) == len(before) + 1
    olga.post(added.url, WRITTEN | {"name_nl": "Bedankt"})
    assert answers(app)[-1].name_nl == "Bedankt"
    assert "Merci pour" in olga.get("/moderation/answers/").text
    assert olga.post(f"{added.url}/removal").status == 303
    assert olga.get(added.url).status == 404
    assert len(answers(app)) == len(before)


@pytest.mark.parametrize("missing", ["name_fr", "text_fr", "name_nl", "text_nl"])
def test_both_languages_are_mandatory(
    app: Flask, people: Cast, browser_of: BrowserOf, missing: str
) -> None:
    before = len(answers(app))
    answer = browser_of(people.olga).post("/moderation/answers/new", WRITTEN | {missing: " "})
    assert answer.status == 422
    kept = {name: value for name, value in WRITTEN.items() if name not in (missing, "kind")}
    fields = {field["name"]: field for field in answer.page.select("input[name], textarea[name]")}
    for name, value in kept.items():
        assert value in (fields[name].get("value") or fields[name].get_text())
    assert len(answers(app)) == before


def test_moderators_read_them_and_change_nothing(
    app: Flask, people: Cast, browser_of: BrowserOf
) -> None:
    amina, (first, *_) = browser_of(people.amina), answers(app)
    page = amina.get("/moderation/answers/")
    assert first.text_nl in page.text
    assert not page.page.select(f"a[href='{first.url}']")
    assert amina.post("/moderation/answers/new", WRITTEN).status == 403
    assert amina.post(first.url, WRITTEN).status == 403
    assert amina.post(f"{first.url}/removal").status == 403
    for path in ("/moderation/answers/", first.url, "/moderation/answers/new"):
        assert browser_of(people.bram).get(path).status == 403


def test_a_thread_reported_as_a_whole_is_called_by_its_theme(
    app: Flask,
    people: Cast,
    protect: Protection,
    comment: Comment,
    thread: Thread,
    talk: Conversations,
    browser_of: BrowserOf,
) -> None:
    """Its title may be what is wrong with it."""
    olga = browser_of(people.olga)
    olga.post("/moderation/answers/new", WRITTEN)
    chosen = answers(app)[-1].id
    for text, named in ((comment, thread.title), (talk.opening_of(thread), "Preventie")):
        protect.report(people.dirk, text, "off_topic")
        report = protect.report_of(text)
        form = {"insert": "1", "for_reporters": str(chosen)}
        field = olga.post(f"{report.url}/decision", form).page.select_one("[name=answer_nl]")
        assert field
        assert named in field.get_text()
