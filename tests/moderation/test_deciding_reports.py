"""The page of a report: who reads it, who sees to it, and what those concerned are told."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.discussions.models import Comment
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.moderation.models import Report
from connect.themes.models import ThemeModerator
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.reports import Protection
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
WORD = "marronnier"


@pytest.fixture
def report(people: Cast, protect: Protection, comment: Comment) -> Report:
    """Of Dirk, who reads Dutch, and Chloé, who reads French."""
    protect.report(people.dirk, comment, "personal_data", "Een naam.")
    protect.report(people.chloe, comment, "offensive", "Un nom.")
    return protect.report_of(comment)


@pytest.fixture
def dirk_moderates(app: Flask, people: Cast) -> None:
    with app.app_context(), atomic() as session:
        session.add(ThemeModerator(theme_id=people.prevention.id, member_id=people.dirk.id))


def mail_to(app: Flask, member: Member) -> OutgoingMail | None:
    """The last one."""
    with app.app_context():
        found = db.session.query(OutgoingMail).filter_by(to=member.email)
        return found.order_by(OutgoingMail.id.desc()).first()


@pytest.mark.any_database
def test_moderators_read_the_text_who_reports_it_and_why(
    people: Cast, report: Report, browser_of: BrowserOf
) -> None:
    page = browser_of(people.amina).get(f"{report.url}?lang=en")
    for told in (WORD, "Dirk Claes", "Een naam.", "Chloé Lambert", "Un nom."):
        assert told in page.text
    assert page.page.select_one("[name=answer_fr]")
    assert page.page.select_one("[name=answer_nl]")


def test_nobody_else_knows_of_it(people: Cast, report: Report, browser_of: BrowserOf) -> None:
    for reader in (people.bram, people.chloe, people.dirk):
        visitor = browser_of(reader)
        assert visitor.get(report.url).status == 404
        form = {"outcome": "rejected", "reason": "Moi.", "answer_fr": "x", "answer_nl": "x"}
        assert visitor.post(f"{report.url}/decision", form).status == 404
        assert visitor.post(f"{report.url}/assignment", {"member": reader.id}).status == 404


def test_a_moderator_of_another_theme_can_do_nothing(
    people: Cast, protect: Protection, talk: Conversations, browser_of: BrowserOf
) -> None:
    text = talk.post(people.bram, talk.open(people.chloe, people.networks))
    protect.report(people.dirk, text)
    elsewhere = protect.report_of(text)
    amina = browser_of(people.amina)
    assert amina.get(elsewhere.url).status == 404
    assert amina.post(f"{elsewhere.url}/decision", {"outcome": "settled"}).status == 404
    assert amina.post(f"{elsewhere.url}/assignment", {"member": people.amina.id}).status == 404


@pytest.mark.any_database
def test_the_text_is_hidden_and_everybody_is_told_in_their_language(
    app: Flask,
    people: Cast,
    protect: Protection,
    report: Report,
    talk: Conversations,
    browser_of: BrowserOf,
) -> None:
    assert protect.settle(people.amina, report, reason="On reconnaît quelqu'un.").status == 303
    text = talk.again(report.comment)
    assert (text.hidden_at is not None, text.hidden_because) == (True, "On reconnaît quelqu'un.")
    to_dirk, to_chloe, to_bram = (
        mail_to(app, member) for member in (people.dirk, people.chloe, people.bram)
    )
    assert to_dirk
    assert to_dirk.locale == "nl"
    assert "Dank u." in to_dirk.text
    assert to_chloe
    assert to_chloe.locale == "fr"
    assert "Merci." in to_chloe.text
    assert to_bram
    assert "On reconnaît quelqu'un." in to_bram.text
    assert "Relisez." in to_bram.text
    for name in ("Dirk", "Chloé", "Lambert", "Claes"):
        assert name not in to_bram.text + to_bram.html
    assert "that you reported is hidden" in browser_of(people.dirk).get("/inbox?lang=en").text
    assert "hid a text of yours" in browser_of(people.bram).get("/inbox?lang=en").text


@pytest.mark.any_database
def test_kept_it_is_read_again(
    app: Flask, people: Cast, protect: Protection, report: Report, browser_of: BrowserOf
) -> None:
    assert protect.reject(people.amina, report).status == 303
    assert WORD in browser_of().get(f"/threads/{report.comment.thread_id}").body
    assert "that you reported stays" in browser_of(people.dirk).get("/inbox?lang=en").text
    assert "everybody can read it" in browser_of(people.bram).get("/inbox?lang=en").text


def test_an_author_who_never_knew_is_not_told_of_what_stays(
    app: Flask, people: Cast, protect: Protection, comment: Comment
) -> None:
    protect.report(people.dirk, comment, "off_topic")
    protect.reject(people.amina, protect.report_of(comment), answer_author="")
    assert mail_to(app, people.bram) is None
    assert mail_to(app, people.dirk)


def test_the_moderators_inbox_calls_no_more_once_it_is_decided(
    app: Flask, people: Cast, protect: Protection, report: Report
) -> None:
    with app.app_context():
        assert db.session.get_one(Member, people.amina.id).unread_count == 1
    protect.reject(people.olga, report)
    with app.app_context():
        assert db.session.get_one(Member, people.amina.id).unread_count == 0


@pytest.mark.any_database
def test_the_second_moderator_is_told_who_decided_what(
    people: Cast, protect: Protection, report: Report, browser_of: BrowserOf
) -> None:
    protect.settle(people.amina, report, reason="Un nom.")
    form = {"outcome": "rejected", "reason": "Rien à dire.", "seen": "0"}
    form |= {"answer_fr": "Non.", "answer_nl": "Neen.", "answer_author": ""}
    answer = browser_of(people.olga).post(f"{report.url}/decision?lang=en", form)
    assert answer.status == 409
    assert "Amina Benali" in answer.text
    assert "Un nom." in answer.text


def test_sent_twice_it_is_decided_once(
    app: Flask, people: Cast, protect: Protection, report: Report
) -> None:
    protect.settle(people.amina, report)
    first = protect.last(report.comment)
    assert protect.settle(people.amina, report).status == 303
    assert protect.last(report.comment).id == first.id


def test_an_answer_is_due_in_each_language_of_those_who_report(
    people: Cast, protect: Protection, report: Report, comment: Comment, talk: Conversations
) -> None:
    answer = protect.settle(people.amina, report, answer_nl=" ")
    assert answer.status == 422
    field = answer.page.select_one("[name=answer_fr]")
    assert field
    assert "Merci." in field.get_text()
    assert talk.again(comment).hidden_because == ""


@pytest.mark.any_database
def test_words_to_start_from_are_filled_in_and_nothing_is_decided(
    people: Cast, protect: Protection, report: Report, browser_of: BrowserOf
) -> None:
    amina = browser_of(people.amina)
    chosen = amina.get(report.url).page.select_one(
        "[name=for_reporters] option[value]:not([value=''])"
    )
    assert chosen
    form = {"insert": "1", "for_reporters": chosen["value"], "reason": "Déjà écrit."}
    answer = amina.post(f"{report.url}/decision", form)
    for name in ("answer_fr", "answer_nl"):
        field = answer.page.select_one(f"[name={name}]")
        assert field
        assert report.comment.thread.title in field.get_text()
    assert "Déjà écrit." in answer.body
    assert protect.report_of(report.comment).is_open


@pytest.mark.any_database
def test_undone_the_case_is_open_again_and_the_text_as_it_was(
    people: Cast, protect: Protection, report: Report, talk: Conversations
) -> None:
    for decide in (protect.reject, protect.settle):
        before = talk.again(report.comment)
        decide(people.amina, protect.report_of(report.comment))
        assert protect.undo(people.amina, protect.last(report.comment)).status == 303
        again, after = protect.report_of(report.comment), talk.again(report.comment)
        assert (again.state, again.decision_id, again.closed_at) == ("new", None, None)
        told = ("hidden_at", "hidden_because", "hidden_lang", "cleared_version")
        assert [getattr(after, n) for n in told] == [getattr(before, n) for n in told]


def test_undoing_is_refused_once_it_was_reported_again(
    people: Cast, protect: Protection, report: Report
) -> None:
    protect.reject(people.amina, report)
    decision = protect.last(report.comment)
    protect.report(people.dirk, report.comment, "off_topic")
    protect.undo(people.amina, decision)
    with protect.app.app_context():
        assert db.session.get_one(Report, report.id).state == "rejected"


@pytest.mark.any_database
@pytest.mark.usefixtures("dirk_moderates")
def test_a_case_is_taken_in_hand_and_handed_over(
    people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    protect.report(people.chloe, comment)
    report = protect.report_of(comment)
    amina = browser_of(people.amina)
    amina.post(f"{report.url}/assignment", {"member": people.amina.id, "seen": ""})
    taken = protect.report_of(comment)
    assert (taken.state, taken.assignee_id) == ("in_hand", people.amina.id)
    olga = browser_of(people.olga)
    olga.post(f"{report.url}/assignment", {"member": people.olga.id, "seen": ""})
    assert protect.report_of(comment).assignee_id == people.amina.id, "taken in the meantime"
    assert "Amina Benali" in olga.get(report.url).text
    amina.post(f"{report.url}/assignment", {"member": people.dirk.id, "seen": people.amina.id})
    assert protect.report_of(comment).assignee_id == people.dirk.id
    amina.post(f"{report.url}/assignment", {"member": people.bram.id, "seen": people.dirk.id})
    assert protect.report_of(comment).assignee_id == people.dirk.id, "Bram does not moderate here"


def test_hiding_is_decided_on_the_report_while_it_waits(
    people: Cast, report: Report, comment: Comment, browser_of: BrowserOf, talk: Conversations
) -> None:
    amina = browser_of(people.amina)
    for path in ("hiding", "hiding/removal"):
        assert amina.get(f"{comment.url}/{path}").location == report.url
        assert amina.post(f"{comment.url}/{path}", {"reason": "Non."}).location == report.url
    assert talk.again(comment).hidden_because == ""
