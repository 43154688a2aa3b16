"""Where one is signed in: a list of devices, each of which can be ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from connect.accounts.actions import prune_sessions
from connect.accounts.devices import device_of, place_of
from connect.accounts.models import MemberSession
from connect.database import db, utc_now
from connect.events.log import ACCESS
from connect.events.models import Entry
from tests.support.cast import PASSWORD, Cast
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
SIGN_IN = {"email": "bram@example.org", "password": PASSWORD}
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"


@pytest.mark.any_database
def test_the_page_tells_device_place_and_time(browser_of: BrowserOf, people: Cast) -> None:
    phone = browser_of()
    phone.post(
        "/sign-in",
        SIGN_IN,
        headers={"User-Agent": FIREFOX},
        environ_overrides={"REMOTE_ADDR": "192.0.2.77"},
    )
    here = phone.get("/account").page.select_one("li.key[id^=session]")
    assert here
    said = here.get_text(" ")
    assert "Firefox · Android" in said
    assert "192.0.2.…" in said
    assert "77" not in said
    assert len(here.select("time")) == 2
    assert here.select_one(".badge")


@pytest.mark.any_database
def test_one_session_is_ended_from_another(browser_of: BrowserOf, people: Cast) -> None:
    desk, phone = browser_of(people.bram), browser_of()
    phone.post("/sign-in", SIGN_IN)
    form = desk.get("/account").page.select_one("form[action$='/removal'][action*='sessions/']")
    assert form
    for _ in range(2):
        assert desk.post(str(form["action"])).location == "/account"
    assert phone.get("/profile").status == 302
    assert desk.get("/profile").status == 200


def test_all_others_are_ended_at_once(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    here, phone, library = (browser_of(people.bram) for _ in range(3))
    assert here.post("/account/sessions/removal").status == 303
    statuses = [who.get("/profile").status for who in (here, phone, library)]
    assert statuses == [200, 302, 302]
    assert browser_of(people.dirk).get("/profile").status == 200
    with app.app_context():
        told = db.session.scalars(select(Entry.kind).where(Entry.stream == ACCESS)).all()
    assert told == ["member.signed_out"]


def test_ending_the_session_of_this_device_signs_out(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    here = _session_ids(bram.app, people.bram.id)[0]
    assert bram.post(f"/account/sessions/{here}/removal").location == "/"
    assert bram.get("/profile").status == 302


def test_sessions_of_others_are_not_there(browser_of: BrowserOf, people: Cast) -> None:
    dirk = browser_of(people.dirk)
    (its,) = _session_ids(dirk.app, people.dirk.id)
    for member in (people.bram, people.olga):
        assert browser_of(member).post(f"/account/sessions/{its}/removal").status == 404
    assert dirk.get("/profile").status == 200


def test_a_copied_cookie_dies_with_the_session(browser_of: BrowserOf, people: Cast) -> None:
    bram, thief = browser_of(people.bram), browser_of()
    cookie = bram.client.get_cookie("connect_session")
    assert cookie
    thief.client.set_cookie("connect_session", cookie.value)
    assert thief.get("/profile").status == 200
    bram.post("/sign-out")
    assert thief.get("/profile").status == 302


def test_only_the_hash_of_a_key_is_kept(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    with bram.client.session_transaction() as session:
        key = session["_user_id"]
    with app.app_context():
        row = db.session.scalars(select(MemberSession)).one()
        assert key not in repr(vars(row))


def test_a_session_unseen_for_thirty_days_is_no_more(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    age_sessions: Callable[[timedelta], None],
) -> None:
    bram = browser_of(people.bram)
    age_sessions(timedelta(days=29))
    assert bram.get("/profile").status == 200
    age_sessions(timedelta(days=31))
    assert bram.get("/profile").status == 302
    with app.app_context():
        prune_sessions()
        assert db.session.scalars(select(MemberSession)).all() == []


def test_a_visit_is_written_once_in_ten_minutes(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    age_sessions: Callable[[timedelta], None],
) -> None:
    bram = browser_of(people.bram)
    age_sessions(timedelta(minutes=11))
    for _ in range(2):
        with queries_of() as queries:
            bram.get("/rules")
        written = [query for query in queries if query.startswith("UPDATE member_sessions")]
        assert len(written) == (1 if _ == 0 else 0)
    with app.app_context():
        seen = db.session.scalars(select(MemberSession.last_seen_at)).one()
    assert utc_now() - seen < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox · Android"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
            " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari · iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            " Chrome/140.0.0.0 Safari/537.36",
            "Chrome · Linux",
        ),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_a_device_is_said_in_words(user_agent: str, words: str) -> None:
    assert device_of(user_agent) == words


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("192.0.2.77", "192.0.2.…"),
        ("::ffff:192.0.2.77", "192.0.2.…"),
        ("2001:db8:1:2::3", "2001:0db8:0001:…"),
        ("nonsense", ""),
        (None, ""),
    ],
)
def test_a_place_is_a_network_without_the_machine(address: str | None, words: str) -> None:
    assert place_of(address) == words


def _session_ids(app: Flask, member_id: int) -> list[int]:
    with app.app_context():
        found = select(MemberSession.id).where(MemberSession.member_id == member_id)
        return list(db.session.scalars(found.order_by(MemberSession.id)))
