"""Readers see comments leave and arrive: replaying a move on a stale page equals a fresh page."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from connect.discussions.models import Thread
from connect.events import log
from connect.live.fragments import missed_entries
from tests.live import test_replaying as replaying
from tests.moderation.shaping_support import Scene, Shaping, set_scene
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

Browsing = Callable[..., Visitor]


@pytest.fixture
def shaping(app: Flask, people: Cast) -> Shaping:
    return Shaping(app, people)


@pytest.fixture
def scene(app: Flask, people: Cast) -> Scene:
    return set_scene(Conversations(app), people)


@pytest.mark.parametrize("order", ["tree", "time"])
def test_replaying_a_move_equals_a_fresh_page(
    app: Flask, shaping: Shaping, scene: Scene, browser_of: Browsing, order: str
) -> None:
    stale = {
        thread.id: Stale(app, browser_of, thread, order) for thread in (scene.one, scene.other)
    }
    scene.talk.withdraw(scene.below)
    decision = shaping.move([scene.deep], scene.other)
    for page in stale.values():
        page.catches_up()
    shaping.move([scene.branch], scene.other)
    for page in stale.values():
        page.catches_up()
    shaping.undo(shaping.last())
    shaping.undo(decision)
    for page in stale.values():
        page.catches_up()
    assert "trace-" not in str(stale[scene.one.id].page)


def test_replaying_a_split_and_its_undoing_equals_a_fresh_page(
    app: Flask, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    page = Stale(app, browser_of, scene.one, "tree")
    shaping.split([scene.branch])
    decision = shaping.last()
    page.catches_up()
    assert page.page.select_one(f"#trace-{decision}")
    shaping.undo(decision)
    page.catches_up()
    assert not page.page.select_one(f"#trace-{decision}")


def test_a_page_of_a_merged_thread_is_told_where_it_goes_on(
    app: Flask, shaping: Shaping, scene: Scene
) -> None:
    shaping.merge(scene.other, scene.one)
    with app.app_context():
        [*_, entry] = log.entries_after(scene.other.stream, 0).entries
        html = missed_entries([entry], "fr")[0]["html"]
    inside = BeautifulSoup(html, "html.parser").template
    assert inside
    link = BeautifulSoup(inside.decode_contents(), "html.parser").a
    assert link
    assert (link["href"], link.get_text()) == (scene.other.url, scene.one.title)


def test_an_edit_of_what_has_left_does_not_bring_it_back(
    app: Flask, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    page = Stale(app, browser_of, scene.one, "tree")
    scene.talk.edit(scene.branch, "Autrement dit.")
    shaping.move([scene.branch], scene.other)
    page.catches_up()
    assert "Autrement dit." not in str(page.page)


class Stale:
    """A visitor's page that hears of what happened, and is compared with a fresh one."""

    def __init__(self, app: Flask, browser_of: Browsing, thread: Thread, order: str) -> None:
        self.app, self.thread = app, thread
        self.visitor, self.path = browser_of(), f"{thread.url}?order={order}"
        self.page = self.fetch()
        self.seen = int(self.page.select_one("[data-seq]")["data-seq"])  # type: ignore[index, arg-type]

    def fetch(self) -> BeautifulSoup:
        return self.visitor.get(self.path).page

    def catches_up(self) -> None:
        with self.app.app_context():
            missed = log.entries_after(self.thread.stream, self.seen)
            for entry in missed_entries(missed.entries, "fr"):
                replaying.apply(entry["html"], self.page)
        self.seen = missed.head
        fresh = self.fetch()
        assert _shown(self.page) == _shown(fresh)


def _shown(page: BeautifulSoup) -> dict[str, object]:
    for time in page.select("time"):
        time.decompose()
    keys = ("id", "data-path", "data-number", "data-depth")
    return {
        "count": replaying.text(page.select_one("#comment-count")),
        "items": [
            (*(item[key] for key in keys), replaying.text(item))
            for item in page.select("#comments > li[data-path]")
        ],
    }
