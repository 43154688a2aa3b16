"""An account elsewhere opens the account here that it was linked with, and never another one.

The provider is a certified program, run for these tests; what no true provider would say is forged.
"""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from authlib.integrations.requests_client import OAuth2Session
from bs4 import Tag
from flask import Flask
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from connect import create_app
from connect.accounts import openid, provider
from connect.accounts.models import ExternalIdentity, JoinRequest, MemberSession
from connect.database import at, atomic, db, utc_now
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.settings import Settings
from tests.support.cast import PASSWORD, Cast
from tests.support.openid import CALLED, RETURN, Citizen, Provider, running_provider
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
SITE = "http://localhost"
ASKS = {"name": "Lou Smet", "function": "Jurist", "email": "lou@example.org"}
REQUEST = ASKS | {"organisation": "Stad"}
JOINING = ASKS | {"password": PASSWORD, "links_account": "y"}


@pytest.fixture(scope="module")
def city() -> Iterator[Provider]:
    with running_provider(SITE) as found:
        yield found


@pytest.fixture
def linking_app(app: Flask, settings: Settings, city: Provider) -> Flask:
    """The same community, which trusts the city's accounts."""
    found = create_app(city.trusted_by(settings))
    found.testing = True
    return found


@pytest.fixture
def browser_of(linking_app: Flask) -> BrowserOf:
    return lambda member=None: Visitor(linking_app, member)


@pytest.fixture
def bram(browser_of: BrowserOf, people: Cast) -> Visitor:
    """Signed in, and linked with the account "bram" of the city."""
    visitor = browser_of(people.bram)
    link(visitor, "bram")
    return visitor


def link(visitor: Visitor, login: str) -> Answer:
    """And what the page of the account says then."""
    visitor.get(Citizen(login).agrees(visitor.post("/account/openid").location))
    return visitor.get("/account")


def sign_in(visitor: Visitor, login: str, next: str = "") -> Answer:
    return visitor.get(Citizen(login).agrees(leave(visitor, next)))


def leave(visitor: Visitor, next: str = "") -> str:
    """Where the browser is sent to."""
    answer = visitor.post("/sign-in/openid", query_string={"next": next} if next else {})
    assert answer.status == 303
    return answer.location


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/profile").status == 200


def said(visitor: Visitor, path: str = "/sign-in") -> str:
    """The message on the next page."""
    found = visitor.get(path).page.select_one(".flash__text")
    return found.get_text(" ", strip=True) if found else ""


@pytest.mark.any_database
def test_a_linked_account_signs_in_and_leads_back(
    app: Flask, bram: Visitor, browser_of: BrowserOf
) -> None:
    visitor = browser_of()
    answer = sign_in(visitor, "bram", next="/members/?q=Gent")
    assert (answer.status, answer.location) == (303, "/members/?q=Gent")
    assert is_in(visitor)
    with app.app_context():
        [known] = db.session.query(ExternalIdentity)
        assert (known.subject, known.name) == ("bram", "bram of the city")
        assert known.used_at
        assert db.session.query(MemberSession).filter_by(how="openid").count() == 1


def test_it_is_one_factor_of_two(
    app: Flask, bram: Visitor, browser_of: BrowserOf, people: Cast
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).second_factor_since = utc_now()
    visitor = browser_of()
    assert sign_in(visitor, "bram", next="/members/").location == "/sign-in/second-factor"
    assert not is_in(visitor)


def test_only_subject_and_name_are_asked_for(browser_of: BrowserOf, people: Cast) -> None:
    address = leave(browser_of())
    assert "scope=openid+profile&" in address
    assert "code_challenge_method=S256" in address
    assert "nonce=" in address


def test_an_address_at_the_provider_opens_nothing(browser_of: BrowserOf, people: Cast) -> None:
    """There she is olga@example.org too, as anybody may say."""
    visitor = browser_of()
    answer = sign_in(visitor, "olga")
    assert answer.location == "/join"
    assert not is_in(visitor)


