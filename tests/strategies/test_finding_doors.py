"""Nobody learns of what is not for them: not from lists, counts, words, maps or home pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from connect.accounts.actions import add_member
from connect.database import atomic, db
from connect.members.models import Member
from connect.places.models import Organisation
from connect.strategies import actions
from connect.strategies.models import Strategy
from tests.support.cast import LEUVEN, Cast
from tests.support.sheets import shared_strategy, started_strategy
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
WORD = "hibou"
"""In no other text."""
PLACE = LEUVEN
"""Nothing else is from there."""
DOORS = (
    "/strategies/",
    "/strategies/?archived=1",
    f"/strategies/?q={WORD}",
    f"/strategies/?municipality={PLACE}",
    "/strategies/?sort=title&after=a.1",
    "/strategies/map",
    "/strategies/map?by=municipality",
    "/themes/prevention",
    "/",
)
AUDIENCES = {
    "draft": set(),
    "members": {"member", "organiser"},
    "partners": {"partner", "member", "organiser"},
    "public": {"visitor", "partner", "member", "organiser"},
}


@dataclass(frozen=True)
class Readers:
    visitor: None
    partner: Member
    member: Member
    organiser: Member


@pytest.fixture
def readers(app: Flask, people: Cast) -> Readers:
    with app.app_context():
        with atomic() as session:
            zone = Organisation(name_fr="Zone Nord", name_nl="Zone Noord", level="police")
            session.add(zone)
        partner = add_member("wout@example.org", "Wout Nijs", organisation_id=zone.id, locale="nl")
    return Readers(None, partner, people.bram, people.olga)


@pytest.mark.parametrize("state", ["published", "archived"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_each_door_shows_a_strategy_to_its_audience_alone(
    app: Flask, people: Cast, readers: Readers, browser_of: BrowserOf, audience: str, state: str
) -> None:
    strategy = _secret(app, people, audience, state)
    for reader in ("visitor", "partner", "member", "organiser"):
        browser = browser_of(getattr(readers, reader))
        browser.get("/?lang=fr")
        for door in DOORS:
            may_see = reader in AUDIENCES[audience] and (state != "archived" or "archived" in door)
            told = _told(browser.get(door), strategy)
            if not may_see:
                assert not told, f"{reader} at {door}"
            elif door in ("/strategies/", "/strategies/map", "/themes/prevention"):
                assert told, f"{reader} at {door}"


def test_its_writer_finds_a_draft_nowhere_among_what_is_shared(
    app: Flask, people: Cast, browser_of: BrowserOf
) -> None:
    strategy = _secret(app, people, "draft", "published")
    chloe = browser_of(people.chloe)
    for door in DOORS:
        assert not _told(chloe.get(door), strategy), door


def test_who_becomes_a_partner_finds_what_is_for_members_no_more(
    app: Flask, people: Cast, browser_of: BrowserOf
) -> None:
    strategy = _secret(app, people, "members", "published")
    bram = browser_of(people.bram)
    assert _told(bram.get("/strategies/"), strategy)
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).municipality = None
    for door in DOORS:
        assert not _told(bram.get(door), strategy), door


def test_a_narrower_audience_counts_at_once(
    app: Flask, people: Cast, browser_of: BrowserOf
) -> None:
    strategy = _secret(app, people, "public", "published")
    visitor = browser_of()
    assert _told(visitor.get("/strategies/"), strategy)
    with app.app_context():
        narrowed = db.session.get_one(Strategy, strategy.id)
        actions.change_strategy(people.chloe, narrowed, {"visibility": "members"}, version=1)
    for door in DOORS:
        assert not _told(visitor.get(door), strategy), door


def _secret(app: Flask, people: Cast, audience: str, state: str) -> Strategy:
    said: dict[str, Any] = {
        "title": f"Un {WORD} dans la ville",
        "municipalities": [PLACE],
        "themes": [people.prevention.id],
        "target_groups": ["seniors"],
    }
    if audience == "draft":
        return started_strategy(app, people.chloe, **said)
    strategy = shared_strategy(app, people.chloe, **said, visibility=audience)
    if state == "archived":
        with app.app_context():
            kept = db.session.get_one(Strategy, strategy.id)
            actions.archive_strategy(kept.author, kept)
    return strategy


def _told(answer: Answer, strategy: Strategy) -> list[str]:
    """What of the page gives it away: its title, its address, a place or a number above none."""
    assert answer.status == 200
    page = answer.page
    for typed in page.select("#q"):
        typed.decompose()
    for own in page.select(".finder__chips, link[rel=alternate], .frame, .footer"):
        own.decompose()
    told = [f"title of {strategy.id}"] if strategy.title in page.get_text() else []
    told += [str(link) for link in page.select(f'a[href^="{strategy.url}"]')]
    told += [
        f"{choice}"
        for choice in page.select(".facet__choice")
        if choice.select(".facet__count")[0].text != "0"
    ]
    told += [str(place) for place in page.select(".map__point, .on-map td a, .map__numbers text")]
    told += [str(total) for total in page.select("#total") if not total.text.startswith("0")]
    return told + [str(way) for way in page.select(".looser a, .empty-state a") if ": " in way.text]
