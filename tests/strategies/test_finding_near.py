"""A few strategies where nobody asked: under a theme, on the front page, and on one's home page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from connect.database import at, atomic
from connect.members.models import Member
from connect.places import municipalities
from connect.strategies.models import Strategy
from connect.themes.models import ThemeFollow
from tests.support.cast import ANTWERPEN, GENT, Cast
from tests.support.sheets import shared_strategy
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
Share = Callable[..., Strategy]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SMALL = "25015"
"""In Walloon Brabant, far smaller than Ghent."""


@pytest.fixture
def share(app: Flask, people: Cast) -> Share:
    """Chloé publishes it, a minute after the one before."""
    shared: list[Strategy] = []

    def share(title: str, theme_id: int, refnis: str) -> Strategy:
        with at(NOON + timedelta(minutes=len(shared))):
            said = {"title": title, "themes": [theme_id], "municipalities": [refnis]}
            shared.append(shared_strategy(app, people.chloe, **said))  # type: ignore[arg-type]
        return shared[-1]

    return share


@pytest.fixture(autouse=True)
def follows(app: Flask, people: Cast) -> None:
    """Bram of Ghent follows one theme."""
    with app.app_context(), atomic() as session:
        session.add(ThemeFollow(theme_id=people.prevention.id, member_id=people.bram.id))


def test_home_shows_first_what_is_near_in_two_ways_and_says_why(
    share: Share, people: Cast, browser_of: BrowserOf
) -> None:
    mine, other = people.prevention.id, people.networks.id
    assert municipalities.get(SMALL).size != municipalities.get(GENT).size
    share("Both", mine, ANTWERPEN)
    share("Theme", mine, SMALL)
    share("Size", other, ANTWERPEN)
    share("Neither", other, SMALL)
    share("Own", mine, GENT)
    home = browser_of(people.bram).get("/?lang=en")
    theme = people.prevention.name_en
    assert rows(home) == [
        ("Both", f"Your theme {theme}, a municipality as large as yours"),
        ("Theme", f"Your theme {theme}"),
        ("Size", "A municipality as large as yours"),
    ]


def test_who_follows_nothing_and_speaks_for_no_municipality_sees_what_is_new(
    app: Flask, share: Share, people: Cast, browser_of: BrowserOf
) -> None:
    for number in range(4):
        share(f"Number {number}", people.networks.id, SMALL)
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.dirk.id).municipality = None
    home = browser_of(people.dirk).get("/?lang=en")
    assert rows(home) == [("Number 3", ""), ("Number 2", ""), ("Number 1", "")]


def test_a_theme_shows_its_latest_strategies_and_leads_to_all_of_them(
    share: Share, people: Cast, browser_of: BrowserOf
) -> None:
    share("Of another", people.networks.id, SMALL)
    for number in range(4):
        share(f"Number {number}", people.prevention.id, SMALL)
    answer = browser_of().get(people.prevention.url)
    assert [title for title, _ in rows(answer)] == ["Number 3", "Number 2", "Number 1"]
    assert answer.page.select(f'a[href="/strategies/?theme={people.prevention.id}"]')
    filtered = browser_of().get(f"{people.prevention.url}?kind=question")
    assert rows(filtered) == []


def test_the_front_page_shows_visitors_what_is_public(
    share: Share, people: Cast, browser_of: BrowserOf
) -> None:
    share("Public", people.networks.id, SMALL)
    assert rows(browser_of().get("/?lang=en")) == [("Public", "")]


def rows(answer: Answer) -> list[tuple[str, str]]:
    """Titles, each with why it is shown."""
    found = answer.page.select(".strategy-row")
    return [
        (row.select(".strategy-row__title")[0].text, " ".join(r.text for r in reasons))
        for row in found
        for reasons in [row.select(".strategy-row__reason")]
    ]
