"""Everything a member does is possible in a browser without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from connect.discussions.models import Thread
from tests.support.cast import PASSWORD, Cast

PageOf = Callable[..., Page]


@pytest.fixture
def page(people: Cast, page_of: PageOf) -> Page:
    return page_of(people.bram, javascript=False)


def comment(page: Page, text: str) -> Locator:
    return page.locator("article.comment", has_text=text)


def submit(page: Page, form: str) -> None:
    """With the button that Enter in a field presses: the first."""
    page.locator(f"{form} button[type=submit]").first.click()


def test_signing_in_leads_back_to_the_page_that_was_asked(
    people: Cast, thread: Thread, page_of: PageOf
) -> None:
    page = page_of(locale="nl", javascript=False)
    page.goto(thread.url)
    page.locator("main a[href^='/sign-in']").click()
    page.locator("input[name=email]").fill(people.bram.email)
    page.locator("input[name=password]").fill(PASSWORD)
    submit(page, "main form")
    expect(page.locator("#thread-title")).to_be_visible()
    expect(page.locator("#composer")).to_be_visible()


def test_a_long_thread_is_read_page_by_page_and_back(
    people: Cast, long_thread: Thread, page_of: PageOf
) -> None:
    page = page_of(people.olga, javascript=False)
    page.goto(long_thread.url)
    expect(page.locator("article.comment")).to_have_count(20)
    expect(comment(page, "Avis 20.")).to_have_count(1)
    page.locator("a[rel=next]").click()
    expect(comment(page, "Avis 21.")).to_have_count(1)
    page.locator("a[rel=next]").click()
    expect(comment(page, "Avis 45.")).to_have_count(1)
    expect(page.locator("a[rel=next]")).to_have_count(0)
    page.locator("a[rel=prev]").click()
    expect(comment(page, "Avis 21.")).to_have_count(1)


def test_what_is_new_is_marked_until_it_is_said_to_be_read(
    page: Page, people: Cast, thread: Thread, page_of: PageOf
) -> None:
    page.goto(thread.url)
    expect(page.locator("#first-unread")).to_be_visible()
    submit(page, "form[action$='/reading']")
    expect(page.locator("#comments")).to_be_visible()
    expect(page.locator("#first-unread")).to_have_count(0)
    expect(page.locator(".comment--new")).to_have_count(0)


def test_an_answer_stands_under_what_it_answers(page: Page, thread: Thread) -> None:
    page.goto(thread.url)
    comment(page, "Bij ons de korpschef.").locator("[data-answer]").click()
    page.locator("textarea[name=body]").fill("En wie beslist er?")
    submit(page, "#composer")
    mine = comment(page, "En wie beslist er?")
    expect(mine).to_be_in_viewport()
    expect(mine.locator(".comment__parent")).to_contain_text("Dirk Claes")


def test_an_answer_far_from_the_first_page_is_shown_where_it_stands(
    page: Page, long_thread: Thread
) -> None:
    page.goto(long_thread.url)
    page.locator("#composer textarea").fill("Helemaal achteraan.")
    submit(page, "#composer")
    expect(comment(page, "Helemaal achteraan.")).to_be_in_viewport()


def test_a_text_is_quoted_with_a_link_back(page: Page, thread: Thread) -> None:
    page.goto(thread.url)
    comment(page, "Bij ons de korpschef.").locator("[data-quote]").click()
    field = page.locator("textarea[name=body]")
    field.fill(f"{field.input_value()}Waarom hij?")
    submit(page, "#composer")
    quoted = comment(page, "Waarom hij?").locator("blockquote")
    expect(quoted).to_contain_text("Bij ons de korpschef.")
    expect(quoted.locator("a[href^='/comments/']")).to_have_text("Dirk Claes")


def test_an_own_text_is_edited_and_its_earlier_version_kept(page: Page, thread: Thread) -> None:
    page.goto(thread.url)
    mine = comment(page, "Bij ons ook.")
    mine.locator("summary").click()
    mine.locator("a[href$='/edit']").click()
    page.locator("textarea[name=body]").fill("Bij ons ook, sinds vorig jaar.")
    submit(page, "form[data-place]")
    mine = comment(page, "Bij ons ook, sinds vorig jaar.")
    expect(mine).to_be_visible()
    mine.locator(".comment__when a[href$='/history']").click()
    expect(page.locator("main")).to_contain_text("Bij ons ook.")


def test_an_own_text_is_withdrawn_and_restored(page: Page, thread: Thread) -> None:
    page.goto(thread.url)
    mine = comment(page, "Bij ons ook.")
    mine.locator("summary").click()
    mine.locator("[formaction$='/withdrawal']").click()
    expect(comment(page, "Bij ons ook.")).to_have_count(0)
    submit(page, "#flashes form")
    expect(comment(page, "Bij ons ook.")).to_be_visible()


def test_a_reaction_is_pressed_and_taken_back(page: Page, thread: Thread) -> None:
    page.goto(thread.url)
    useful = comment(page, "Bij ons de korpschef.").locator("[data-mark=useful]")
    for pressed, count in (("true", 1), ("false", 0)):
        useful.click()
        expect(useful).to_have_attribute("aria-pressed", pressed)
        expect(useful.locator(".reaction__count")).to_have_count(count)


def test_a_kept_text_is_found_among_the_bookmarks(page: Page, thread: Thread) -> None:
    page.goto(thread.url)
    keep = comment(page, "Bij ons de korpschef.").locator("[data-mark=bookmark]")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    page.goto("/bookmarks")
    expect(comment(page, "Bij ons de korpschef.")).to_be_visible()


def test_a_thread_is_opened_and_what_is_missing_is_said(page: Page, people: Cast) -> None:
    page.goto(f"{people.prevention.url}/threads/new")
    page.locator("textarea[name=body]").fill("Wie heeft ervaring met buurtvaders?")
    submit(page, "main form")
    expect(page.locator("#error-summary")).to_be_visible()
    expect(page.locator("textarea[name=body]")).to_have_value("Wie heeft ervaring met buurtvaders?")
    page.locator("input[name=title]").fill("Buurtvaders")
    submit(page, "main form")
    expect(page.locator("#thread-title")).to_have_text("Buurtvaders")
    expect(page.locator("article.opening")).to_contain_text("Wie heeft ervaring")
