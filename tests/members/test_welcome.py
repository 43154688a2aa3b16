"""The welcome of new members: three steps, each to be passed over, and then never again."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.members import queries
from connect.members.models import Member
from tests.members.test_avatars import picture
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
SAID: dict[int, dict[str, Any]] = {
    1: {"function": "Diensthoofd", "languages": ["nl", "de"]},
    2: {"themes": "1"},
    3: {"offers": "nachtwerk", "seeks": "rust", "presentation": "Dag allemaal, ik ben Bram."},
}


@pytest.fixture
def newcomer(app: Flask, people: Cast) -> Member:
    with app.app_context(), atomic():
        member = db.session.get_one(Member, people.bram.id)
        member.onboarded_at = None
        return member


def reloaded(app: Flask, member: Member) -> Member:
    with app.app_context():
        return db.session.get_one(Member, member.id)


def test_a_new_member_is_led_there_once_and_then_invited(
    browser_of: BrowserOf, newcomer: Member
) -> None:
    bram = browser_of(newcomer)
    assert bram.get("/").location == "/welcome"
    assert bram.get("/welcome").location == "/welcome/1"
    home = bram.get("/")
    assert home.status == 200
    assert home.page.select_one(".onboarding-offer a[href='/welcome']")
    assert browser_of(newcomer).get("/").location == "/welcome"


def test_who_was_here_before_is_not_welcomed(browser_of: BrowserOf, people: Cast) -> None:
    chloe = browser_of(people.chloe)
    assert chloe.get("/").status == 200
    assert not chloe.get("/").page.select_one(".onboarding-offer")
    for path in ("/welcome", "/welcome/1"):
        assert chloe.get(path).location == "/profile"


@pytest.mark.any_database
def test_what_is_said_on_the_way_stands_in_the_profile(
    app: Flask, browser_of: BrowserOf, people: Cast, newcomer: Member
) -> None:
    bram = browser_of(newcomer)
    assert bram.post("/welcome/1", SAID[1]).location == "/welcome/2"
    assert bram.post("/welcome/2", {"themes": str(people.networks.id)}).location == "/welcome/3"
    assert bram.get("/welcome").location == "/welcome/3"
    for _ in range(2):
        assert bram.post("/welcome/3", SAID[3]).location == "/"
    member = reloaded(app, newcomer)
    assert (member.function, member.languages) == ("Diensthoofd", ["nl", "de"])
    assert "Dag allemaal" in member.presentation
    assert member.onboarded_at
    with app.app_context():
        assert queries.followed_theme_ids(member) == [people.networks.id]
        assert queries.own_topics(member, "offers") == ["nachtwerk"]
    assert browser_of(newcomer).get("/").status == 200


def test_every_step_can_be_passed_over_and_changes_nothing(
    app: Flask, browser_of: BrowserOf, newcomer: Member
) -> None:
    bram = browser_of(newcomer)
    for step, said in SAID.items():
        bram.post(f"/welcome/{step}", said | {"skips": "y"})
    member = reloaded(app, newcomer)
    assert (member.function, member.presentation) == ("Prevention officer", "")
    assert bram.get("/welcome").location == "/profile"


def test_it_can_be_ended_at_once(app: Flask, browser_of: BrowserOf, newcomer: Member) -> None:
    bram = browser_of(newcomer)
    first = None
    for _ in range(2):
        assert bram.post("/welcome/end").location == "/"
        first = first or reloaded(app, newcomer).onboarded_at
    assert first
    assert reloaded(app, newcomer).onboarded_at == first
    assert bram.get("/").status == 200


def test_going_back_keeps_how_far_one_was(browser_of: BrowserOf, newcomer: Member) -> None:
    bram = browser_of(newcomer)
    for step in (1, 2):
        bram.post(f"/welcome/{step}", {"skips": "y"})
    assert bram.get("/welcome/1").status == 200
    bram.post("/welcome/1", SAID[1])
    assert bram.get("/welcome").location == "/welcome/3"


def test_a_picture_is_kept_though_the_rest_is_refused(
    app: Flask, browser_of: BrowserOf, newcomer: Member
) -> None:
    said = SAID[1] | {"function": "", "picture": (picture(), "me.jpg")}
    answer = browser_of(newcomer).post("/welcome/1", said)
    assert answer.status == 422
    assert answer.page.select_one(".crop__kept")
    assert answer.page.select("input[name=languages][checked]")
    assert reloaded(app, newcomer).avatar
    assert reloaded(app, newcomer).welcome_step == 1


def test_there_are_three_steps_and_they_are_for_members(
    browser_of: BrowserOf, newcomer: Member, people: Cast
) -> None:
    bram = browser_of(newcomer)
    for step in (4, 99):
        assert bram.get(f"/welcome/{step}").status == 404
        assert bram.post(f"/welcome/{step}", {"skips": "y"}).status == 404
    assert browser_of().get("/welcome/1").status == 302
    assert browser_of().post("/welcome/1", SAID[1]).status == 401
    assert bram.post("/welcome/2", {"themes": "999"}).status == 422
