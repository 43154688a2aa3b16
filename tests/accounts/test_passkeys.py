"""Passkeys open the door to whom they were made for, here, once per question, to nobody else."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from flask import Flask

from connect import create_app
from connect.accounts import challenges, queries
from connect.accounts.models import MemberSession, Passkey
from connect.database import at, atomic, db, utc_now
from connect.mail import OutgoingMail
from connect.members.models import Member
from tests.support.authenticator import PRESENT, VERIFIED, Authenticator
from tests.support.cast import Cast
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
MailsTo = Callable[[str], list[OutgoingMail]]


@dataclass
class Bearer:
    """Somebody with a device that keeps passkeys."""

    browser: Visitor
    device: Authenticator

    def adds(self, name: str = "Telefoon", **changed: str) -> Answer:
        asked = self.browser.post("/account/passkeys/challenge").json
        form = {"name": name, "credential": self.device.create(asked), **changed}
        return self.browser.post("/account/passkeys", form)


@pytest.fixture
def bram(browser_of: BrowserOf, people: Cast) -> Bearer:
    return Bearer(browser_of(people.bram), Authenticator())


@pytest.fixture
def device(bram: Bearer) -> Authenticator:
    """Bram's, which opens his account."""
    assert bram.adds().status == 303
    return bram.device


def sign_in(visitor: Visitor, device: Authenticator, next: str = "") -> Answer:
    asked = visitor.post("/sign-in/passkey/challenge").json
    query = {"next": next} if next else {}
    return visitor.post("/sign-in/passkey", {"credential": device.get(asked)}, query_string=query)


@pytest.mark.any_database
def test_a_passkey_signs_in_and_leads_back_to_the_page(
    app: Flask, browser_of: BrowserOf, people: Cast, device: Authenticator
) -> None:
    visitor = browser_of()
    answer = sign_in(visitor, device, next="/members/?q=Gent")
    assert (answer.status, answer.location) == (303, "/members/?q=Gent")
    assert visitor.get("/profile").status == 200
    with app.app_context():
        assert db.session.query(MemberSession).filter_by(how="passkey").count() == 1
        [passkey] = queries.passkeys_of(people.bram)
        assert passkey.used_at
        assert passkey.transports == ["hybrid", "internal"]


def test_a_passkey_is_both_factors(
    app: Flask, browser_of: BrowserOf, people: Cast, device: Authenticator
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).second_factor_since = utc_now()
    visitor = browser_of()
    assert sign_in(visitor, device).location == "/"
    assert visitor.get("/profile").status == 200


def test_where_the_site_has_no_name_passkeys_are_not_offered(app: Flask, people: Cast) -> None:
    settings = replace(app.extensions["settings"], base_url="http://127.0.0.1:5000")
    by_number = create_app(settings)
    forms = "form[data-controller=passkey]"
    assert not Visitor(by_number).get("/sign-in").page.select(forms)
    assert not Visitor(by_number, people.bram).get("/account/passkeys").page.select(forms)


def test_a_question_names_no_key_and_tells_nothing_about_anybody(
    browser_of: BrowserOf, device: Authenticator
) -> None:
    asked = browser_of().post("/sign-in/passkey/challenge").json
    assert asked["allowCredentials"] == []
    assert asked["userVerification"] == "required"
    assert asked["rpId"] == "localhost"


def test_a_member_has_several_and_knows_them_apart(bram: Bearer, people: Cast) -> None:
    bram.adds("Telefoon")
    asked = bram.browser.post("/account/passkeys/challenge").json
    assert len(asked["excludeCredentials"]) == 1, "a device with a key is told not to make another"
    assert asked["authenticatorSelection"]["residentKey"] == "required"
    assert Bearer(bram.browser, Authenticator()).adds("Kantoor").status == 303
    page = bram.browser.get("/account/passkeys").page
    assert [name.text for name in page.select(".key__name")] == ["Telefoon", "Kantoor"]


def test_all_keys_of_a_member_know_them_by_the_same_random_handle(bram: Bearer) -> None:
    other = Bearer(bram.browser, Authenticator())
    bram.adds()
    other.adds()
    assert bram.device.user_handle == other.device.user_handle
    assert len(bram.device.user_handle) == 32


