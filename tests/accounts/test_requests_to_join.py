"""Asking to join, and what organisers decide."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from connect.accounts.models import JoinRequest
from connect.database import db
from connect.mail import OutgoingMail
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
ASK = {
    "name": "Zoé Renard",
    "email": "Zoe@example.org",
    "function": "Échevine",
    "municipality": "4000",
    "message": "Je travaille sur les nuisances.",
}


def requests(app: Flask) -> list[JoinRequest]:
    with app.app_context():
        return list(db.session.scalars(select(JoinRequest)))


@pytest.mark.any_database
def test_a_request_is_approved_by_inviting(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: Callable[[str], str]
) -> None:
    visitor, olga = browser_of(), browser_of(people.olga)
    assert visitor.post("/join", ASK).location == "/"
    (asked,) = requests(app)
    assert "Zoé Renard" in olga.get("/join-requests/").text
    olga.post(f"/join-requests/{asked.id}/approval")
    page = visitor.get(link_to("zoe@example.org"))
    assert page.page.select_one("input[name=name][value='Zoé Renard']")
    answer = visitor.post(
        link_to("zoe@example.org"),
        {"name": ASK["name"], "function": "x", "municipality": "Liège", "password": "0123456789"},
    )
    assert answer.status == 303
    assert visitor.get("/profile").status == 200


def test_a_request_is_declined_with_a_reason(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    mails_to: Callable[[str], list[OutgoingMail]],
) -> None:
    browser_of().post("/join", ASK)
    (asked,) = requests(app)
    olga, refusal = browser_of(people.olga), f"/join-requests/{asked.id}/refusal"
    assert olga.post(refusal, {"reason": " "}).status == 422
    assert olga.post(refusal, {"reason": "Only for <municipalities>."}).status == 303
    (mail,) = mails_to("zoe@example.org")
    assert "Only for <municipalities>." in mail.text
    assert "Only for &lt;municipalities&gt;." in mail.html


def test_a_request_is_decided_once(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    mails_to: Callable[[str], list[OutgoingMail]],
) -> None:
    browser_of().post("/join", ASK)
    (asked,) = requests(app)
    olga = browser_of(people.olga)
    for _ in range(2):
        assert olga.post(f"/join-requests/{asked.id}/approval").status == 303
    olga.post(f"/join-requests/{asked.id}/refusal", {"reason": "No."})
    assert requests(app)[0].state == "approved"
    assert len(mails_to("zoe@example.org")) == 1


@pytest.mark.any_database
def test_asking_twice_is_one_request_as_it_was_said_last(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    browser_of().post("/join", ASK)
    browser_of().post("/join", {**ASK, "function": "Bourgmestre"})
    (asked,) = requests(app)
    assert asked.function == "Bourgmestre"


def test_a_member_who_asks_gets_the_same_answer_and_a_mail(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    mails_to: Callable[[str], list[OutgoingMail]],
) -> None:
    new = browser_of().post("/join", ASK)
    known = browser_of().post("/join", {**ASK, "email": "bram@example.org"})
    assert (new.status, new.body) == (known.status, known.body)
    assert len(requests(app)) == 1
    assert len(mails_to("bram@example.org")) == 1


def test_somebody_speaks_for_a_municipality_or_an_organisation(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    answer = browser_of().post("/join", {**ASK, "municipality": ""})
    assert answer.status == 422
    assert ASK["message"] in answer.text
    browser_of().post("/join", {**ASK, "municipality": "", "organisation": "Police zone"})
    assert [asked.organisation for asked in requests(app)] == ["Police zone"]


@pytest.mark.parametrize("path", ["/join-requests/", "/invitations/", "/mails/", "/mails/1"])
def test_administration_is_for_organisers(browser_of: BrowserOf, people: Cast, path: str) -> None:
    assert browser_of(people.bram).get(path).status == 403
    assert browser_of().get(path).status == 302


def test_a_member_decides_nothing(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    browser_of().post("/join", ASK)
    (asked,) = requests(app)
    amina = browser_of(people.amina)
    assert amina.post(f"/join-requests/{asked.id}/approval").status == 403
    assert amina.post(f"/join-requests/{asked.id}/refusal", {"reason": "No."}).status == 403
    assert requests(app)[0].state == "pending"
    assert browser_of(people.olga).post("/join-requests/999/approval").status == 404


def test_the_link_of_an_invitation_is_shown_once(browser_of: BrowserOf, people: Cast) -> None:
    olga = browser_of(people.olga)
    form = {"locale": "nl", "role": "member", "uses": "3", "days": "30"}
    made = olga.post("/invitations/", form)
    assert made.status == 303
    shown = olga.get("/invitations/").page.select_one("#invitation-link")
    assert shown
    assert browser_of().get(str(shown["value"])).status == 200
    assert not olga.get("/invitations/").page.select_one("#invitation-link")
    assert olga.post("/invitations/", {**form, "role": "king", "uses": "0"}).status == 422
