"""Choosing a language, keeping it, and staying where one is while switching."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from connect.discussions.models import Thread
from tests.browser.thread_tab import ThreadTab
from tests.support.cast import Cast

PageOf = Callable[..., Page]
LANGUAGES = ["fr", "nl", "en"]


def test_a_first_visit_begins_between_both_languages(people: Cast, page_of: PageOf) -> None:
    page = page_of(locale="de")
    page.goto("/")
    for language in ("fr", "nl"):
        expect(page.locator(f"section[lang={language}] a[hreflang={language}]")).to_be_visible()
    page.locator("a[hreflang=nl].button").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator(".entry")).to_have_count(0)


def test_the_choice_is_kept_on_the_next_visit(people: Cast, page_of: PageOf) -> None:
    page = page_of(locale="fr")
    page.goto("/?lang=nl")
    page.goto("/about")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator(".entry")).to_have_count(0)


def test_switching_stays_on_the_page_with_its_order_and_place(
    people: Cast, thread: Thread, page_of: PageOf, said_in: Callable[..., str]
) -> None:
    page = page_of(people.bram)
    page.goto(f"{thread.url}?order=time")
    publish = page.locator("#composer button.button--primary[type=submit]")
    expect(publish).to_have_text(said_in("nl", "Publish the answer"))
    page.locator(".frame__tools a[hreflang=fr]").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(publish).to_have_text(said_in("fr", "Publish the answer"))
    expect(page.locator("#comments")).to_have_attribute("data-order", "time")
    expect(page.locator("#thread-title")).to_have_text("Qui préside chez vous ?")
    assert f"{thread.url}?" in page.url


def test_after_switching_what_is_new_comes_in_the_new_language(
    people: Cast,
    thread: Thread,
    page_of: PageOf,
    tab_of: Callable[..., ThreadTab],
    said_in: Callable[..., str],
) -> None:
    page = page_of(people.bram)
    page.goto(thread.url)
    page.locator(".frame__tools a[hreflang=fr]").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    tab_of(people.chloe, thread).open().post("Une réponse en français.")
    arrived = page.locator("article.comment", has_text="Une réponse en français.")
    expect(arrived.locator("[data-quote]")).to_contain_text(said_in("fr", "Quote"))


def test_every_page_names_its_address_in_each_language(
    people: Cast, thread: Thread, page_of: PageOf
) -> None:
    page = page_of(locale="fr")
    for path in ("/", "/about", "/themes/", people.prevention.url, thread.url):
        page.goto(path)
        links = page.locator("link[rel=alternate][hreflang]")
        assert links.evaluate_all("links => links.map(link => link.hreflang)") == LANGUAGES
        for link in links.evaluate_all("links => links.map(link => link.href)"):
            assert link.startswith(page.url.split("?")[0])
