"""Only a yes shows the two each other's address, and only to the two."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.accounts.actions import deactivate_member
from connect.contacts import actions
from connect.contacts.errors import RequestClosed
from connect.contacts.models import ContactRequest
from connect.database import db
from connect.events.models import Event
from connect.mail import OutgoingMail
from connect.members.models import Member
from tests.contacts.conftest import FORM, Stored
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
Settle = Callable[[], None]
ANSWERS = ("acceptance", "refusal", "withdrawal")


def unread(app: Flask, member: Member) -> int:
    with app.app_context():
        return db.session.get_one(Member, member.id).unread_count


@pytest.mark.any_database
def test_a_yes_shows_each_the_other_s_address_and_mails_it(
    app: Flask, browser_of: BrowserOf, people: Cast, asked: str, settle: Settle
) -> None:
    settle()
    amina, bram = browser_of(people.amina), browser_of(people.bram)
    answer = amina.post(f"{asked}/acceptance", {"answer": "Avec plaisir,\r\nle matin."})
    assert answer.location == asked
    settle()
    for reader, other in ((bram, people.amina), (amina, people.bram)):
        page = reader.get(asked)
        assert page.page.select_one(f"a[href='mailto:{other.email}']")
        assert "Avec plaisir," in page.text
    with app.app_context():
        mails = db.session.query(OutgoingMail).filter(OutgoingMail.key.like("contact_accepted:%"))
        told = {mail.to: mail for mail in mails}
    assert set(told) == {people.amina.email, people.bram.email}
    assert people.amina.email in told[people.bram.email].text
    assert people.amina.email in told[people.bram.email].html
    assert people.bram.email in told[people.amina.email].text
    assert (told[people.bram.email].locale, told[people.amina.email].locale) == ("nl", "fr")
    assert "accepts your contact request" in bram.get("/inbox?lang=en").text
    assert (unread(app, people.bram), unread(app, people.amina)) == (1, 0)


@pytest.mark.any_database
def test_not_now_is_told_without_a_reason_and_without_an_address(
    app: Flask, browser_of: BrowserOf, people: Cast, asked: str, settle: Settle
) -> None:
    settle()
    browser_of(people.amina).post(f"{asked}/refusal", {"answer": ""})
    settle()
    bram = browser_of(people.bram)
    page = bram.get(f"{asked}?lang=en")
    assert "Not now" in page.text
    assert "Answer of" not in page.text
    assert people.amina.email not in page.body
    assert "answers your contact request: not now" in bram.get("/inbox").text
    with app.app_context():
        sent = db.session.query(OutgoingMail).filter_by(to=people.bram.email).count()
        assert sent == 0
    assert unread(app, people.amina) == 0


def test_a_reason_is_shown_where_one_was_written(
    browser_of: BrowserOf, people: Cast, asked: str
) -> None:
    browser_of(people.amina).post(f"{asked}/refusal", {"answer": "Après l'été ?"})
    assert "Après l'été ?" in browser_of(people.bram).get(asked).text


def test_what_was_withdrawn_calls_nobody(
    app: Flask, browser_of: BrowserOf, people: Cast, asked: str, settle: Settle
) -> None:
    settle()
    assert unread(app, people.amina) == 1
    assert browser_of(people.bram).post(f"{asked}/withdrawal").location == asked
    settle()
    assert unread(app, people.amina) == 0
    amina = browser_of(people.amina)
    assert amina.get(asked).status == 200
    assert not amina.get(asked).page.select_one("textarea")


@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", ANSWERS)
def test_who_comes_second_changes_nothing(
    browser_of: BrowserOf, people: Cast, asked: str, stored: Stored, first: str, second: str
) -> None:
    who = {"withdrawal": browser_of(people.bram)}
    amina = browser_of(people.amina)
    who.get(first, amina).post(f"{asked}/{first}")
    state = stored()[0].state
    answer = who.get(second, amina).post(f"{asked}/{second}", {"answer": "Trop tard"})
    assert answer.location == asked
    assert (stored()[0].state, stored()[0].answer) == (state, "")


def test_a_request_is_for_the_two_alone(
    browser_of: BrowserOf, people: Cast, asked: str, stored: Stored
) -> None:
    for other in (people.dirk, people.olga):
        visitor = browser_of(other)
        assert visitor.get(asked).status == 404
        assert all(visitor.post(f"{asked}/{answer}").status == 404 for answer in ANSWERS)
    for answer in ("acceptance", "refusal"):
        assert browser_of(people.bram).post(f"{asked}/{answer}").status == 403
    assert browser_of(people.amina).post(f"{asked}/withdrawal").status == 403
    assert browser_of().get(asked).status == 302
    assert stored()[0].state == "asked"


def test_an_answer_that_is_too_long_is_kept(
    browser_of: BrowserOf, people: Cast, asked: str, stored: Stored
) -> None:
    for answer in ("acceptance", "refusal"):
        page = browser_of(people.amina).post(f"{asked}/{answer}", {"answer": "x" * 601})
        assert page.status == 422
        text = page.page.select_one("textarea[name=answer]")
        assert text
        assert text.text.strip() == "x" * 601
    assert stored()[0].state == "asked"


@pytest.mark.any_database
@pytest.mark.parametrize("who_leaves", ["amina", "bram"])
def test_the_requests_of_who_leaves_end(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    asked: str,
    stored: Stored,
    settle: Settle,
    who_leaves: str,
) -> None:
    settle()
    leaver: Member = getattr(people, who_leaves)
    stays = people.bram if who_leaves == "amina" else people.amina
    with app.app_context():
        deactivate_member(people.olga, db.session.get_one(Member, leaver.id))
    settle()
    assert stored()[0].state == "withdrawn"
    assert unread(app, people.amina) == 0
    page = browser_of(stays).get(asked)
    assert page.status == 200
    assert leaver.email not in page.body


def test_an_address_is_not_shown_once_its_owner_has_left(
    app: Flask, browser_of: BrowserOf, people: Cast, asked: str
) -> None:
    browser_of(people.amina).post(f"{asked}/acceptance")
    with app.app_context():
        deactivate_member(people.olga, db.session.get_one(Member, people.amina.id))
    assert people.amina.email not in browser_of(people.bram).get(asked).body


def test_who_has_just_left_is_answered_no_more(
    app: Flask, people: Cast, asked: str, stored: Stored
) -> None:
    """Before the worker has ended the requests."""
    with app.app_context():
        deactivate_member(people.olga, db.session.get_one(Member, people.bram.id))
        request = db.session.get_one(ContactRequest, stored()[0].id)
        with pytest.raises(RequestClosed):
            actions.accept_request(request)


def test_each_step_is_an_event(app: Flask, browser_of: BrowserOf, people: Cast, asked: str) -> None:
    browser_of(people.bram).post(f"{asked}/withdrawal")
    again = browser_of(people.bram).post(f"{people.amina.profile_url}/contact-request", FORM)
    browser_of(people.amina).post(f"{again.location}/acceptance")
    with app.app_context():
        found = db.session.query(Event.kind).filter(Event.kind.like("contact_request.%"))
        kinds = [kind for (kind,) in found.order_by(Event.id)]
    assert kinds == [
        "contact_request.made",
        "contact_request.withdrawn",
        "contact_request.made",
        "contact_request.accepted",
    ]
