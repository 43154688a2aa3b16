"""Joining by an invitation: mailed ones prove the address, open ones ask to confirm it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from connect.accounts.models import Invitation
from connect.database import atomic, db, utc_now
from connect.mail import OutgoingMail
from connect.members import queries
from connect.members.models import Member
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
FORM = {
    "name": "Fatima Yilmaz",
    "function": "Échevine",
    "municipality": "Malines",
    "password": "a password of mine",
}


@pytest.mark.any_database
def test_a_mailed_invitation_makes_a_member_at_once(
    app: Flask, browser_of: BrowserOf, people: Cast, invite: Callable[..., str]
) -> None:
    link = invite(email="Fatima@example.org", theme_ids=[people.circle.id])
    visitor = browser_of()
    assert visitor.get(link).status == 200
    answer = visitor.post(link, FORM)
    assert (answer.status, answer.location) == (303, "/")
    assert visitor.get("/profile").status == 200
    with app.app_context():
        fatima = queries.member_with_email("fatima@example.org")
        assert fatima
        assert (fatima.municipality, fatima.role) == ("12025", "member")
        assert fatima.confirmed_at
        assert queries.followed_theme_ids(fatima) == [people.circle.id]
    assert visitor.get("/themes/circle").status == 200


def test_an_open_invitation_asks_to_confirm_the_address(
    browser_of: BrowserOf, invite: Callable[..., str], link_to: Callable[[str], str]
) -> None:
    visitor = browser_of()
    answer = visitor.post(invite(uses=2), {**FORM, "email": "fatima@example.org"})
    assert answer.location == "/check-your-mail"
    assert visitor.get("/profile").status == 302
    visitor.post(link_to("fatima@example.org"))
    assert visitor.get("/profile").status == 200


def test_sending_the_form_twice_makes_one_member(
    app: Flask, browser_of: BrowserOf, invite: Callable[..., str]
) -> None:
    link = invite(email="fatima@example.org")
    first, second = browser_of(), browser_of()
    assert first.post(link, FORM).location == "/"
    assert second.post(link, FORM).location == "/sign-in"
    with app.app_context():
        known = select(func.count()).where(Member.email == "fatima@example.org")
        assert db.session.scalar(known) == 1


def test_a_used_invitation_is_closed(browser_of: BrowserOf, invite: Callable[..., str]) -> None:
    link = invite(uses=1)
    browser_of().post(link, {**FORM, "email": "fatima@example.org"})
    assert browser_of().get(link).status == 410
    assert browser_of().post(link, {**FORM, "email": "other@example.org"}).status == 410


def test_an_expired_invitation_is_closed(
    app: Flask, browser_of: BrowserOf, invite: Callable[..., str]
) -> None:
    link = invite(email="fatima@example.org")
    with app.app_context(), atomic() as session:
        session.execute(update(Invitation).values(expires_at=utc_now() - timedelta(seconds=1)))
    assert browser_of().post(link, FORM).status == 410


def test_an_invitation_is_no_way_to_learn_who_is_a_member(
    browser_of: BrowserOf,
    invite: Callable[..., str],
    mails_to: Callable[[str], list[OutgoingMail]],
) -> None:
    link = invite(uses=5)
    new = browser_of().post(link, {**FORM, "email": "new@example.org"})
    known = browser_of().post(link, {**FORM, "email": "bram@example.org"})
    assert new.body == known.body
    assert [mail.key.split(":")[0] for mail in mails_to("bram@example.org")] == ["already_member"]


def test_only_the_hash_of_a_link_is_kept(app: Flask, invite: Callable[..., str]) -> None:
    token = invite(uses=1).rpartition("/")[2]
    with app.app_context():
        row = db.session.scalars(select(Invitation)).one()
        assert token not in repr(vars(row))


def test_what_was_typed_is_kept(browser_of: BrowserOf, invite: Callable[..., str]) -> None:
    answer = browser_of().post(
        invite(email="f@example.org"), {**FORM, "municipality": "Atlantis", "password": "short"}
    )
    assert answer.status == 422
    assert answer.page.select_one("input[name=municipality][value=Atlantis][aria-invalid=true]")
    assert answer.page.select_one("input[name=name][value='Fatima Yilmaz']")
    assert answer.page.select_one("input[name=password][value='']")
