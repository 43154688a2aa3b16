"""A thread listed in a second theme: once, and read by those who read its own."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.database import at, atomic, db, utc_now
from connect.discussions.lists import theme_page
from connect.discussions.models import Thread
from connect.events import log
from connect.members.models import Member
from connect.themes.models import Theme, ThemeFollow, ThemeModerator
from tests.moderation.test_classifying import everything_of, form, last_heard, listed, moderates
from tests.support.acts import ActsOf
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


def list_also(app: Flask, thread: Thread, theme: Theme) -> None:
    """Without the page: for many."""
    with app.app_context(), atomic() as session:
        session.get_one(Thread, thread.id).second_theme_id = theme.id


@pytest.mark.any_database
def test_it_stands_in_both_lists_and_once_at_home(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    with app.app_context(), atomic() as session:
        for theme in (people.prevention, people.networks):
            session.add(ThemeFollow(theme_id=theme.id, member_id=people.bram.id))
    before = everything_of(app, thread)
    olga = acts_of(people.olga)
    decision = olga.decide(thread, "classification", **form(second_theme=people.networks.id))
    bram = browser_of(people.bram)
    for slug in ("prevention", "networks"):
        assert listed(bram, slug) == [thread.id]
        row = bram.get(f"/themes/{slug}?lang=en").page.select_one(f"#thread-row-{thread.id}")
        assert row
        assert "also in Networks" in row.get_text()
        assert "Prevention" in row.get_text()
    rows = bram.get("/").page.select(f"#thread-row-{thread.id}")
    assert len(rows) == 1
    assert "also in Networks" in bram.get(f"{thread.url}?lang=en").text
    assert last_heard(app, "theme:2") == [("enter", "threads")]
    assert olga.undo(decision).status == 303
    assert everything_of(app, thread) == before
    assert last_heard(app, "theme:2") == [("remove", f"thread-row-{thread.id}")]


@pytest.mark.any_database
def test_who_follows_the_second_theme_alone_finds_it_at_home(
    app: Flask, people: Cast, thread: Thread, browser_of: BrowserOf
) -> None:
    with app.app_context(), atomic() as session:
        session.add(ThemeFollow(theme_id=people.networks.id, member_id=people.dirk.id))
    dirk = browser_of(people.dirk)
    assert not dirk.get("/").page.select(f"#thread-row-{thread.id}")
    list_also(app, thread, people.networks)
    assert dirk.get("/").page.select(f"#thread-row-{thread.id}")


@pytest.mark.any_database
def test_what_is_said_in_it_moves_both_lists(
    app: Flask, people: Cast, thread: Thread, talk: Conversations
) -> None:
    list_also(app, thread, people.networks)
    talk.post(people.bram, thread)
    for stream in ("theme:1", "theme:2"):
        assert last_heard(app, stream) == [("raise", "threads")]


@pytest.mark.any_database
def test_a_thread_of_a_circle_listed_elsewhere_stays_with_its_circle(
    app: Flask, people: Cast, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    secret = talk.open(people.chloe, people.circle, title="Entre nous seulement")
    place = form(theme=people.circle.id, second_theme=people.prevention.id)
    acts_of(people.amina).decide(secret, "classification", **place)
    with app.app_context():
        heard = log.head("theme:1")
    talk.post(people.chloe, secret, "Toujours entre nous.")
    for reader in (None, people.dirk):
        visitor = browser_of(reader)
        pages = ["/themes/prevention", "/themes/prevention?archived=yes", "/"]
        public = ["/themes/prevention/feed.atom", "/sitemaps/threads-1.xml"]
        for path in [*pages, *public]:
            body = visitor.get(path).body
            assert "Entre nous" not in body, path
            assert f"/threads/{secret.id}" not in body, path
        assert visitor.get(secret.url).status in (302, 404)
        asked = {"Accept": "application/json"}
        missed = visitor.get("/live/theme:1?after=0", headers=asked).json["entries"]
        assert secret.stream not in {entry["subject"] for entry in missed}
        assert "Entre nous" not in str(missed)
    with app.app_context():
        assert log.head("theme:1") == heard
    for reader in (people.amina, people.bram, people.chloe):
        assert listed(browser_of(reader), "prevention") == [secret.id]


@pytest.mark.any_database
def test_of_members_and_visitors_a_list_of_both_shows_each_what_they_read(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    inside = talk.open(people.chloe, people.networks, title="Entre membres")
    list_also(app, inside, people.prevention)
    assert listed(browser_of(), "prevention") == []
    assert listed(browser_of(people.dirk), "prevention") == [inside.id]
    talk.post(people.chloe, inside)
    with app.app_context():
        subjects = {entry.subject for entry in log.entries_after("theme:1", 0).entries}
    assert not subjects


def test_the_name_of_a_circle_is_told_to_nobody_by_a_row(
    app: Flask, people: Cast, thread: Thread, browser_of: BrowserOf
) -> None:
    list_also(app, thread, people.circle)
    for reader in (None, people.dirk):
        for path in ("/themes/prevention", thread.url):
            assert "The circle" not in browser_of(reader).get(f"{path}?lang=en").text
    assert listed(browser_of(people.bram), "circle") == [thread.id]


@pytest.mark.any_database
def test_a_public_one_is_in_the_feed_of_both(
    app: Flask, people: Cast, thread: Thread, browser_of: BrowserOf
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Theme, people.networks.id).access = "public"
    feed = "/themes/networks/feed.atom"
    assert f"/threads/{thread.id}" not in browser_of().get(feed).body
    list_also(app, thread, people.networks)
    for path in (feed, "/themes/prevention/feed.atom"):
        assert browser_of().get(path).body.count(f"/threads/{thread.id}</id>") <= 1
        assert f"/threads/{thread.id}" in browser_of().get(path).body


@pytest.mark.any_database
def test_both_kinds_follow_each_other_page_by_page_in_their_order(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    opened = []
    for number in range(47):
        theme = (people.prevention, people.networks)[number % 2]
        with at(utc_now()):
            opened.append(
                talk.open(people.bram, theme, kind=("question", "proposal")[number % 3 > 0])
            )
        if theme is people.networks:
            list_also(app, opened[-1], people.prevention)
    expected = [thread.id for thread in reversed(opened)]
    for query, wanted in (
        ("", expected),
        ("?kind=question", [thread.id for thread in reversed(opened) if thread.kind == "question"]),
    ):
        found: list[int] = []
        path = f"/themes/prevention{query}"
        while path:
            page = browser_of(people.dirk).get(path).page
            found += [int(str(row["data-thread"])) for row in page.select("#threads > li")]
            older = page.select_one("a[rel=next]")
            path = str(older["href"]) if older else ""
        assert found == wanted


@pytest.mark.any_database
def test_a_list_with_some_of_another_theme_asks_no_more(
    app: Flask, people: Cast, talk: Conversations
) -> None:
    def asked() -> int:
        with app.app_context(), queries_of() as queries:
            theme_page(None, db.session.get_one(Theme, people.networks.id))
        return len(queries)

    talk.open(people.chloe, people.networks)
    before = asked()
    for _number in range(3):
        list_also(app, talk.open(people.bram, people.prevention, tags=["a"]), people.networks)
    assert asked() <= before + 1  # the tags of those there are


@pytest.fixture
def dirk_moderates(app: Flask, people: Cast) -> Member:
    """The second theme, and not the first."""
    moderates(app, people.dirk, people.networks)
    with app.app_context():
        assert db.session.query(ThemeModerator).filter_by(member_id=people.dirk.id).one()
    return people.dirk


@pytest.mark.any_database
def test_moderators_of_the_second_theme_take_it_out_and_do_nothing_else(
    app: Flask,
    people: Cast,
    thread: Thread,
    dirk_moderates: Member,
    acts_of: ActsOf,
    browser_of: BrowserOf,
    talk: Conversations,
) -> None:
    list_also(app, thread, people.networks)
    dirk = acts_of(dirk_moderates)
    way = f"/threads/{thread.id}/listing/removal"
    assert dirk.visitor.get(thread.url).page.select_one(f"a[href='{way}']")
    for path in ("closure", "pace", "archival", "classification", "moderation"):
        assert dirk.visitor.get(f"/threads/{thread.id}/{path}").status == 403
    for member in (people.bram, people.chloe):
        assert not browser_of(member).get(thread.url).page.select(f"a[href='{way}']")
        assert browser_of(member).post(way, {"reason": "z"}).status == 403
    decision = dirk.decide(thread, "listing/removal", "Ce n'est pas d'ici.")
    assert decision.theme_id == people.networks.id
    assert talk.again(thread).second_theme_id is None
    assert last_heard(app, "theme:2") == [("remove", f"thread-row-{thread.id}")]
    assert listed(browser_of(people.bram), "prevention") == [thread.id]
    assert dirk.visitor.get(way).status == 404
    assert acts_of(people.olga).undo(decision).status == 303
    assert talk.again(thread).second_theme_id == people.networks.id


def test_a_moderator_elsewhere_takes_nothing_out(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    elsewhere = talk.open(people.chloe, people.networks)
    list_also(app, elsewhere, people.networks)
    with app.app_context(), atomic() as session:
        session.get_one(Thread, elsewhere.id).second_theme_id = None
    way = f"/threads/{elsewhere.id}/listing/removal"
    assert browser_of(people.amina).post(way, {"reason": "z"}).status == 404


def test_one_theme_twice_is_refused(
    people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    answer: Any = acts_of(people.olga).send(
        thread, "classification", **form(second_theme=people.prevention.id)
    )
    assert answer.status == 422
    assert talk.again(thread).second_theme_id is None


@pytest.mark.any_database
def test_a_withdrawn_thread_leaves_both_lists_live(
    app: Flask, people: Cast, thread: Thread, talk: Conversations
) -> None:
    list_also(app, thread, people.networks)
    talk.withdraw(talk.opening_of(thread))
    for stream in ("theme:1", "theme:2"):
        assert last_heard(app, stream) == [("remove", f"thread-row-{thread.id}")]