@pytest.mark.any_database
def test_who_is_unknown_asks_to_join_and_may_link_when_joining(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: Callable[[str], str]
) -> None:
    lou = browser_of()
    page = lou.get(sign_in(lou, "lou").location).page
    assert _field(page, "name")["value"] == "lou of the city"
    assert CALLED in page.get_text()
    assert lou.post("/join", REQUEST).status == 303
    olga = browser_of(people.olga)
    with app.app_context():
        asked = db.session.query(JoinRequest.id).scalar()
    olga.post(f"/join-requests/{asked}/approval")
    invitation = link_to("lou@example.org")
    assert _field(lou.get(invitation).page, "links_account").has_attr("checked")
    assert lou.post(invitation, JOINING).location == "/"
    later = browser_of()
    sign_in(later, "lou")
    assert is_in(later)


def test_who_only_asked_in_somebody_s_name_is_not_linked_with_their_account(
    app: Flask, browser_of: BrowserOf, people: Cast, link_to: Callable[[str], str]
) -> None:
    """The invitation reaches the true holder of the address, who came from nowhere."""
    mallory = browser_of()
    sign_in(mallory, "mallory")
    assert mallory.post("/join", REQUEST).status == 303
    with app.app_context():
        asked = db.session.query(JoinRequest.id).scalar()
    browser_of(people.olga).post(f"/join-requests/{asked}/approval")
    assert browser_of().post(link_to("lou@example.org"), JOINING).status == 303
    with app.app_context():
        assert db.session.query(ExternalIdentity).count() == 0
    assert sign_in(mallory, "mallory").location == "/join"


@pytest.mark.any_database
def test_who_joins_with_somebody_s_address_gets_in_with_nothing_they_chose(
    browser_of: BrowserOf,
    people: Cast,
    invite: Callable[..., str],
    link_to: Callable[[str], str],
    mails_to: Callable[[str], list[OutgoingMail]],
) -> None:
    """The invitation was handed on: nothing has proved yet whose the address is."""
    mallory, lou = browser_of(), browser_of()
    sign_in(mallory, "mallory")
    assert mallory.post(invite(uses=2), JOINING).location == "/check-your-mail"
    with_password = {"email": "lou@example.org", "password": PASSWORD}
    for _twice in range(2):
        assert sign_in(mallory, "mallory").location == "/check-your-mail"
        assert mallory.post("/sign-in", with_password).location == "/check-your-mail"
    assert not is_in(mallory)
    asked = [mail for mail in mails_to("lou@example.org") if "/confirm/" in mail.text]
    assert len(asked) == 1, "nobody fills somebody else's mailbox"
    lou.post("/sign-in/link", {"email": "lou@example.org"})
    lou.post(link_to("lou@example.org"))
    assert is_in(lou)
    assert sign_in(mallory, "mallory").location == "/join"
    assert mallory.post("/sign-in", with_password).status == 422


def test_an_invitation_can_be_used_with_an_account_elsewhere(
    browser_of: BrowserOf, people: Cast, invite: Callable[..., str]
) -> None:
    path, lou = invite(email="lou@example.org"), browser_of()
    button = lou.get(path).page.select_one("form[action^='/sign-in/openid']")
    assert button
    assert lou.get(Citizen("lou").agrees(lou.post(str(button["action"])).location)).location == path
    assert CALLED in lou.get(path).text


def test_linking_and_unlinking_is_told_by_mail(
    bram: Visitor, people: Cast, mails_to: Callable[[str], list[OutgoingMail]]
) -> None:
    for _twice in range(2):
        assert bram.post("/account/openid/removal").status == 303
    assert len(mails_to(people.bram.email)) == 2
    assert all(CALLED in mail.text for mail in mails_to(people.bram.email))


def test_an_account_is_linked_with_one_member(
    bram: Visitor, browser_of: BrowserOf, people: Cast
) -> None:
    dirk = browser_of(people.dirk)
    assert CALLED in link(dirk, "bram").page.select_one(".flash__text").text  # type: ignore[union-attr]
    visitor = browser_of()
    sign_in(visitor, "bram")
    assert visitor.get("/profile").page.find("input", value="Bram Peeters")


def test_the_last_way_in_stays(
    app: Flask, bram: Visitor, browser_of: BrowserOf, people: Cast
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).password = None
    bram.post("/account/openid/removal")
    visitor = browser_of()
    sign_in(visitor, "bram")
    assert is_in(visitor)


