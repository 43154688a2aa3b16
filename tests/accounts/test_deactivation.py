"""Leaving: a deactivated member is out everywhere, at once."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from connect.database import db
from connect.events.models import Entry
from connect.mail import OutgoingMail
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


@pytest.mark.any_database
def test_a_deactivated_member_is_signed_out_everywhere(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    phone, desk = browser_of(people.bram), browser_of(people.bram)
    assert phone.get("/profile").status == desk.get("/profile").status == 200
    browser_of(people.olga).post(f"/members/{people.bram.id}/deactivation")
    assert phone.get("/profile").status == desk.get("/profile").status == 302
    with app.app_context():
        told = select(Entry.kind).where(Entry.stream == people.bram.stream)
        assert list(db.session.scalars(told)) == ["member.deactivated"]


def test_deactivating_twice_is_one_event_and_can_be_undone(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    olga, page = browser_of(people.olga), f"/members/{people.bram.id}"
    for path in ("/deactivation", "/deactivation", "/reactivation", "/reactivation"):
        assert olga.post(page + path).status == 303
    with app.app_context():
        told = select(Entry.kind).where(Entry.stream == people.bram.stream)
        kinds = list(db.session.scalars(told))
    assert kinds == ["member.deactivated", "member.reactivated"]
    sign_in = {"email": "bram@example.org", "password": PASSWORD}
    assert browser_of().post("/sign-in", sign_in).status == 303


def test_only_an_organiser_deactivates_and_never_oneself(
    browser_of: BrowserOf, people: Cast
) -> None:
    path = f"/members/{people.bram.id}/deactivation"
    assert browser_of(people.amina).post(path).status == 403
    olga = browser_of(people.olga)
    assert olga.post(f"/members/{people.olga.id}/deactivation").status == 403
    assert olga.post("/members/99999/deactivation").status == 404


@pytest.mark.any_database
def test_the_reason_is_for_organisers_and_the_mail_for_who_left(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    mails_to: Callable[[str], list[OutgoingMail]],
) -> None:
    olga, page = browser_of(people.olga), f"/members/{people.bram.id}"
    assert olga.get(f"{page}/deactivation").page.select_one("textarea[name=reason]")
    too_long = olga.post(f"{page}/deactivation", {"reason": "x" * 1001})
    assert (too_long.status, "x" * 1001 in too_long.body) == (422, True)
    olga.post(f"{page}/deactivation", {"reason": "A quitté <b>Gand</b>"})
    listed = olga.get("/deactivated-members/")
    assert "A quitté <b>Gand</b>" in listed.text
    assert olga.post(f"{page}/reactivation").status == 303
    assert "Gand" not in olga.get("/deactivated-members/").text
    closed, opened = mails_to("bram@example.org")
    assert [mail.key.split(":")[0] for mail in (closed, opened)] == [
        "account_closed",
        "account_opened",
    ]
    assert closed.locale == "nl"
    assert "Gand" not in closed.text + opened.text


def test_who_left_long_ago_is_listed_with_each_leaving(
    browser_of: BrowserOf, people: Cast, mails_to: Callable[[str], list[OutgoingMail]]
) -> None:
    olga, page = browser_of(people.olga), f"/members/{people.bram.id}"
    for reason in ("First", "Second"):
        olga.post(f"{page}/deactivation", {"reason": reason})
        listed = olga.get("/deactivated-members/").text
        assert reason in listed
        olga.post(f"{page}/reactivation")
    assert len(mails_to("bram@example.org")) == 4
    assert browser_of(people.amina).get("/deactivated-members/").status == 403
    assert browser_of(people.amina).get(f"{page}/deactivation").status == 403
