"""Feeds and the map of the site: well-formed, the same for everybody, and silent of the rest."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from flask import Flask

from connect.database import db
from connect.discussions import actions
from connect.strategies import actions as strategies
from connect.strategies.models import Strategy
from tests.exchange.conftest import BrowserOf
from tests.support.cast import Cast
from tests.support.sheets import shared_strategy, started_strategy

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def titles(feed: str) -> list[str | None]:
    return [
        title.text for title in ElementTree.fromstring(feed).iterfind(f"{ATOM}entry/{ATOM}title")
    ]


def addresses(browser_of: BrowserOf, path: str = "/sitemap.xml") -> Iterator[str]:
    """Every page that the map of the site leads to."""
    root = ElementTree.fromstring(browser_of().get(path).body)
    for place in root.iter(f"{SITEMAP}loc"):
        address = (place.text or "").removeprefix("http://localhost")
        if root.tag == f"{SITEMAP}sitemapindex":
            yield from addresses(browser_of, address)
        else:
            yield address


@pytest.mark.any_database
def test_a_feed_tells_of_public_strategies_only_whoever_asks(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    for visibility in ("members", "partners", "public"):
        shared_strategy(app, people.chloe, title=f"For {visibility}", visibility=visibility)
    started_strategy(app, people.chloe, title="Draft")
    for member in (None, people.chloe, people.olga):
        answer = browser_of(member).get("/strategies/feed.atom")
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        assert titles(answer.body) == ["For public"]


def test_words_of_members_stay_words_in_a_feed(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    shared_strategy(app, people.chloe, title="<script>alert(1)</script> & ]]>")
    feed = browser_of().get("/strategies/feed.atom").body
    assert titles(feed) == ["<script>alert(1)</script> & ]]>"]
    (summary,) = ElementTree.fromstring(feed).iterfind(f"{ATOM}entry/{ATOM}summary")
    assert summary.text == "<p>Des bancs, des heures et des voisins.</p>"


def test_a_feed_of_a_theme_has_its_threads_and_exists_for_public_themes_only(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    with app.app_context():
        for theme in (people.prevention, people.networks):
            actions.open_thread(
                people.chloe, theme, kind="question", title=f"In {theme.slug}", body="Qui sait ?"
            )
    shared_strategy(app, people.chloe, title="A strategy")
    feed = browser_of(people.chloe).get(f"{people.prevention.url}/feed.atom").body
    assert titles(feed) == ["In prevention"]
    for theme in (people.networks, people.circle):
        assert browser_of(people.olga).get(f"{theme.url}/feed.atom").status == 404
        assert browser_of().get(f"{theme.url}/feed.atom").status == 302


@pytest.mark.any_database
def test_the_map_of_the_site_has_what_everybody_reads(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    shared = {
        visibility: shared_strategy(app, people.chloe, title=visibility, visibility=visibility)
        for visibility in ("members", "public")
    }
    withdrawn = shared_strategy(app, people.chloe, title="Withdrawn")
    with app.app_context():
        strategies.withdraw_strategy(people.chloe, db.session.get_one(Strategy, withdrawn.id))
        threads = {
            theme.slug: actions.open_thread(
                people.chloe, theme, kind="question", title="T", body="Qui sait ?"
            ).url
            for theme in (people.prevention, people.networks)
        }
    mapped = list(addresses(browser_of))
    assert {"/", "/strategies/", people.prevention.url} <= set(mapped)
    assert [path for path in mapped if path.startswith("/threads/")] == [threads["prevention"]]
    sheets = [path for path in mapped if path.startswith("/strategies/") and path != "/strategies/"]
    assert sheets == [shared["public"].url]
    assert people.networks.url not in mapped


def test_pages_of_the_map_that_are_not_there_are_not_found(browser_of: BrowserOf) -> None:
    assert browser_of().get("/sitemaps/threads-2.xml").status == 404
    assert "Sitemap: http://localhost/sitemap.xml" in browser_of().get("/robots.txt").body
