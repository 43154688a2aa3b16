"""Members report a text: who may, what is hidden at once, and who learns of it."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.moderation.actions.reporting import MOST_HIDDEN_A_DAY
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.reports import Protection
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
WORD = "marronnier"


def mails_to(app: Flask, member: Member) -> list[OutgoingMail]:
    with app.app_context():
        return list(db.session.query(OutgoingMail).filter_by(to=member.email))


@pytest.mark.any_database
def test_a_report_reaches_the_moderators_of_the_theme(
    people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    answer = protect.report(people.dirk, comment, "offensive", "Il insulte un service.")
    assert answer.status == 303
    report = protect.report_of(comment)
    assert (report.state, report.kinds) == ("new", ["offensive"])
    assert "is reported" in browser_of(people.amina).get("/inbox?lang=en").text
    for other in (people.olga, people.bram, people.chloe, people.dirk):
        assert "is reported" not in browser_of(other).get("/inbox?lang=en").text


def test_the_text_stays_unless_it_is_personal_data(
    people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    for kind in ("offensive", "off_topic"):
        protect.report(people.dirk if kind == "offensive" else people.chloe, comment, kind)
        assert WORD in browser_of().get(f"/threads/{comment.thread_id}").body


@pytest.mark.any_database
def test_personal_data_is_hidden_at_once_and_its_author_is_told(
    app: Flask, people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    protect.report(people.dirk, comment, "personal_data")
    page = browser_of(people.chloe).get(f"/threads/{comment.thread_id}?lang=en")
    assert WORD not in page.body
    assert "hidden until a moderator has decided" in page.text
    (mail,) = mails_to(app, people.bram)
    assert WORD not in mail.text
    assert "Dirk" not in mail.text + mail.html


@pytest.mark.any_database
def test_several_reports_of_one_text_are_one_case(
    people: Cast, protect: Protection, comment: Comment
) -> None:
    protect.report(people.dirk, comment, "off_topic")
    first = protect.report_of(comment)
    protect.report(people.chloe, comment, "personal_data", "Un nom.")
    again = protect.report_of(comment)
    assert again.id == first.id
    assert [reporter.member_id for reporter in again.reporters] == [people.dirk.id, people.chloe.id]
    assert again.kinds == ["personal_data", "off_topic"]


@pytest.mark.any_database
def test_sent_again_it_is_known(
    people: Cast, protect: Protection, comment: Comment, browser_of: BrowserOf
) -> None:
    protect.report(people.dirk, comment, "off_topic")
    dirk = browser_of(people.dirk)
    dirk.post(f"{comment.url}/report?lang=en", {"kind": "personal_data"})
    assert "already" in dirk.get("/inbox?lang=en").text
    (reporter,) = protect.report_of(comment).reporters
    assert reporter.kind == "off_topic"


def test_something_else_is_said_in_words(
    people: Cast, protect: Protection, comment: Comment
) -> None:
    answer = protect.report(people.dirk, comment, "other", "  ")
    assert answer.status == 422
    assert answer.page.select_one("[name=kind][value=other][checked]")
    assert protect.report(people.dirk, comment, "nonsense").status == 422
    assert protect.report(people.dirk, comment, "other", "Une publicité.").status == 303


def test_nobody_reports_their_own_text_nor_what_they_cannot_read(
    people: Cast, talk: Conversations, comment: Comment, browser_of: BrowserOf
) -> None:
    assert browser_of(people.bram).get(f"{comment.url}/report").status == 403
    kept = talk.post(people.chloe, talk.open(people.chloe, people.circle))
    assert browser_of(people.dirk).get(f"{kept.url}/report").status == 404
    assert browser_of(people.dirk).post(f"{kept.url}/report", {"kind": "other"}).status == 404
    assert browser_of().get(f"{comment.url}/report").status == 302


@pytest.mark.any_database
def test_only_so_many_texts_a_day_are_hidden_at_once(
    people: Cast, protect: Protection, thread: Thread, talk: Conversations
) -> None:
    texts = [talk.post(people.bram, thread) for _ in range(MOST_HIDDEN_A_DAY + 1)]
    for text in texts:
        protect.report(people.dirk, text, "personal_data")
    hidden = [talk.again(text).hidden_at is not None for text in texts]
    assert hidden == [True] * MOST_HIDDEN_A_DAY + [False]
    assert protect.report_of(texts[-1]).state == "new"


@pytest.mark.any_database
def test_what_was_found_in_order_is_not_hidden_at_once_until_it_changes(
    people: Cast, protect: Protection, comment: Comment, talk: Conversations
) -> None:
    protect.report(people.dirk, comment, "personal_data")
    protect.reject(people.amina, protect.report_of(comment))
    protect.report(people.chloe, comment, "personal_data")
    assert talk.again(comment).hidden_at is None
    protect.reject(people.amina, protect.report_of(comment))
    talk.edit(comment, "Madame Dupuis, rue Haute 5.")
    protect.report(people.dirk, comment, "personal_data")
    assert talk.again(comment).hidden_at is not None


def test_what_a_moderator_hid_cannot_be_reported(
    people: Cast, protect: Protection, comment: Comment, app: Flask
) -> None:
    protect.hide(people.amina, comment)
    assert protect.report(people.dirk, comment).status == 303
    with app.app_context():
        assert db.session.get_one(Comment, comment.id).hidden_because
    with pytest.raises(AssertionError):
        protect.report_of(comment)


def test_a_reported_opening_hides_its_thread(
    people: Cast, protect: Protection, thread: Thread, talk: Conversations, browser_of: BrowserOf
) -> None:
    answer = protect.report(people.dirk, talk.opening_of(thread), "personal_data")
    assert browser_of(people.dirk).get(answer.location).status == 403
    assert thread.title not in browser_of().get("/themes/prevention").body


def test_without_moderators_the_organisers_are_told(
    people: Cast, protect: Protection, talk: Conversations, browser_of: BrowserOf
) -> None:
    text = talk.post(people.bram, talk.open(people.chloe, people.networks))
    protect.report(people.dirk, text)
    assert "is reported" in browser_of(people.olga).get("/inbox?lang=en").text
    assert "is reported" not in browser_of(people.amina).get("/inbox?lang=en").text


def test_every_member_finds_the_way_in_the_menu_of_others_texts(
    people: Cast, comment: Comment, browser_of: BrowserOf
) -> None:
    def ways(reader: Member, path: str) -> list[bool]:
        page = browser_of(reader).get(f"/threads/{comment.thread_id}").page
        links = page.select(f"#comment-{comment.id} a[href='{comment.url}/{path}']")
        return [not link.has_attr("hidden") for link in links]

    assert ways(people.dirk, "report") == [True]
    assert ways(people.bram, "report") == [False]
    assert ways(people.dirk, "moderation") == [False]
    assert ways(people.amina, "moderation") == [True]
