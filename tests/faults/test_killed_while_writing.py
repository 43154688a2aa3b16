"""The server dies under somebody who writes, and comes back: nothing is lost, nothing doubled."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from connect.database import db
from connect.discussions.models import Comment
from tests.faults.conftest import Scene
from tests.faults.processes import Web
from tests.support.browsers import Windows
from tests.support.editing import edit

SENTENCE = "Chez nous le stationnement de nuit se règle avec les riverains, rue par rue. "
WORDS = [f"{number}.{word}" for number, word in enumerate((SENTENCE * 200).split()[:2_000])]
AT_A_TIME = 40
MILLISECONDS_TO_POST = 20_000
STATUS = "[data-draft-target=status]"
AWAY = "Failed to fetch|ERR_|[Ww]eb[Ss]ocket"


@pytest.fixture
def web(web_of: Callable[..., Web]) -> Web:
    return web_of("connect.embedded:app")


@pytest.fixture
def page(scene: Scene, web: Web, chromium: Browser) -> Iterator[Page]:
    windows = Windows(scene.app, web.server, chromium)
    with windows.closing:
        page = windows.page_of(scene.people.bram, tolerate=AWAY)
        page.goto(scene.thread.url)
        yield page
    assert not windows.troubles, "\n".join(windows.troubles)


def test_two_thousand_words_outlive_the_server_and_are_posted_once(
    scene: Scene, web: Web, page: Page
) -> None:
    editor = edit(page.locator("#composer"))
    write(page, WORDS[:1_000])
    web.kill()
    write(page, WORDS[1_000:])
    publish(page)
    expect(page.locator(STATUS)).not_to_be_empty()
    web.start()
    page.reload()
    expect(editor).to_contain_text(WORDS[-1])
    assert editor.inner_text().split() == WORDS
    publish(page)
    posted = page.locator("article.comment", has_text=WORDS[-1])
    expect(posted).to_have_count(1, timeout=MILLISECONDS_TO_POST)
    assert answers(scene.app) == [WORDS]


def write(page: Page, words: list[str]) -> None:
    for start in range(0, len(words), AT_A_TIME):
        page.keyboard.insert_text(" ".join(words[start : start + AT_A_TIME]) + " ")


def publish(page: Page) -> None:
    page.locator("#composer > .composer__bar .button--primary").click()


def answers(app: Flask) -> list[list[str]]:
    """The words of every answer there is."""
    with app.app_context():
        found = db.session.scalars(select(Comment.html).where(Comment.number > 0))
        return [re.sub("<[^>]*>", " ", html).split() for html in found]
