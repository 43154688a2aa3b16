"""A code of an app, or one from paper: asked for after the password, good once."""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from passlib.totp import TOTP
from sqlalchemy import select

from connect.accounts.models import CodeApp, RecoveryCode
from connect.database import db
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.settings import Settings
from tests.accounts.conftest import CodesOf
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
MailsTo = Callable[[str], list[OutgoingMail]]
SetUp = Callable[[Member], CodesOf]
SIGN_IN = {"email": "bram@example.org", "password": PASSWORD}
STEP = "/sign-in/second-factor"


@pytest.mark.any_database
def test_it_is_set_up_with_a_picture_and_a_code(
    app: Flask, browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    bram, elsewhere = browser_of(people.bram), browser_of(people.bram)
    page = bram.get("/account/second-factor").page
    assert page.select_one("svg.qr[role=img][aria-label] path")
    answer = _confirm(bram, page)
    shown = [code.get_text() for code in answer.page.select(".codes code")]
    assert len(set(shown)) == 10
    file = answer.page.select_one("a[download]")
    assert file
    assert all(code in unquote(str(file["href"])) for code in shown)
    assert bram.get("/profile").status == 200
    assert elsewhere.get("/profile").status == 302, "it was opened without the second factor"
    assert len(mails_to("bram@example.org")) == 1
    with app.app_context():
        secret = db.session.scalars(select(CodeApp.secret)).one()
        hashes = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert _key(page).replace(" ", "") not in secret, "it is encrypted"
    assert not set(shown) & set(hashes)
    assert not bram.get("/account/second-factor").page.select(".codes")


def test_a_wrong_code_keeps_the_picture(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    page = bram.get("/account/second-factor").page
    secret = page.select_one("input[name=secret]")
    assert secret
    answer = bram.post("/account/second-factor", {"secret": str(secret["value"]), "code": "000000"})
    assert answer.status == 422
    assert _key(answer.page) == _key(page)
    damaged = bram.post("/account/second-factor", {"secret": "{}", "code": "000000"})
    assert damaged.status == 422
    assert _key(damaged.page) != _key(page)


@pytest.mark.parametrize(
    "made_up",
    [
        {"key": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"},
        {"key": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "period": 10**9},
        {"enckey": {"c": 19, "k": "A" * 32, "s": "A" * 20, "t": "1", "v": 1}},
    ],
)
def test_a_secret_that_we_did_not_make_is_not_even_looked_at(
    browser_of: BrowserOf, people: Cast, made_up: dict[str, object]
) -> None:
    """It could be one that needs no code, or takes an hour to decrypt: `c` doubles the work."""
    bram = browser_of(people.bram)
    secret = json.dumps({"type": "totp", "v": 1, **made_up})
    started = time.thread_time()
    answer = bram.post("/account/second-factor", {"secret": secret, "code": "000000"})
    assert time.thread_time() - started < 1
    assert answer.status == 422
    carried = answer.page.select_one("input[name=secret]")
    assert carried
    assert carried["value"] != secret


@pytest.mark.any_database
def test_signing_in_takes_the_password_and_then_a_code(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    codes, visitor = second_factor_of(people.bram), browser_of()
    asked = visitor.post("/sign-in", SIGN_IN, query_string={"next": "/members/?q=Gent"})
    assert asked.location == STEP
    assert visitor.get("/profile").status == 302, "half-way is not in"
    assert visitor.post(STEP, {"code": "000 000"}).status == 422
    answer = visitor.post(STEP, {"code": f" {codes.code()[:3]} {codes.code()[3:]}"})
    assert (answer.status, answer.location) == (303, "/members/?q=Gent")
    assert visitor.get("/profile").status == 200


def test_the_same_code_opens_nothing_twice(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    codes = second_factor_of(people.bram)
    code = codes.code()
    owner, onlooker = _half_way(browser_of), _half_way(browser_of)
    assert owner.post(STEP, {"code": code}).status == 303
    assert onlooker.post(STEP, {"code": code}).status == 422
    assert onlooker.post(STEP, {"code": codes.code(steps=1)}).status == 303, "a clock may be ahead"


def test_a_code_of_long_ago_or_later_is_wrong(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    codes = second_factor_of(people.bram)
    for steps in (-3, 3):
        assert _half_way(browser_of).post(STEP, {"code": codes.code(steps)}).status == 422


@pytest.mark.any_database
def test_a_recovery_code_works_once_however_it_is_typed(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    codes = second_factor_of(people.bram)
    typed = codes.recovery[0].upper().replace("-", " ")
    assert _half_way(browser_of).post(STEP, {"code": typed}).status == 303
    assert _half_way(browser_of).post(STEP, {"code": codes.recovery[0]}).status == 422
    bram = _half_way(browser_of)
    bram.post(STEP, {"code": codes.recovery[1]})
    assert "8" in bram.get("/account/second-factor").text


def test_codes_are_guessed_ten_times_an_hour_at_most(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    codes = second_factor_of(people.bram)
    statuses = [_half_way(browser_of).post(STEP, {"code": "000000"}).status for _ in range(10)]
    assert statuses == [422] * 10
    right = _half_way(browser_of).post(STEP, {"code": codes.code()})
    assert right.status == 429
    assert 0 < int(right.headers["Retry-After"]) <= timedelta(hours=1).total_seconds()


def test_without_the_first_proof_there_is_no_second(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    codes, visitor = second_factor_of(people.bram), browser_of()
    assert visitor.get(STEP).location == "/sign-in"
    late = visitor.post(STEP, {"code": codes.code(), "kept": "a text"})
    assert late.status == 422
    assert late.page.select_one("form[action^='/sign-in'] input[name=kept][value='a text']")
    assert visitor.get("/profile").status == 302


def test_however_long_the_way_back_is_the_cookie_stays_one_that_browsers_keep(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    second_factor_of(people.bram)
    way_back = f"/members/?q={secrets.token_urlsafe(3_000)}"
    answer = browser_of().post("/sign-in", SIGN_IN, query_string={"next": way_back})
    assert answer.location == STEP
    assert max(map(len, answer.headers.getlist("Set-Cookie"))) < 4_000


def test_however_many_come_too_late_each_may_start_again(
    browser_of: BrowserOf, people: Cast
) -> None:
    statuses = {browser_of().post(STEP, {"code": "000000"}).status for _ in range(12)}
    assert statuses == {422}


def test_what_a_form_carries_goes_along_to_the_end(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    second_factor_of: SetUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[str] = []
    monkeypatch.setitem(app.extensions, "take_up", lambda _, kept: taken.append(kept))
    codes, visitor, text = second_factor_of(people.bram), browser_of(), "long <b>" * 2000
    page = visitor.post("/sign-in", SIGN_IN | {"kept": text}).page
    assert taken == []
    carried = page.select_one("form[action='/sign-in/second-factor'] input[name=kept]")
    assert carried
    visitor.post(STEP, {"code": codes.code(), "kept": str(carried["value"])})
    assert taken == [text]


def test_a_new_password_cuts_who_is_half_way(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    bram = browser_of(people.bram)
    codes = second_factor_of(people.bram)
    thief = _half_way(browser_of)
    bram.post("/account/password", {"current": PASSWORD, "password": "another long password"})
    assert thief.post(STEP, {"code": codes.code()}).status == 422
    assert thief.get("/profile").status == 302


@pytest.mark.parametrize("by", ["password", "code", "recovery"])
def test_it_is_taken_off_with_a_proof(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp, mails_to: MailsTo, by: str
) -> None:
    bram = browser_of(people.bram)
    codes = second_factor_of(people.bram)
    removal = "/account/second-factor/removal"
    assert bram.post(removal, {"proof": "guess"}).status == 422
    proof = {"password": PASSWORD, "code": codes.code(), "recovery": codes.recovery[0]}[by]
    for _ in range(2):
        assert bram.post(removal, {"proof": proof}).location == "/account"
    assert browser_of().post("/sign-in", SIGN_IN).location == "/"
    assert len(mails_to("bram@example.org")) == 2, "set up, taken off"


def test_new_recovery_codes_take_the_place_of_the_old(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    bram = browser_of(people.bram)
    codes = second_factor_of(people.bram)
    answer = bram.post("/account/second-factor/recovery-codes")
    new = [code.get_text() for code in answer.page.select(".codes code")]
    assert len(new) == 10
    assert _half_way(browser_of).post(STEP, {"code": codes.recovery[0]}).status == 422
    assert _half_way(browser_of).post(STEP, {"code": new[0]}).status == 303
    assert browser_of(people.dirk).post("/account/second-factor/recovery-codes").status == 403


def test_a_changed_secret_key_leaves_the_recovery_codes(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    settings: Settings,
    second_factor_of: SetUp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes, visitor = second_factor_of(people.bram), _half_way(browser_of)
    changed = replace(settings, secret_key="another key, just as long as the first one was")
    monkeypatch.setitem(app.extensions, "settings", changed)
    assert visitor.post(STEP, {"code": codes.code()}).status == 422
    assert visitor.post(STEP, {"code": codes.recovery[0]}).status == 303


def test_an_organiser_takes_off_what_was_lost(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp, mails_to: MailsTo
) -> None:
    second_factor_of(people.bram)
    path = f"/members/{people.bram.id}/second-factor/removal"
    for wrong in (people.bram, people.amina):
        assert browser_of(wrong).post(path).status == 403
    olga = browser_of(people.olga)
    for _ in range(2):
        assert olga.post(path).location == people.bram.profile_url
    assert olga.post(f"/members/{people.olga.id}/second-factor/removal").status == 403
    assert olga.post("/members/99999/second-factor/removal").status == 404
    assert browser_of().post("/sign-in", SIGN_IN).location == "/"
    assert len(mails_to("bram@example.org")) == 2


def _half_way(browser_of: BrowserOf) -> Visitor:
    visitor = browser_of()
    assert visitor.post("/sign-in", SIGN_IN).location == STEP
    return visitor


def _confirm(bram: Visitor, page: BeautifulSoup) -> Answer:
    secret = page.select_one("input[name=secret]")
    assert secret
    code = TOTP(key=_key(page)).generate().token
    return bram.post("/account/second-factor", {"secret": str(secret["value"]), "code": code})


def _key(page: BeautifulSoup) -> str:
    shown = page.select_one(".secret")
    assert shown
    return shown.get_text()
