"""The list narrows as one ticks; suggestions go away without a script as well."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.cast import Cast

PageOf = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


def test_ticking_a_filter_narrows_the_list_and_keeps_the_address(
    people: Cast, page_of: PageOf
) -> None:
    page = page_of(people.olga)
    page.goto("/members/?lang=en")
    expect(page.locator(".finder__total")).to_have_text("5 members")
    page.locator("#facet-language summary").click()
    page.get_by_label("Nederlands").check()
    expect(page.locator(".finder__total")).to_have_text("2 members")
    page.wait_for_url("**/members/?language=nl")
    page.get_by_role("link", name="Nederlands Take this filter off").click()
    expect(page.locator(".finder__total")).to_have_text("5 members")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_phone_shows_the_filters_when_asked(
    people: Cast, page_of: PageOf, javascript: bool
) -> None:
    page = page_of(people.olga, viewport=PHONE, javascript=javascript)
    page.goto("/members/?lang=en")
    assert not page.locator("#language-nl").is_visible()
    page.locator("#facets > summary").click()
    page.locator("#facet-language summary").click()
    page.locator("#language-nl").check()
    if not javascript:
        page.get_by_role("button", name="Show members").click()
    expect(page.locator(".finder__total")).to_have_text("2 members")


def test_a_suggestion_is_dismissed_and_undone(
    people: Cast, page_of: PageOf, follow: Callable[..., None]
) -> None:
    follow(people.networks, people.olga, people.bram)
    page = page_of(people.olga)
    page.goto("/members/?lang=en")
    page.get_by_role("button", name="Do not suggest Bram Peeters").click()
    expect(page.locator(".suggestion", has_text="Bram Peeters")).to_have_count(0)
    page.locator(".flash button", has_text="Restore it").click()
    expect(page.locator(".suggestion", has_text="Bram Peeters")).to_have_count(1)
