"""A new password while signed in: with the one of now, or a young sign-in where there is none."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import atomic
from connect.mail import OutgoingMail
from connect.members.models import Member
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
NEW = "another long password"
CHANGE = {"current": PASSWORD, "password": NEW}


@pytest.mark.any_database
def test_this_session_stays_and_the_others_end(
    browser_of: BrowserOf, people: Cast, mails_to: Callable[[str], list[OutgoingMail]]
) -> None:
    here, elsewhere = browser_of(people.bram), browser_of(people.bram)
    assert here.post("/account/password", CHANGE).location == "/account"
    assert [who.get("/profile").status for who in (here, elsewhere)] == [200, 302]
    assert len(mails_to("bram@example.org")) == 1
    sign_in = {"email": "bram@example.org", "password": NEW}
    assert browser_of().post("/sign-in", sign_in).status == 303


@pytest.mark.parametrize("wrong", [{"current": "guess"}, {"current": ""}, {"password": "short"}])
def test_a_mistake_changes_nothing(
    browser_of: BrowserOf, people: Cast, wrong: dict[str, str]
) -> None:
    assert browser_of(people.bram).post("/account/password", CHANGE | wrong).status == 422
    sign_in = {"email": "bram@example.org", "password": PASSWORD}
    assert browser_of().post("/sign-in", sign_in).status == 303


def test_who_sits_at_an_open_browser_cannot_guess_for_long(
    browser_of: BrowserOf, people: Cast
) -> None:
    bram, guess = browser_of(people.bram), CHANGE | {"current": "guess"}
    statuses = [bram.post("/account/password", guess).status for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_who_has_none_sets_one_after_a_young_sign_in(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    age_sessions: Callable[[timedelta], None],
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).password = None
    bram = browser_of(people.bram)
    assert not bram.get("/account/password").page.select_one("input[name=current]")
    age_sessions(timedelta(hours=1))
    for answer in (bram.get("/account/password"), bram.post("/account/password", CHANGE)):
        assert answer.location.startswith("/account/proof")
    bram = browser_of(people.bram)
    assert bram.post("/account/password", {"password": NEW}).location == "/account"
    sign_in = {"email": "bram@example.org", "password": NEW}
    assert browser_of().post("/sign-in", sign_in).status == 303
