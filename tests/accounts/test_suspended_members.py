"""Every way in turns away who is suspended: after the proof, with why, until when and how to
appeal; and before it, nobody learns of it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.accounts.models import MemberSession
from connect.database import at, db, utc_now
from connect.mail import OutgoingMail
from connect.members.models import Member
from tests.accounts.conftest import CodesOf
from tests.accounts.test_passkeys import Bearer
from tests.accounts.test_passkeys import sign_in as use_passkey
from tests.support.authenticator import Authenticator
from tests.support.cast import PASSWORD, Cast
from tests.support.suspending import REASON, Suspending
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
LinkTo = Callable[[str], str]
SIGN_IN = {"email": "bram@example.org", "password": PASSWORD}


@pytest.fixture
def suspending(app: Flask) -> Suspending:
    return Suspending(app)


def is_turned_away(visitor: Visitor, answer: Answer) -> bool:
    """With all that they are to know, in their own language, and without a session."""
    assert answer.status == 403
    assert REASON in answer.text
    link = answer.page.select_one("main a[href^='/appeals/']")
    assert link
    assert visitor.get(str(link["href"])).status == 200
    assert answer.page.html
    assert answer.page.html["lang"] == "nl"
    return visitor.get("/profile").status == 302


@pytest.mark.any_database
def test_every_session_ends_at_once_and_the_password_opens_nothing(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    here, elsewhere = browser_of(people.bram), browser_of(people.bram)
    suspending.suspend(people.olga, people.bram)
    assert {here.get("/profile").status, elsewhere.get("/profile").status} == {302}
    visitor = browser_of()
    assert is_turned_away(visitor, visitor.post("/sign-in", SIGN_IN))
    with app.app_context():
        open_ones = db.session.query(MemberSession).filter_by(revoked_at=None)
        assert open_ones.filter_by(member_id=people.bram.id).count() == 0


def test_a_wrong_password_tells_nothing_of_it(
    browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    suspending.suspend(people.olga, people.bram)
    wrong = {**SIGN_IN, "password": "not the password"}
    told, other = (
        browser_of().post("/sign-in", {**wrong, "email": address})
        for address in ("bram@example.org", "nobody@example.org")
    )
    assert told.status == other.status == 422
    assert told.text == other.text


def test_a_mailed_link_opens_nothing(
    browser_of: BrowserOf, people: Cast, suspending: Suspending, link_to: LinkTo
) -> None:
    browser_of().post("/sign-in/link", {"email": "bram@example.org"})
    before = link_to("bram@example.org")
    suspending.suspend(people.olga, people.bram)
    assert browser_of().post(before).status == 410, "links mailed before are good no more"
    visitor = browser_of()
    visitor.post("/sign-in/link", {"email": "bram@example.org"})
    assert is_turned_away(visitor, visitor.post(link_to("bram@example.org")))


def test_a_new_password_signs_nobody_in(
    browser_of: BrowserOf, people: Cast, suspending: Suspending, link_to: LinkTo
) -> None:
    suspending.suspend(people.olga, people.bram)
    visitor = browser_of()
    visitor.post("/forgotten-password", {"email": "bram@example.org"})
    answer = visitor.post(link_to("bram@example.org"), {"password": "another long password"})
    assert is_turned_away(visitor, answer)


def test_a_passkey_opens_nothing(
    browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    bram = Bearer(browser_of(people.bram), Authenticator())
    assert bram.adds().status == 303
    suspending.suspend(people.olga, people.bram)
    visitor = browser_of()
    assert is_turned_away(visitor, use_passkey(visitor, bram.device))


def test_with_a_second_factor_it_is_told_after_the_second(
    browser_of: BrowserOf,
    people: Cast,
    suspending: Suspending,
    second_factor_of: Callable[[Member], CodesOf],
) -> None:
    codes = second_factor_of(people.bram)
    suspending.suspend(people.olga, people.bram)
    visitor = browser_of()
    answer = visitor.post("/sign-in", SIGN_IN)
    assert (answer.status, answer.location) == (303, "/sign-in/second-factor")
    answer = visitor.post("/sign-in/second-factor", {"code": codes.code()})
    assert is_turned_away(visitor, answer)


def test_who_was_half_way_does_not_get_in(
    browser_of: BrowserOf,
    people: Cast,
    suspending: Suspending,
    second_factor_of: Callable[[Member], CodesOf],
) -> None:
    codes = second_factor_of(people.bram)
    visitor = browser_of()
    visitor.post("/sign-in", SIGN_IN)
    suspending.suspend(people.olga, people.bram)
    assert visitor.post("/sign-in/second-factor", {"code": codes.code()}).status == 422
    assert visitor.get("/profile").status == 302


def test_an_invitation_makes_no_second_account(
    browser_of: BrowserOf,
    people: Cast,
    suspending: Suspending,
    invite: Callable[..., str],
) -> None:
    suspending.suspend(people.olga, people.bram)
    visitor = browser_of()
    form = {"name": "Bram", "password": PASSWORD, "function": "x", "municipality": "Gent"}
    answer = visitor.post(invite(email="bram@example.org"), form)
    assert answer.status == 303
    assert visitor.get("/profile").status == 302


def test_the_mail_says_why_until_when_and_how_to_appeal(
    browser_of: BrowserOf,
    people: Cast,
    suspending: Suspending,
    mails_to: Callable[[str], list[OutgoingMail]],
) -> None:
    suspending.suspend(people.olga, people.bram)
    (mail,) = mails_to("bram@example.org")
    assert mail.locale == "nl"
    assert REASON in mail.text
    link = re.search(r"http://localhost(/appeals/\S+)", mail.text)
    assert link
    assert REASON in browser_of().get(link[1]).text, "it works signed out"


@pytest.mark.any_database
def test_once_its_time_is_over_they_get_in_though_no_worker_ran(
    browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    with at(utc_now() - timedelta(days=2)):
        suspending.suspend(people.olga, people.bram, until=utc_now() + timedelta(days=1))
    visitor = browser_of()
    assert visitor.post("/sign-in", SIGN_IN).status == 303
    assert visitor.get("/profile").status == 200
