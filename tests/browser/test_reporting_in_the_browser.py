"""A member reports from the menu of a text; another sees it go, and a moderator decides."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from connect.discussions.models import Thread
from tests.browser.thread_tab import ThreadTab
from tests.support.cast import Cast

TabOf = Callable[..., ThreadTab]
TEXT = "Bij ons de korpschef."


def choose(tab: ThreadTab, item: str) -> None:
    """From the menu of the text."""
    text = tab.comment(TEXT)
    text.locator("details.menu > summary").click()
    text.locator(f"a.menu__item[href$='/{item}']").click()


def test_what_is_reported_as_personal_data_leaves_the_others_pages(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread).follow()
    bram = tab_of(people.bram, thread).follow()
    expect(chloe.comment(TEXT)).to_be_visible()
    choose(bram, "report")
    bram.page.locator("[name=kind][value=personal_data]").check()
    bram.page.locator("form.form button[type=submit]").click()
    expect(bram.page.locator(".flash")).to_be_visible()
    expect(chloe.comment(TEXT)).to_have_count(0)
    expect(chloe.page.locator(".comment--withdrawn")).to_be_visible()


def test_only_who_moderates_is_offered_to(tab_of: TabOf, people: Cast, thread: Thread) -> None:
    for member, item, shown in (
        (people.amina, "moderation", True),
        (people.bram, "moderation", False),
        (people.bram, "report", True),
        (people.dirk, "report", False),
    ):
        tab = tab_of(member, thread).follow()
        text = tab.comment(TEXT)
        text.locator("details.menu > summary").click()
        way = text.locator(f"a.menu__item[href$='/{item}']")
        expect(way).to_be_visible() if shown else expect(way).to_be_hidden()


def test_a_moderator_starts_from_an_answer_and_decides(
    page_of: Callable[..., Page], tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    bram = tab_of(people.bram, thread).follow()
    choose(bram, "report")
    bram.page.locator("[name=kind][value=off_topic]").check()
    bram.page.locator("form.form button[type=submit]").click()
    expect(bram.page.locator(".flash")).to_be_visible()
    page = page_of(people.amina)
    page.goto("/reports/1")
    page.locator("[name=reason]").fill("On reste au sujet.")
    page.locator("[name=for_reporters]").select_option(index=1)
    page.locator("[name=insert]").click()
    expect(page.locator("[name=answer_nl]")).not_to_be_empty()
    expect(page.locator("[name=reason]")).to_have_value("On reste au sujet.")
    page.locator("[name=outcome][value=settled]").check()
    page.locator("#decide .form__actions button").click()
    expect(page.locator("#decided-title")).to_be_visible()
    bram.open()
    expect(bram.comment(TEXT)).to_have_count(0)
    expect(bram.page.get_by_text("On reste au sujet.").first).to_be_visible()
