"""An account moves to another address when both mailboxes have agreed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from connect.accounts.actions import prune_sessions
from connect.accounts.models import AddressChange
from connect.database import atomic, db, utc_now
from connect.events.models import Event
from connect.mail import OutgoingMail
from connect.members.models import Member
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
LinkTo = Callable[[str], str]
MailsTo = Callable[[str], list[OutgoingMail]]
OLD, NEW = "bram@example.org", "bram.peeters@example.org"


@pytest.mark.any_database
@pytest.mark.parametrize("first", [OLD, NEW])
def test_it_moves_when_both_have_agreed_in_any_order(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: LinkTo, first: str
) -> None:
    bram = browser_of(people.bram)
    assert bram.post("/account/address", {"email": "Bram.Peeters@Example.org"}).status == 303
    links = {address: link_to(address) for address in (OLD, NEW)}
    second = NEW if first == OLD else OLD
    for address in (first, second):
        assert browser_of().get(links[address]).status == 200
        assert _email(app, people.bram) == OLD, "looking at a link does not agree"
    for _ in range(2):
        assert browser_of().post(links[first], {"answer": "yes"}).status == 200
        assert _email(app, people.bram) == OLD
    assert browser_of().post(links[second], {"answer": "yes"}).status == 200
    assert _email(app, people.bram) == NEW
    assert bram.get("/profile").status == 200
    sign_in = {"email": NEW, "password": PASSWORD}
    assert browser_of().post("/sign-in", sign_in).status == 303
    assert browser_of().post("/sign-in", sign_in | {"email": OLD}).status == 422
    assert browser_of().post(links[first]).status == 410


def test_both_mailboxes_are_told_at_the_end(
    browser_of: BrowserOf, people: Cast, link_to: LinkTo, mails_to: MailsTo
) -> None:
    browser_of(people.bram).post("/account/address", {"email": NEW})
    for link in (link_to(OLD), link_to(NEW)):
        browser_of().post(link, {"answer": "yes"})
    assert [len(mails_to(address)) for address in (OLD, NEW)] == [2, 2]


def test_an_address_that_was_never_proved_is_forgotten(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    browser_of(people.bram).post("/account/address", {"email": NEW})
    with app.app_context():
        prune_sessions()
        assert db.session.scalar(select(AddressChange.email)) == NEW
        with atomic() as session:
            session.execute(update(AddressChange).values(expires_at=utc_now() - timedelta(days=8)))
        prune_sessions()
        assert db.session.scalar(select(AddressChange.email)) is None


def test_the_old_mailbox_stops_it(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: LinkTo
) -> None:
    browser_of(people.bram).post("/account/address", {"email": NEW})
    new = link_to(NEW)
    browser_of().post(new)
    assert browser_of().post(link_to(OLD), {"answer": "no"}).status == 200
    assert browser_of().post(new).status == 410
    assert _email(app, people.bram) == OLD


def test_the_member_keeps_the_old_one_after_all(
    browser_of: BrowserOf, people: Cast, link_to: LinkTo
) -> None:
    bram = browser_of(people.bram)
    bram.post("/account/address", {"email": NEW})
    assert NEW in bram.get("/account").text
    for _ in range(2):
        assert bram.post("/account/address/removal").location == "/account"
    assert NEW not in bram.get("/account").text
    assert browser_of().post(link_to(OLD)).status == 410


def test_asking_again_forgets_what_was_asked_before(
    browser_of: BrowserOf, people: Cast, link_to: LinkTo
) -> None:
    bram = browser_of(people.bram)
    bram.post("/account/address", {"email": "wrong@example.org"})
    wrong = link_to("wrong@example.org")
    bram.post("/account/address", {"email": NEW})
    assert browser_of().post(wrong).status == 410
    assert browser_of().get(link_to(NEW)).status == 200


def test_links_work_for_two_days(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: LinkTo
) -> None:
    browser_of(people.bram).post("/account/address", {"email": NEW})
    with app.app_context(), atomic() as session:
        session.execute(update(AddressChange).values(expires_at=utc_now() - timedelta(seconds=1)))
    for address in (OLD, NEW):
        answer = browser_of().post(link_to(address))
        assert answer.status == 410
        assert answer.page.select_one("main a[href='/account/address']")


def test_an_address_of_somebody_else_is_answered_alike_and_never_taken(
    app: Flask, browser_of: BrowserOf, people: Cast, mails_to: MailsTo, link_to: LinkTo
) -> None:
    bram = browser_of(people.bram)
    free = bram.post("/account/address", {"email": NEW})
    taken = bram.post("/account/address", {"email": "dirk@example.org"})
    assert (free.status, free.location, free.body) == (taken.status, taken.location, taken.body)
    (told,) = mails_to("dirk@example.org")
    assert "/address/" not in told.text
    browser_of().post(link_to(OLD), {"answer": "yes"})
    assert _email(app, people.bram) == OLD


def test_an_address_taken_meanwhile_is_explained(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: LinkTo
) -> None:
    browser_of(people.bram).post("/account/address", {"email": NEW})
    browser_of().post(link_to(OLD), {"answer": "yes"})
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.dirk.id).email = NEW
    assert browser_of().post(link_to(NEW)).status == 410
    assert _email(app, people.bram) == OLD


def test_an_organiser_allows_it_when_the_mailbox_is_lost(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: LinkTo
) -> None:
    path = f"/members/{people.bram.id}/address"
    for wrong in (people.bram, people.amina):
        assert browser_of(wrong).post(path, {"email": NEW}).status == 403
    olga = browser_of(people.olga)
    assert olga.get(path).status == 200
    assert olga.post(path, {"email": "no address"}).status == 422
    assert olga.post(path, {"email": NEW}).location == people.bram.profile_url
    assert browser_of().get(link_to(OLD)).page.select_one("button[value=no]")
    browser_of().post(link_to(NEW))
    assert _email(app, people.bram) == NEW
    with app.app_context():
        asked = select(Event.actor_id).where(Event.kind == "member.address_asked")
        assert list(db.session.scalars(asked)) == [people.olga.id]


def test_what_makes_no_sense_is_kept_in_the_field(browser_of: BrowserOf, people: Cast) -> None:
    for typed in ("bram at example", OLD):
        answer = browser_of(people.bram).post("/account/address", {"email": typed})
        assert answer.status == 422
        assert answer.page.select_one(f"input[value='{typed}'][aria-invalid=true]")


def _email(app: Flask, member: Member) -> str:
    with app.app_context():
        return db.session.get_one(Member, member.id).email
