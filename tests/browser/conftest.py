"""A thread with something said in it, and its readers' tabs."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext, ngettext
from playwright.sync_api import Page

from connect.discussions import actions, queries
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.web.access import reached
from tests.browser.thread_tab import ThreadTab
from tests.support.cast import Cast

PARAGRAPHS = "\n\n".join(f"Paragraphe {number} : comment chacun s'y prend." for number in range(4))


@pytest.fixture
def thread(app: Flask, people: Cast) -> Thread:
    """Chloé asks; Amina and Dirk answer, and Bram answers Amina."""
    with app.app_context():
        thread = actions.open_thread(
            people.chloe,
            people.prevention,
            kind="question",
            title="Qui préside chez vous ?",
            body="Le bourgmestre, ou le chef de zone ?",
        )
        first = actions.post_comment(people.amina, thread, body="Chez nous, le bourgmestre.")
        actions.post_comment(people.bram, thread, body="Bij ons ook.", parent_id=first.id)
        actions.post_comment(people.dirk, thread, body="Bij ons de korpschef.")
    return thread


@pytest.fixture
def long_thread(app: Flask, people: Cast, thread: Thread) -> Thread:
    """More than two pages, each comment some lines tall."""
    with app.app_context():
        found = reached(queries.reach_thread(people.amina, thread.id))
        for number in range(4, 46):
            actions.post_comment(people.amina, found, body=f"Avis {number}.\n\n{PARAGRAPHS}")
    return thread


@pytest.fixture
def tab_of(page_of: Callable[..., Page]) -> Callable[..., ThreadTab]:
    """`tab_of(people.bram, thread).follow()`"""

    def tab_of(member: Member | None, thread: Thread, **options: Any) -> ThreadTab:
        return ThreadTab(page_of(member, **options), thread)

    return tab_of


@pytest.fixture
def said_in(app: Flask) -> Callable[..., str]:
    """What the interface says in a language: `said_in("nl", "Answer")`."""

    def said_in(locale: str, one: str, many: str = "", count: int = 0) -> str:
        with app.test_request_context(), force_locale(locale):
            return ngettext(one, many, count, count=count) if many else gettext(one)

    return said_in
