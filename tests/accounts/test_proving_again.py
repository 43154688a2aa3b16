"""What is sensitive asks who one is when the sign-in is older than half an hour."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from connect.members.models import Member
from tests.accounts.conftest import CodesOf
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
Age = Callable[[timedelta], None]


@pytest.mark.parametrize("path", ["/account/address", "/account/second-factor"])
def test_an_old_sign_in_is_proved_again_and_leads_back(
    browser_of: BrowserOf, people: Cast, age_sessions: Age, path: str
) -> None:
    bram = browser_of(people.bram)
    age_sessions(timedelta(minutes=31))
    asked = bram.get(path)
    assert asked.location.startswith("/account/proof?next=")
    assert bram.post(asked.location, {"proof": "guess"}).status == 422
    assert bram.get(path).status == 303
    assert bram.post(asked.location, {"proof": PASSWORD}).location == path
    assert bram.get(path).status == 200


def test_a_form_that_waited_too_long_changes_nothing(
    browser_of: BrowserOf, people: Cast, age_sessions: Age
) -> None:
    bram = browser_of(people.bram)
    age_sessions(timedelta(minutes=31))
    answer = bram.post(
        "/account/address",
        {"email": "new@example.org"},
        headers={"Referer": "http://localhost/account/address"},
    )
    assert answer.location == "/account/proof?next=/account/address"
    assert "new@example.org" not in bram.get("/account").text


def test_a_program_is_told_where_to_prove(
    browser_of: BrowserOf, people: Cast, age_sessions: Age
) -> None:
    bram = browser_of(people.bram)
    age_sessions(timedelta(minutes=31))
    answer = bram.get("/account/second-factor", headers={"Accept": "application/json"})
    assert answer.status == 403
    assert answer.json["location"].startswith("/account/proof")


def test_a_code_is_a_proof_too(
    browser_of: BrowserOf,
    people: Cast,
    age_sessions: Age,
    second_factor_of: Callable[[Member], CodesOf],
) -> None:
    bram = browser_of(people.bram)
    codes = second_factor_of(people.bram)
    age_sessions(timedelta(minutes=31))
    assert bram.post("/account/proof", {"proof": codes.code()}).location == "/account"
    assert bram.get("/account/address").status == 200


def test_proofs_are_not_guessed_for_long(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    statuses = [bram.post("/account/proof", {"proof": "guess"}).status for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_proof_leads_nowhere_else(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    target = "/account/proof?next=//evil.example"
    assert bram.post(target, {"proof": PASSWORD}).location == "/account"
