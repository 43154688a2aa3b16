"""A theme's threads: by last activity, by kind and by tag, page after page."""

from collections.abc import Callable

import pytest

from connect.discussions.models import Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
THEME = "/themes/prevention"


def listed(visitor: Visitor, path: str = THEME) -> list[int]:
    return [int(str(li["data-thread"])) for li in visitor.get(path).page.select("#threads > li")]


@pytest.mark.any_database
def test_what_moved_last_comes_first(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    newer = talk.open(people.bram, people.prevention)
    assert listed(browser_of()) == [newer.id, thread.id]
    talk.post(people.bram, thread)
    assert listed(browser_of()) == [thread.id, newer.id]


@pytest.mark.any_database
def test_older_threads_follow_page_by_page_without_repetition(
    people: Cast, talk: Conversations, browser_of: Browsing
) -> None:
    threads = [talk.open(people.bram, people.prevention).id for _ in range(43)]
    found, path = [], THEME
    while path:
        page = browser_of().get(path).page
        found.append([int(str(li["data-thread"])) for li in page.select("#threads > li")])
        older = page.select_one("a[rel=next]")
        path = str(older["href"]) if older else ""
    assert [len(ids) for ids in found] == [20, 20, 3]
    assert [i for ids in found for i in ids] == threads[::-1]


@pytest.mark.any_database
@pytest.mark.parametrize(
    "cursor", ["x", "1-", "-1", "1-x", "nan-1", "inf-1", "9" * 18 + "-1", "1-" + "9" * 30, "١-١"]
)
def test_a_cursor_that_is_none_of_ours_is_not_found(
    people: Cast, browser_of: Browsing, cursor: str
) -> None:
    assert browser_of().get(f"{THEME}?before={cursor}").status == 404


@pytest.mark.any_database
def test_threads_are_found_by_kind_and_by_tag(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    idea = talk.open(people.bram, people.prevention, kind="proposal", tags=["nuit"])
    visitor = browser_of()
    assert listed(visitor, f"{THEME}?kind=proposal") == [idea.id]
    assert listed(visitor, f"{THEME}?kind=question") == [thread.id]
    assert listed(visitor, f"{THEME}?tag=Nuit") == [idea.id]
    assert listed(visitor, f"{THEME}?tag=nuit&kind=question") == []
    assert listed(visitor, f"{THEME}?kind=sermon") == [idea.id, thread.id]
    assert listed(visitor, f"{THEME}?tag=%01'\"") == []


def test_a_filter_holds_on_the_next_page(
    people: Cast, talk: Conversations, browser_of: Browsing
) -> None:
    for number in range(42):
        talk.open(people.bram, people.prevention, kind=("question", "proposal")[number % 2])
    older = browser_of().get(f"{THEME}?kind=proposal").page.select_one("a[rel=next]")
    assert older
    assert len(listed(browser_of(), str(older["href"]))) == 1


def test_a_row_tells_the_latest_words_that_may_be_read(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    def row() -> str:
        found = browser_of().get(THEME).page.select_one(f"#thread-row-{thread.id}")
        return found.get_text(" ") if found else ""

    first = talk.post(people.bram, thread, "D'abord ceci.")
    second = talk.post(people.dirk, thread, "Ensuite cela.")
    assert "Ensuite cela." in row()
    talk.withdraw(second)
    assert "D'abord ceci." in row()
    assert "Dirk" not in row()
    talk.edit(first, "Corrigé depuis.")
    assert "Corrigé depuis." in row()
    talk.restore(second)
    assert "Ensuite cela." in row()


def test_a_visitor_lists_public_themes_alone(
    people: Cast, talk: Conversations, browser_of: Browsing
) -> None:
    assert browser_of().get("/themes/networks").location.startswith("/sign-in?next=")
    for slug in ("circle", "unknown"):
        assert browser_of().get(f"/themes/{slug}").location.startswith("/sign-in?next=")
        assert browser_of(people.dirk).get(f"/themes/{slug}").status == 404
    talk.open(people.chloe, people.circle, title="Entre nous seulement")
    for path in ("/", "/themes/"):
        assert "Entre nous seulement" not in browser_of(people.dirk).get(path).body
    assert "Entre nous seulement" in browser_of(people.bram).get("/themes/circle").body