def test_a_name_is_suggested_from_the_device(bram: Bearer) -> None:
    agent = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
    page = bram.browser.get("/account/passkeys", headers={"User-Agent": agent}).page
    assert page.select_one("input[name=name]")["value"] == "Firefox · Android"  # type: ignore[index]


def test_the_page_says_that_it_needs_javascript(bram: Bearer, browser_of: BrowserOf) -> None:
    for page in (bram.browser.get("/account/passkeys").page, browser_of().get("/sign-in").page):
        assert page.select_one("form[data-controller=passkey] noscript p")


def test_adding_and_removing_is_told_by_mail(
    bram: Bearer, people: Cast, mails_to: MailsTo, browser_of: BrowserOf
) -> None:
    bram.adds("Telefoon")
    path = bram.browser.get("/account/passkeys").page.select_one(".key a")["href"]  # type: ignore[index]
    for _twice in range(2):
        bram.browser.post(f"{path}/removal")
    told = [mail.text for mail in mails_to(people.bram.email)]
    assert len(told) == 2
    assert all("Telefoon" in text for text in told)
    assert sign_in(browser_of(), bram.device).status == 422


def test_a_passkey_is_renamed(bram: Bearer, device: Authenticator) -> None:
    path = bram.browser.get("/account/passkeys").page.select_one(".key a")["href"]  # type: ignore[index]
    assert bram.browser.get(str(path)).status == 200
    assert bram.browser.post(str(path), {"name": "  "}).status == 422
    assert bram.browser.post(str(path), {"name": "De oude laptop"}).status == 303
    assert "De oude laptop" in bram.browser.get("/account/passkeys").text


def test_nobody_knows_of_another_member_s_passkeys(
    app: Flask, bram: Bearer, device: Authenticator, browser_of: BrowserOf, people: Cast
) -> None:
    path = bram.browser.get("/account/passkeys").page.select_one(".key a")["href"]  # type: ignore[index]
    olga = browser_of(people.olga)
    assert olga.get(str(path)).status == 404
    assert olga.post(str(path), {"name": "Mine"}).status == 404
    assert olga.post(f"{path}/removal").status == 404
    assert sign_in(browser_of(), device).status == 303


def test_an_old_sign_in_is_proved_again_first(app: Flask, bram: Bearer) -> None:
    asked = bram.browser.post("/account/passkeys/challenge").json
    _age_sessions(app, timedelta(hours=1))
    assert bram.browser.get("/account/passkeys").location.startswith("/account/proof")
    form = {"name": "Telefoon", "credential": bram.device.create(asked)}
    assert bram.browser.post("/account/passkeys", form).location.startswith("/account/proof")
    refused = bram.browser.post(
        "/account/passkeys/challenge", headers={"Accept": "application/json"}
    )
    assert refused.status == 403
    with app.app_context():
        assert db.session.query(Passkey).count() == 0


def test_a_question_is_answered_once_even_with_a_copied_cookie(
    browser_of: BrowserOf, device: Authenticator
) -> None:
    visitor, thief = browser_of(), browser_of()
    answer = {"credential": device.get(visitor.post("/sign-in/passkey/challenge").json)}
    with visitor.client.session_transaction() as kept, thief.client.session_transaction() as copy:
        copy.update(kept)
    assert visitor.post("/sign-in/passkey", answer).status == 303
    assert thief.post("/sign-in/passkey", answer).status == 422
    assert thief.get("/profile").status == 302


def test_a_question_belongs_to_the_session_that_asked(
    browser_of: BrowserOf, device: Authenticator
) -> None:
    answer = device.get(browser_of().post("/sign-in/passkey/challenge").json)
    stranger = browser_of()
    stranger.post("/sign-in/passkey/challenge")
    refused = stranger.post("/sign-in/passkey", {"credential": answer})
    assert refused.status == 422
    assert refused.page.select_one("#error-summary")


def test_a_question_grows_old(browser_of: BrowserOf, device: Authenticator) -> None:
    visitor = browser_of()
    with at(utc_now() - challenges.LASTS):
        asked = visitor.post("/sign-in/passkey/challenge").json
    assert visitor.post("/sign-in/passkey", {"credential": device.get(asked)}).status == 422


def test_a_few_tabs_may_ask_at_once(browser_of: BrowserOf, device: Authenticator) -> None:
    visitor = browser_of()
    first, *_others = [visitor.post("/sign-in/passkey/challenge").json for _tab in range(4)]
    assert visitor.post("/sign-in/passkey", {"credential": device.get(first)}).status == 303