def test_linking_asks_for_a_young_sign_in(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    with app.app_context(), atomic() as session:
        for found in session.query(MemberSession):
            found.proved_at = utc_now() - timedelta(hours=1)
    assert bram.post("/account/openid").location.startswith("/account/proof")


def test_another_member_who_sits_there_now_is_not_linked(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    bram, dirk = browser_of(people.bram), browser_of(people.dirk)
    back = Citizen("bram").agrees(bram.post("/account/openid").location)
    with bram.client.session_transaction() as his, dirk.client.session_transaction() as other:
        other[openid.JOURNEY] = his[openid.JOURNEY]
    dirk.get(back)
    with app.app_context():
        assert db.session.query(ExternalIdentity).count() == 0


def test_who_turns_back_is_told_and_may_try_again(
    bram: Visitor, browser_of: BrowserOf, people: Cast
) -> None:
    visitor = browser_of()
    answer = visitor.get(Citizen("bram").cancels(leave(visitor, "/members/")))
    assert answer.location == "/sign-in?next=/members/"
    assert CALLED in said(visitor)
    bram.get(Citizen("bram").cancels(bram.post("/account/openid").location))
    assert CALLED in said(bram, "/account")


@pytest.mark.parametrize("change", ["state=", "code=", "iss=https%3A%2F%2Fevil.example&x="])
def test_what_was_tampered_with_on_the_way_opens_nothing(
    bram: Visitor, browser_of: BrowserOf, change: str
) -> None:
    visitor = browser_of()
    name = change.partition("=")[0] + "="
    back = Citizen("bram").agrees(leave(visitor)).replace(name, change + "no", 1)
    assert visitor.get(back).location == "/sign-in"
    assert not is_in(visitor)
    assert CALLED in said(visitor)


def test_another_nonce_or_verifier_opens_nothing(bram: Visitor, browser_of: BrowserOf) -> None:
    for secret in ("nonce", "verifier"):
        visitor = browser_of()
        back = Citizen("bram").agrees(leave(visitor))
        with visitor.client.session_transaction() as session:
            session[openid.JOURNEY] = session[openid.JOURNEY] | {secret: "x" * 43}
        visitor.get(back)
        assert not is_in(visitor), secret


def test_a_way_back_is_gone_once_in_the_session_that_left(
    bram: Visitor, browser_of: BrowserOf
) -> None:
    visitor, thief = browser_of(), browser_of()
    back = Citizen("bram").agrees(leave(visitor))
    thief.get(back)
    assert not is_in(thief), "who left did so in another session"
    with visitor.client.session_transaction() as kept, thief.client.session_transaction() as copy:
        copy.update(kept)
    visitor.get(back)
    thief.get(back)
    assert is_in(visitor)
    assert not is_in(thief), "the code was used"
    visitor.post("/sign-out")
    assert visitor.get(back).location == "/sign-in"


def test_a_way_back_grows_old(bram: Visitor, browser_of: BrowserOf) -> None:
    visitor = browser_of()
    with at(utc_now() - openid.BACK_WITHIN):
        back = Citizen("bram").agrees(leave(visitor))
    visitor.get(back)
    assert not is_in(visitor)


def test_what_a_session_held_before_is_gone_after(bram: Visitor, browser_of: BrowserOf) -> None:
    visitor = browser_of()
    back = Citizen("bram").agrees(leave(visitor))
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"
    visitor.get(back)
    with visitor.client.session_transaction() as session:
        assert not {"planted", openid.JOURNEY} & set(session)


def test_a_member_who_left_stays_out(
    app: Flask, bram: Visitor, browser_of: BrowserOf, people: Cast
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).active = False
    visitor = browser_of()
    assert sign_in(visitor, "bram").location == "/sign-in"
    assert not is_in(visitor)


def test_nobody_is_sent_elsewhere(bram: Visitor, browser_of: BrowserOf) -> None:
    assert sign_in(browser_of(), "bram", next="https://evil.example").location == "/"


def test_a_provider_that_is_down_is_told(settings: Settings, app: Flask, people: Cast) -> None:
    nowhere = Provider("http://127.0.0.1:9", process=None)  # type: ignore[arg-type]
    visitor = Visitor(create_app(nowhere.trusted_by(settings)))
    assert visitor.post("/sign-in/openid?next=/members/").location == "/sign-in?next=/members/"
    assert CALLED in said(visitor)


def test_a_provider_that_describes_somebody_else_is_not_asked(
    settings: Settings, app: Flask, people: Cast, city: Provider
) -> None:
    by_another_name = Provider(city.issuer.replace("127.0.0.1", "localhost"), city.process)
    visitor = Visitor(create_app(by_another_name.trusted_by(settings)))
    assert visitor.post("/sign-in/openid").location == "/sign-in"


def test_without_a_provider_there_is_nothing_there(app: Flask, people: Cast) -> None:
    bram, visitor = Visitor(app, people.bram), Visitor(app)
    assert visitor.post("/sign-in/openid").status == 404
    assert visitor.get(RETURN + "?state=x&code=y").status == 404
    assert bram.post("/account/openid").status == 404
    assert bram.post("/account/openid/removal").status == 404
    assert not visitor.get("/sign-in").page.select("form[action^='/sign-in/openid']")
    assert "form-action 'self';" in visitor.get("/sign-in").headers["Content-Security-Policy"]


def test_forms_may_lead_to_the_provider_and_nowhere_else(
    browser_of: BrowserOf, people: Cast, city: Provider
) -> None:
    page = browser_of().get("/sign-in")
    assert f"form-action 'self' {city.issuer};" in page.headers["Content-Security-Policy"]
    assert CALLED in page.page.select_one("form[action^='/sign-in/openid']").text  # type: ignore[union-attr]


KEY = RSAKey.generate_key(2048, {"kid": "known", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "known"})
SHARED = OctKey.import_key(Provider.client_secret)


@pytest.mark.filterwarnings("ignore:JWS algorithm")
@pytest.mark.parametrize(
    ("forged", "is_good"),
    [
        ({}, True),
        ({"aud": "another site"}, False),
        ({"aud": ["connect", "another site"]}, False),
        ({"iss": "https://evil.example"}, False),
        ({"exp": 1}, False),
        ({"nonce": "another"}, False),
        ({"nonce": None}, False),
        ({"sub": None}, False),
        ({"sub": 7}, False),
        ({"sub": "x" * 256}, False),
        ({"key": STRANGER}, False),
        ({"alg": "HS256", "key": SHARED}, False),
        ({"alg": "none"}, False),
    ],
    ids=lambda value: "-".join(value) or "nothing" if isinstance(value, dict) else str(value),
)
def test_a_token_is_believed_only_whole(
    forged: dict[str, Any],
    is_good: bool,
    bram: Visitor,
    browser_of: BrowserOf,
    city: Provider,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visitor, fetched = browser_of(), provider._fetched
    leave(visitor)
    with visitor.client.session_transaction() as session:
        state, nonce = session[openid.JOURNEY]["state"], session[openid.JOURNEY]["nonce"]
    token = {"id_token": _forged(city, nonce, **forged), "access_token": "x", "name": "Bram"}
    keys = {"keys": [KEY.as_dict(private=False)]}
    monkeypatch.setattr(OAuth2Session, "fetch_token", lambda *_, **__: token)
    monkeypatch.setattr(provider, "_fetched", lambda url: keys if "jwks" in url else fetched(url))
    visitor.get(f"{RETURN}?code=x&state={state}")
    assert is_in(visitor) == is_good


def _forged(city: Provider, asked: str, alg: str = "RS256", key: Any = KEY, **claims: Any) -> str:
    """A good token but for what is given."""
    now = int(time.time())
    good = {
        "iss": city.issuer,
        "aud": city.client_id,
        "sub": "bram",
        "name": "Bram",
        "nonce": asked,
        "iat": now,
        "exp": now + 60,
    }
    said = {name: value for name, value in (good | claims).items() if value is not None}
    return jwt.encode({"alg": alg, "kid": "known"}, said, key, algorithms=[alg])


def _field(page: Any, name: str) -> Tag:
    found = page.select_one(f"[name={name}]")
    assert isinstance(found, Tag)
    return found
