"""A moderator closes a thread while somebody writes in it: nothing is lost, and it is said."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from connect.discussions.models import Thread
from connect.drafts.queries import draft_at
from tests.browser.thread_tab import ThreadTab
from tests.support.browsers import DESKTOP, PHONE, check_accessibility, wait_until_settled
from tests.support.cast import Cast

TabOf = Callable[..., ThreadTab]
REASON = "La réponse est là, merci à tous."


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_composer_gives_place_to_a_notice_and_the_text_is_kept(
    app: Flask,
    tab_of: TabOf,
    people: Cast,
    thread: Thread,
    size: dict[str, int],
) -> None:
    bram = tab_of(people.bram, thread, viewport=size).follow()
    bram.fill("Halverwege een zin")
    close(tab_of(people.amina, thread))
    expect(bram.composer).to_be_hidden()
    expect(bram.page.locator("[data-answer]").first).to_be_hidden()
    expect(bram.page.locator("#thread-state")).to_contain_text(REASON)
    expect(bram.page.locator("#thread-state")).to_contain_text(people.amina.name)
    kept = bram.page.locator("[data-answering-target=kept]")
    expect(kept).to_be_visible()
    expect(bram.announcements).not_to_be_empty()
    wait_until_settled(bram.page)
    check_accessibility(bram.page)
    with app.app_context():
        draft = draft_at(people.bram, thread.stream)
        assert draft
        assert "Halverwege een zin" in draft.body
    kept.get_by_role("link").click()
    expect(bram.page.locator("#kept-text")).to_have_value(re.compile("Halverwege een zin"))


def close(moderator: ThreadTab, path: str = "closure") -> None:
    """By the moderator's page, whose server tells the others."""
    moderator.page.goto(f"/threads/{moderator.thread.id}/{path}")
    moderator.page.fill("[name=reason]", REASON)
    moderator.page.click(".form__actions button[type=submit]")
    expect(moderator.composer).to_be_visible()


def test_opened_again_one_goes_on_writing_where_one_was(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    bram = tab_of(people.bram, thread).follow()
    bram.fill("Halverwege een zin")
    close(tab_of(people.amina, thread))
    expect(bram.composer).to_be_hidden()
    close(tab_of(people.amina, thread), "closure/removal")
    expect(bram.composer).to_be_visible()
    expect(bram.text).to_have_value(re.compile("Halverwege een zin"))
    bram.publish.click()
    expect(bram.comment("Halverwege een zin")).to_be_visible()


def test_a_visitor_sees_a_thread_close_and_its_row_say_so(
    tab_of: TabOf, page_of: Callable[..., Page], people: Cast, thread: Thread
) -> None:
    rows = page_of(None)
    rows.goto("/themes/prevention")
    row = rows.locator(f"#thread-row-{thread.id}")
    expect(row).to_be_visible()
    rows.wait_for_timeout(1_500)
    close(tab_of(people.amina, thread))
    expect(row.locator(".tag svg")).to_have_count(1)