def test_a_question_for_adding_does_not_open_the_door(bram: Bearer, device: Authenticator) -> None:
    asked = bram.browser.post("/account/passkeys/challenge").json
    refused = bram.browser.post("/sign-in/passkey", {"credential": device.get(asked)})
    assert refused.status == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://befus-connect.example"},
        {"origin": "http://localhost:8000"},
        {"host": "example.org"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"key": Authenticator().key},
        {"user_handle": b"somebody else"},
    ],
    ids=["origin", "port", "host", "not unlocked", "nobody there", "signature", "other member"],
)
def test_what_is_not_right_is_refused(
    browser_of: BrowserOf, device: Authenticator, wrong: dict[str, object]
) -> None:
    visitor = browser_of()
    assert sign_in(visitor, replace(device, **wrong)).status == 422  # type: ignore[arg-type]
    assert visitor.get("/profile").status == 302


@pytest.mark.parametrize("wrong", [{"origin": "https://evil.example"}, {"flags": PRESENT}])
def test_a_key_made_elsewhere_is_not_added(bram: Bearer, wrong: dict[str, object]) -> None:
    bad = replace(bram.device, **wrong)  # type: ignore[arg-type]
    assert Bearer(bram.browser, bad).adds().status == 422


@pytest.mark.parametrize(
    "said",
    ["", "x", "[]", "{}", "null", '{"id": "a", "rawId": "a", "type": "public-key"}', "9" * 30_000],
)
def test_what_no_browser_says_is_refused_politely(
    bram: Bearer, browser_of: BrowserOf, said: str
) -> None:
    refused = browser_of().post("/sign-in/passkey", {"credential": said})
    assert refused.status == 422
    assert refused.page.select_one("#error-summary")
    added = bram.browser.post("/account/passkeys", {"name": "Telefoon", "credential": said})
    assert added.status == 422
    assert added.page.select_one("input[name=name]")["value"] == "Telefoon"  # type: ignore[index]


@pytest.mark.any_database
def test_a_copy_of_a_key_is_refused_and_told(
    browser_of: BrowserOf, people: Cast, bram: Bearer, mails_to: MailsTo
) -> None:
    bram.device.count = 5
    bram.adds()
    copy = replace(bram.device)
    assert sign_in(browser_of(), bram.device).status == 303
    thief = browser_of()
    assert sign_in(thief, copy).status == 422, "it is one use behind"
    assert thief.get("/profile").status == 302
    assert "/account/passkeys" in mails_to(people.bram.email)[-1].text
    assert sign_in(browser_of(), bram.device).status == 303, "the true key goes on"


def test_a_forged_count_alarms_nobody(
    browser_of: BrowserOf, people: Cast, bram: Bearer, mails_to: MailsTo
) -> None:
    bram.device.count = 5
    bram.adds()
    before = len(mails_to(people.bram.email))
    sign_in(browser_of(), replace(bram.device, count=1, key=Authenticator().key))
    assert len(mails_to(people.bram.email)) == before


def test_an_unknown_passkey_is_explained(browser_of: BrowserOf, people: Cast) -> None:
    refused = sign_in(browser_of(), Authenticator())
    assert refused.status == 422
    assert refused.page.select_one("#error-summary")


def test_a_member_who_left_stays_out(
    app: Flask, browser_of: BrowserOf, people: Cast, device: Authenticator
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).active = False
    assert sign_in(browser_of(), device).status == 422


def test_a_key_is_one_member_s(
    bram: Bearer, device: Authenticator, browser_of: BrowserOf, people: Cast
) -> None:
    dirk = Bearer(browser_of(people.dirk), device)
    assert dirk.adds().status == 422


def test_what_a_session_held_before_is_gone_after(
    browser_of: BrowserOf, device: Authenticator
) -> None:
    visitor = browser_of()
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    sign_in(visitor, device)
    with visitor.client.session_transaction() as session:
        assert not {"planted", challenges.IN_SESSION} & set(session)


def _age_sessions(app: Flask, age: timedelta) -> None:
    with app.app_context(), atomic() as session:
        for found in session.query(MemberSession):
            found.proved_at = utc_now() - age
