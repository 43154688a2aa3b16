"""Where the operator wants it, organisers and moderators act as such with a second factor only."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from connect.database import db
from connect.live.rooms import may_listen
from connect.members.models import Member
from connect.settings import Settings, SettingsError
from tests.accounts.conftest import CodesOf
from tests.support.cast import PASSWORD, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
SetUp = Callable[[Member], CodesOf]


@pytest.fixture(autouse=True)
def required(app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = replace(settings, require_second_factor=True)
    monkeypatch.setitem(app.extensions, "settings", strict)


def test_an_organiser_is_led_to_set_it_up(browser_of: BrowserOf, people: Cast) -> None:
    visitor = browser_of()
    sign_in = {"email": "olga@example.org", "password": PASSWORD}
    answer = visitor.post("/sign-in", sign_in, query_string={"next": "/invitations/"})
    assert answer.location == "/account/second-factor?next=/invitations/"
    assert visitor.get(answer.location).page.select_one("form[action$='next=/invitations/']")


@pytest.mark.parametrize(
    "path", ["/join-requests/", "/invitations/", "/mails/", "/parked-events/", "/metrics"]
)
def test_until_then_no_door_of_organisers_opens(
    browser_of: BrowserOf, people: Cast, second_factor_of: SetUp, path: str
) -> None:
    olga = browser_of(people.olga)
    elsewhere = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.1"}}
    assert olga.get(path, **elsewhere).status in (403, 404)
    assert olga.get("/themes/circle").status == 404
    assert olga.post(f"/members/{people.bram.id}/deactivation", {"reason": "x"}).status == 403
    assert olga.get("/themes/networks").status == 200, "as a member she reads on"
    second_factor_of(people.olga)
    assert olga.get(path).status == 200


def test_a_moderator_reads_and_hears_as_a_member_until_then(
    app: Flask, browser_of: BrowserOf, people: Cast, second_factor_of: SetUp
) -> None:
    with app.app_context():
        amina = db.session.get_one(Member, people.amina.id)
        assert may_listen(amina, f"moderation:{people.prevention.id}") == "forbidden"
    second_factor_of(people.amina)
    with app.app_context():
        amina = db.session.get_one(Member, people.amina.id)
        assert may_listen(amina, f"moderation:{people.prevention.id}") == "yes"


def test_members_without_a_role_are_asked_nothing(browser_of: BrowserOf, people: Cast) -> None:
    sign_in = {"email": "bram@example.org", "password": PASSWORD}
    assert browser_of().post("/sign-in", sign_in).location == "/"


def test_the_switch_is_on_or_off() -> None:
    on = Settings.from_environment({"CONNECT_REQUIRE_SECOND_FACTOR": "1"})
    assert on.require_second_factor
    assert not Settings.from_environment({}).require_second_factor
    with pytest.raises(SettingsError, match="CONNECT_REQUIRE_SECOND_FACTOR"):
        Settings.from_environment({"CONNECT_REQUIRE_SECOND_FACTOR": "yes please"})
