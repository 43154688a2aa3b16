"""A mailed link signs in: once, soon, by a button, and tells nobody who has an account."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from connect.accounts.models import SignInLink
from connect.database import atomic, utc_now
from connect.mail import OutgoingMail
from connect.members.models import Member
from tests.accounts.conftest import CodesOf
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
MailsTo = Callable[[str], list[OutgoingMail]]
LinkTo = Callable[[str], str]
ASK = {"email": "bram@example.org"}


@pytest.mark.any_database
def test_the_link_signs_in_once_by_a_button(
    browser_of: BrowserOf, people: Cast, link_to: LinkTo
) -> None:
    visitor = browser_of()
    visitor.post("/sign-in/link", ASK, query_string={"next": "/members/?q=Gent"})
    link = link_to("bram@example.org")
    for _ in range(2):
        assert "bram@example.org" in browser_of().get(link).text, "whoever looks uses nothing up"
    assert browser_of().get("/profile").status == 302
    answer = visitor.post(link)
    assert (answer.status, answer.location) == (303, "/members/?q=Gent")
    assert visitor.get("/profile").status == 200
    reused = browser_of().post(link)
    assert reused.status == 410
    assert reused.page.select_one("main a[href='/sign-in/link']")


def test_known_and_unknown_addresses_are_answered_alike(
    browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    answers = [
        browser_of().post("/sign-in/link", {"email": address})
        for address in (" BRAM@example.org", "nobody@example.org", "els@example.org")
    ]
    assert {(a.status, a.location, a.body) for a in answers} == {
        (303, "/check-your-mail", answers[0].body)
    }
    assert len(mails_to("bram@example.org")) == 1
    assert not mails_to("nobody@example.org")
    assert not mails_to("els@example.org")


def test_after_a_quarter_of_an_hour_the_link_is_explained(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: LinkTo
) -> None:
    browser_of().post("/sign-in/link", ASK)
    link = link_to("bram@example.org")
    with app.app_context(), atomic() as session:
        session.execute(update(SignInLink).values(expires_at=utc_now() - timedelta(seconds=1)))
    for answer in (browser_of().get(link), browser_of().post("/sign-in/link/no")):
        assert answer.status == 410
        assert answer.page.select_one("main a[href='/sign-in/link']")


def test_the_second_factor_is_still_asked(
    browser_of: BrowserOf,
    people: Cast,
    link_to: LinkTo,
    second_factor_of: Callable[[Member], CodesOf],
) -> None:
    codes, visitor = second_factor_of(people.bram), browser_of()
    visitor.post("/sign-in/link", ASK)
    assert visitor.post(link_to("bram@example.org")).location == "/sign-in/second-factor"
    assert visitor.get("/profile").status == 302
    assert visitor.post("/sign-in/second-factor", {"code": codes.code()}).location == "/"


@pytest.mark.parametrize("end", ["password", "deactivation"])
def test_what_ends_sessions_ends_links(
    browser_of: BrowserOf, people: Cast, link_to: LinkTo, end: str
) -> None:
    browser_of().post("/sign-in/link", ASK)
    link = link_to("bram@example.org")
    if end == "password":
        form = {"current": PASSWORD, "password": "another long password"}
        browser_of(people.bram).post("/account/password", form)
    else:
        browser_of(people.olga).post(f"/members/{people.bram.id}/deactivation", {"reason": "x"})
    assert browser_of().post(link).status == 410


def test_links_to_one_account_are_limited(
    browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    statuses = [browser_of().post("/sign-in/link", ASK).status for _ in range(6)]
    assert statuses == [303] * 5 + [429]


def test_nobody_is_sent_elsewhere(browser_of: BrowserOf, people: Cast, link_to: LinkTo) -> None:
    for target in ("//evil.example", "/" + "a" * 600):
        visitor = browser_of()
        visitor.post("/sign-in/link", ASK, query_string={"next": target})
        assert visitor.post(link_to("bram@example.org")).location == "/"


def test_what_is_no_address_is_kept_in_the_field(browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of().post("/sign-in/link", {"email": "bram at example"})
    assert answer.status == 422
    assert answer.page.select_one("input[value='bram at example'][aria-invalid=true]")
