"""Each part of a profile is shown to its audience alone, by every page that shows it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from connect.database import db
from connect.members.models import Member
from connect.members.visibility import AUDIENCES, visible_profile
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
Tells = Callable[..., None]
Follow = Callable[..., None]

PARTS: dict[str, dict[str, Any]] = {
    "presentation": {"presentation": "Over zeehondenopvang."},
    "expertise": {"topics": {"offers": ["walvissen"], "seeks": ["dolfijnen"]}},
    "languages": {"languages": ["de"]},
    "availability": {"availability": ["visit"], "availability_note": "bij laagtij"},
    "contact": {"phone": "02 000 99 88", "contact": "strandhuisje"},
    "themes": {},  # Bram follows `networks`
}
SECRETS = {
    "presentation": ["zeehondenopvang"],
    "expertise": ["walvissen", "dolfijnen"],
    "languages": ["Deutsch"],
    "availability": ["For a visit", "bij laagtij"],
    "contact": ["02 000 99 88", "strandhuisje"],
    "themes": ["Networks"],
}
READERS = {"members": "amina", "themes": "dirk", "organisers": "olga"}
"""Somebody of each audience: Dirk follows a theme with Bram."""

ASKED = {"lang": "en", "q": "bram", "as": "themes"}
"""`q` for the doors that look somebody up; `as` previews one's own page alone."""
DOORS = {
    "page": "/members/{id}",
    "card": "/members/{id}/card",
    "list": "/members/",
    "names to mention": "/members/suggestions",
    "home": "/",
}


@pytest.fixture
def bram(people: Cast, tells: Tells, follow: Follow) -> Member:
    for said in PARTS.values():
        tells(people.bram, **said)
    follow(people.networks, people.bram, people.dirk)
    return people.bram


@pytest.mark.parametrize("part", PARTS)
def test_no_door_tells_more_than_the_audience_may_know(
    browser_of: BrowserOf, people: Cast, bram: Member, tells: Tells, part: str
) -> None:
    readers = {standing: browser_of(getattr(people, name)) for standing, name in READERS.items()}
    for audience in AUDIENCES:
        tells(bram, **{f"{part}_for": audience})
        for standing, reader in readers.items():
            is_for = AUDIENCES.index(audience) <= AUDIENCES.index(standing)
            for door, address in DOORS.items():
                body = reader.get(address.format(id=bram.id), query_string=ASKED).body
                told = [secret for secret in SECRETS[part] if secret in told_of(body)]
                if not is_for:
                    assert not told, f"{door}, for {audience}, as {standing}"
                elif door == "page":
                    assert told == SECRETS[part], f"for {audience}, as {standing}"


def told_of(body: str) -> str:
    """What an answer says of members: names of themes and languages stand in its frame as well."""
    page = BeautifulSoup(body, "html.parser")
    places = page.select("article.profile, .member-cards, .author-line")
    return "".join(map(str, places)) if page.html else body


@pytest.mark.parametrize("part", PARTS)
def test_members_see_all_of_their_own_and_as_others_see_it(
    browser_of: BrowserOf, bram: Member, tells: Tells, part: str
) -> None:
    tells(bram, **{f"{part}_for": "organisers"})
    own = browser_of(bram)
    own.get("/?lang=en")
    article = own.get(bram.profile_url).page.select_one("article.profile")
    assert article
    assert all(secret in str(article) for secret in SECRETS[part])
    assert "Organisers only" in str(article)
    for audience in ("members", "themes"):
        seen = own.get(f"{bram.profile_url}?as={audience}").page.select_one("article.profile")
        assert seen
        assert not [secret for secret in SECRETS[part] if secret in str(seen)]


@pytest.mark.any_database
@pytest.mark.parametrize("words", ["walviss", "DOLFIJN"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_search_finds_only_words_that_the_reader_may_see(
    browser_of: BrowserOf, people: Cast, bram: Member, tells: Tells, words: str, audience: str
) -> None:
    tells(bram, expertise_for=audience)
    found = {
        standing
        for standing, name in READERS.items()
        if browser_of(getattr(people, name))
        .get("/members/", query_string={"q": words})
        .page.select_one(f".member-card a[href='{bram.profile_url}']")
    }
    assert found == set(AUDIENCES[AUDIENCES.index(audience) :])
    own = browser_of(bram).get("/members/", query_string={"q": words})
    assert own.page.select_one(".member-card")


def test_a_theme_that_the_reader_may_no_longer_know_of_brings_nobody_together(
    app: Flask, people: Cast, tells: Tells, follow: Follow
) -> None:
    """Dirk followed the circle while he was in it."""
    tells(people.bram, phone="02 000 99 88", contact_for="themes")
    follow(people.circle, people.bram, people.dirk, people.chloe)
    with app.app_context():
        bram = db.session.get_one(Member, people.bram.id)
        shown_to_dirk = visible_profile(people.dirk, bram)
        assert (shown_to_dirk.phone, list(shown_to_dirk.themes)) == ("", [])
        assert visible_profile(people.chloe, bram).phone == "02 000 99 88"


def test_an_audience_that_is_not_sent_stays(
    app: Flask, browser_of: BrowserOf, people: Cast, tells: Tells
) -> None:
    tells(people.bram, contact_for="organisers")
    form = {"name": "Bram", "function": "x", "locale": "nl", "presentation": "Dag."}
    assert browser_of(people.bram).post("/profile", form).status == 303
    with app.app_context():
        assert db.session.get_one(Member, people.bram.id).contact_for == "organisers"
    assert browser_of(people.bram).post("/profile", form | {"contact_for": "all"}).status == 422


def test_a_card_is_for_members_and_for_those_who_are_here(
    browser_of: BrowserOf, people: Cast
) -> None:
    assert browser_of().get(f"/members/{people.bram.id}/card").status == 302
    amina = browser_of(people.amina)
    assert amina.get(f"/members/{people.els.id}/card").status == 404
    assert amina.get("/members/99999/card").status == 404
    assert amina.get(f"/members/{people.bram.id}/card").headers["Cache-Control"].startswith("no-st")
