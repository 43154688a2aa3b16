"""Signing in says as little as possible to those who guess, and leads back to where one was."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import atomic
from connect.members.models import Member
from connect.web.redirects import own_path
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


def test_a_member_signs_in_and_comes_back_to_the_page(browser_of: BrowserOf, people: Cast) -> None:
    visitor = browser_of()
    asked = visitor.get("/members/?q=Gent")
    answer = visitor.post(asked.location, {"email": " BRAM@example.org", "password": PASSWORD})
    assert (answer.status, answer.location) == (303, "/members/?q=Gent")
    assert visitor.get("/profile").status == 200


def test_the_session_cookie_is_out_of_reach_of_scripts(browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of().post("/sign-in", {"email": "bram@example.org", "password": PASSWORD})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("connect_session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("address", ["bram@example.org", "els@example.org", "no@example.org", "?"])
def test_a_wrong_password_is_answered_alike_for_every_address(
    browser_of: BrowserOf, people: Cast, address: str
) -> None:
    answer = browser_of().post("/sign-in", {"email": address, "password": "wrong password"})
    assert answer.status == 422
    assert _without_secrets(answer.body, address) == _without_secrets(
        browser_of().post("/sign-in", {"email": "known", "password": "wrong password"}).body,
        "known",
    )


def test_a_deactivated_member_stays_out(browser_of: BrowserOf, people: Cast) -> None:
    answer = browser_of().post("/sign-in", {"email": "els@example.org", "password": PASSWORD})
    assert answer.status == 422


def test_a_member_without_a_password_stays_out(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    _change(app, people.bram, password=None)
    answer = browser_of().post("/sign-in", {"email": "bram@example.org", "password": "-"})
    assert answer.status == 422


def test_an_unconfirmed_member_is_sent_the_link_again(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: Callable[[str], str]
) -> None:
    _change(app, people.bram, confirmed_at=None)
    visitor = browser_of()
    answer = visitor.post("/sign-in", {"email": "bram@example.org", "password": PASSWORD})
    assert answer.location == "/check-your-mail"
    link = link_to("bram@example.org")
    assert visitor.get(link).status == 200
    assert visitor.get("/profile").status == 302, "looking at the link does not confirm"
    assert visitor.post(link).location == "/"
    assert visitor.get("/profile").status == 200
    assert browser_of().post(link).location == "/sign-in", "an old mail does not sign in"


def test_ten_wrong_passwords_close_the_account_for_a_while(
    browser_of: BrowserOf, people: Cast
) -> None:
    guess = {"email": "bram@example.org", "password": "wrong password"}
    answers = [browser_of().post("/sign-in", guess).status for _ in range(11)]
    assert answers == [422] * 10 + [429]
    right = browser_of().post("/sign-in", {**guess, "password": PASSWORD})
    assert right.status == 429
    assert 0 < int(right.headers["Retry-After"]) <= timedelta(minutes=15).total_seconds()
    other = browser_of().post("/sign-in", {"email": "dirk@example.org", "password": PASSWORD})
    assert other.status == 303


def test_a_town_hall_behind_one_address_can_sign_in(browser_of: BrowserOf, people: Cast) -> None:
    right = {"email": "bram@example.org", "password": PASSWORD}
    assert {browser_of().post("/sign-in", right).status for _ in range(12)} == {303}


def test_signing_out_takes_a_post(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    assert bram.get("/sign-out").status == 405
    assert bram.post("/sign-out").status == 303
    assert bram.get("/profile").status == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/%2fevil.example",
        "/%5Cevil.example",
        "/\t/evil.example",
        "%2F%2Fevil.example",
        "javascript:alert(1)",
        "evil.example",
        "http:evil.example",
        " //evil.example",
        "/\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_nobody_is_sent_elsewhere(browser_of: BrowserOf, people: Cast, target: str) -> None:
    answer = browser_of().post(
        "/sign-in",
        {"email": "bram@example.org", "password": PASSWORD},
        query_string={"next": target},
    )
    assert (answer.status, answer.location) == (303, "/")


@pytest.mark.parametrize("target", ["/", "/threads/7?after=3#comment-9", "/search?q=a%20b"])
def test_our_own_addresses_are_kept(target: str) -> None:
    assert own_path(target) == target


def _without_secrets(body: str, address: str) -> list[str]:
    """The page without the reader's address and the values that are new on every page."""
    lines = body.replace(f'value="{address}"', "").splitlines()
    return [line for line in lines if "csrf" not in line and "nonce" not in line]


def _change(app: Flask, member: Member, **values: object) -> None:
    with app.app_context(), atomic() as session:
        row = session.get_one(Member, member.id)
        for name, value in values.items():
            setattr(row, name, value)
