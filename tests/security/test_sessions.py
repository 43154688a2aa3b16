"""A session begins at sign-in, ends at sign-out, and is nobody else's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from flask import Flask

from connect.accounts import actions
from connect.database import db
from connect.members.models import Member
from tests.security.conftest import HTTPS
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
SIGN_IN = {"email": "bram@example.org", "password": PASSWORD}


def test_nothing_planted_before_sign_in_is_good_after_it(
    browser_of: BrowserOf, people: Cast
) -> None:
    visitor = browser_of()
    with visitor.client.session_transaction() as session:
        session.update({"csrf_token": "known", "opens_at": [1, 1], "lang": "nl"})
    assert visitor.post("/sign-in", SIGN_IN).status == 303
    with visitor.client.session_transaction() as session:
        assert session["_user_id"]
        assert session["lang"] == "nl"
        assert session.get("csrf_token") != "known"
        assert "opens_at" not in session


def test_signing_out_leaves_nothing_but_the_language(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    bram.get("/inbox?lang=nl")
    assert bram.post("/sign-out").status == 303
    with bram.client.session_transaction() as session:
        assert dict(session) == {"lang": "nl"}


def test_signing_in_as_another_ends_the_first(browser_of: BrowserOf, people: Cast) -> None:
    dirk = browser_of(people.dirk)
    assert dirk.post("/sign-in", SIGN_IN).status == 303
    assert "bram" in dirk.get("/").text.lower()


def test_a_new_password_ends_every_other_session(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    here, elsewhere = browser_of(), browser_of(people.bram)
    here.post("/sign-in", SIGN_IN)
    with app.app_context():
        actions.set_password(db.session.get_one(Member, people.bram.id), "another long password")
    assert [who.get("/profile").status for who in (here, elsewhere)] == [302, 302]


def test_a_forged_cookie_is_nobody_s(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    for value in ("eyJfdXNlcl9pZCI6ImJyYW0tc2Vzc2lvbiJ9.aGVsbG8.bm9wZQ", "\x7f", "a" * 4000):
        visitor = browser_of()
        visitor.client.set_cookie("connect_session", value)
        assert visitor.get("/profile").status == 302


def test_no_token_in_an_address_or_a_header_signs_in(browser_of: BrowserOf, people: Cast) -> None:
    """Flask-Security would look there; nothing of ours gives such tokens out."""
    for token in ("nonsense", people.bram.fs_uniquifier, "WzEsMl0.aGVsbG8.bm9wZQ"):
        headers = {"Authentication-Token": token}
        assert browser_of().get(f"/profile?auth_token={token}", headers=headers).status == 302


def test_in_production_cookies_travel_by_https_only(https_app: Flask, people: Cast) -> None:
    answer = https_app.test_client().get("/about?lang=nl", base_url=HTTPS)
    cookies = {c.partition("=")[0]: c for c in answer.headers.getlist("Set-Cookie")}
    assert set(cookies) == {"connect_session", "connect_lang"}
    for cookie in cookies.values():
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_a_session_lasts_thirty_days_after_the_last_visit(
    browser_of: BrowserOf, people: Cast
) -> None:
    cookie = browser_of().post("/sign-in", SIGN_IN).headers["Set-Cookie"]
    expires = dict(part.split("=", 1) for part in cookie.split("; ") if "=" in part)["Expires"]
    lasts = parsedate_to_datetime(expires) - datetime.now(UTC)
    assert timedelta(days=29) < lasts <= timedelta(days=30)
