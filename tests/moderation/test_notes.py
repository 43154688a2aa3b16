"""Notes of moderators: who writes, reads and removes them, and that no member ever hears of one."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.discussions.models import Comment, Thread
from connect.moderation.models import StaffNote
from connect.themes.models import ThemeModerator
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.reports import Protection
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
NOTE = "Déjà prévenu deux fois."


def written(app: Flask) -> int:
    with app.app_context():
        return db.session.query(StaffNote).count()


@pytest.mark.any_database
def test_a_note_stands_on_the_page_of_what_it_is_about_the_newest_first(
    people: Cast, protect: Protection, comment: Comment, thread: Thread, browser_of: BrowserOf
) -> None:
    protect.report(people.dirk, comment)
    report = protect.report_of(comment)
    pages = {
        comment.subject: f"{comment.url}/moderation",
        thread.stream: f"{thread.url}/moderation",
        people.bram.stream: f"{people.bram.profile_url}/notes",
        report.subject: report.url,
    }
    amina = browser_of(people.amina)
    for subject, page in pages.items():
        assert amina.post(f"/notes/{subject}", {"text": NOTE}).location == f"{page}#notes"
        amina.post(f"/notes/{subject}", {"text": "Puis une autre."})
        notes = browser_of(people.olga).get(page).page.select("#notes article")
        assert "Puis une autre." in notes[0].get_text()
        assert NOTE in notes[1].get_text()
        assert "Amina Benali" in notes[1].get_text()


def test_members_neither_read_nor_write_notes(
    app: Flask, people: Cast, comment: Comment, thread: Thread, browser_of: BrowserOf
) -> None:
    for member in (people.bram, people.chloe, people.dirk):
        visitor = browser_of(member)
        for subject in (comment.subject, thread.stream, people.bram.stream, "report:1"):
            assert visitor.post(f"/notes/{subject}", {"text": NOTE}).status == 404
        assert visitor.get(f"{people.bram.profile_url}/notes").status == 403
    assert written(app) == 0


def test_a_moderator_of_another_theme_does_neither(
    app: Flask, people: Cast, talk: Conversations, protect: Protection, browser_of: BrowserOf
) -> None:
    thread = talk.open(people.chloe, people.networks)
    text = talk.post(people.bram, thread)
    protect.report(people.dirk, text)
    olga = browser_of(people.olga)
    olga.post(f"/notes/{text.subject}", {"text": NOTE})
    amina = browser_of(people.amina)
    for subject in (text.subject, thread.stream, protect.report_of(text).subject):
        assert amina.post(f"/notes/{subject}", {"text": "Moi aussi."}).status == 404
    assert amina.get(f"{text.url}/moderation").status == 403
    assert written(app) == 1


@pytest.mark.any_database
def test_only_its_author_removes_a_note(
    app: Flask, people: Cast, comment: Comment, browser_of: BrowserOf
) -> None:
    browser_of(people.amina).post(f"/notes/{comment.subject}", {"text": NOTE})
    with app.app_context():
        (note,) = db.session.query(StaffNote)
    assert browser_of(people.olga).post(f"/notes/{note.id}/removal").status == 403
    assert browser_of(people.bram).post(f"/notes/{note.id}/removal").status == 404
    assert browser_of(people.amina).post(f"/notes/{note.id}/removal").status == 303
    assert written(app) == 0


def test_who_no_longer_moderates_reads_them_no_more(
    app: Flask, people: Cast, comment: Comment, browser_of: BrowserOf
) -> None:
    amina = browser_of(people.amina)
    amina.post(f"/notes/{comment.subject}", {"text": NOTE})
    with app.app_context(), atomic() as session:
        session.query(ThemeModerator).delete()
        (note,) = session.query(StaffNote)
    assert amina.get(f"{comment.url}/moderation").status == 403
    assert amina.post(f"/notes/{note.id}/removal").status == 404


@pytest.mark.parametrize("subject", ["theme:1", "comment:0", "comment:01", "comment:x", "x", "::"])
def test_what_cannot_be_noted_is_not_there(
    people: Cast, browser_of: BrowserOf, subject: str
) -> None:
    assert browser_of(people.olga).post(f"/notes/{subject}", {"text": NOTE}).status == 404


def test_an_empty_note_is_refused_and_a_double_click_writes_one(
    app: Flask, people: Cast, comment: Comment, browser_of: BrowserOf
) -> None:
    amina = browser_of(people.amina)
    assert amina.post(f"/notes/{comment.subject}", {"text": " \n "}).status == 422
    assert amina.post(f"/notes/{comment.subject}", {"text": "x" * 1001}).status == 422
    token = amina.get(f"{comment.url}/moderation").page.select_one("#notes [name=token]")
    assert token
    for _ in range(2):
        amina.post(f"/notes/{comment.subject}", {"text": NOTE, "token": token["value"]})
    assert written(app) == 1


def test_no_stream_says_a_note(
    people: Cast, comment: Comment, thread: Thread, browser_of: BrowserOf
) -> None:
    browser_of(people.amina).post(f"/notes/{comment.subject}", {"text": NOTE})
    browser_of(people.amina).post(f"/notes/{people.bram.stream}", {"text": NOTE})
    bram = browser_of(people.bram)
    for stream in (thread.stream, people.prevention.stream, people.bram.stream):
        assert NOTE not in bram.client.get(f"/live/{stream}?after=0").text
