"""A forgotten password: the same answer for everybody, a link that works once."""

from collections.abc import Callable

from flask import Flask

from connect.accounts import actions, security
from connect.database import db
from connect.events.models import Event
from connect.mail import OutgoingMail
from connect.members.models import Member
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
MailsTo = Callable[[str], list[OutgoingMail]]
NEW_PASSWORD = "another long password"


def test_known_and_unknown_addresses_are_answered_alike(
    browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    known, unknown, left = (
        browser_of().post("/forgotten-password", {"email": address})
        for address in ("Bram@example.org", "nobody@example.org", "els@example.org")
    )
    assert (known.status, known.location) == (303, "/check-your-mail")
    assert known.body == unknown.body == left.body
    assert len(mails_to("bram@example.org")) == 1
    assert not mails_to("nobody@example.org")
    assert not mails_to("els@example.org")


def test_the_link_sets_a_password_once(
    browser_of: BrowserOf, people: Cast, link_to: Callable[[str], str]
) -> None:
    visitor = browser_of()
    visitor.post("/forgotten-password", {"email": "bram@example.org"})
    link = link_to("bram@example.org")
    assert visitor.get(link).status == 200
    assert visitor.post(link, {"password": NEW_PASSWORD}).status == 303
    assert visitor.get("/profile").status == 200
    assert visitor.get(link).status == 410
    sign_in = {"email": "bram@example.org", "password": NEW_PASSWORD}
    assert browser_of().post("/sign-in", sign_in).status == 303
    assert browser_of().post("/sign-in", {**sign_in, "password": PASSWORD}).status == 422


def test_a_short_password_is_refused_and_the_link_still_works(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    with app.test_request_context():
        link = f"/reset/{security.reset_token(people.bram)}"
    assert browser_of().post(link, {"password": "short"}).status == 422
    assert browser_of().post(link, {"password": NEW_PASSWORD}).status == 303


def test_a_new_password_ends_all_sessions_and_is_told(
    app: Flask, browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    elsewhere = browser_of(people.bram)
    assert elsewhere.get("/profile").status == 200
    with app.app_context():
        actions.set_password(db.session.get_one(Member, people.bram.id), NEW_PASSWORD)
        kinds = [kind for (kind,) in db.session.query(Event.kind)]
    assert elsewhere.get("/profile").status == 302
    assert "member.password_changed" in kinds
    assert len(mails_to("bram@example.org")) == 1


def test_a_damaged_link_is_explained(browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of().get("/reset/nonsense")
    assert answer.status == 410
    assert answer.page.select_one("main a[href='/forgotten-password']")


def test_links_to_one_account_are_limited(
    browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    ask = {"email": "bram@example.org"}
    statuses = [browser_of().post("/forgotten-password", ask).status for _ in range(6)]
    assert statuses == [303] * 5 + [429]
    assert len(mails_to("bram@example.org")) == 5


def test_what_is_no_address_is_kept_in_the_field(browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of().post("/forgotten-password", {"email": "bram at example"})
    assert answer.status == 422
    assert answer.page.select_one("input[value='bram at example'][aria-invalid=true]")
