"""A link inside a drawing, such as a province on the map, is followed like any other."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.cast import Cast

DRAWING = """
<svg id="drawing" viewBox="0 0 100 100" width="100" height="100">
  <a href="/inbox?box=all" aria-label="Namur: 3"><path d="M0 0h100v100H0z"/></a>
</svg>
"""


@pytest.fixture
def page(page_of: Callable[..., Page], people: Cast) -> Page:
    page = page_of(people.bram)
    page.goto("/themes/")
    page.evaluate(
        "html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", DRAWING
    )
    page.evaluate("window.isTheSamePage = true")
    return page


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_a_link_in_a_drawing_opens_without_a_new_start(page: Page, way: str) -> None:
    if way == "mouse":
        page.click("#drawing path")
    else:
        page.focus("#drawing a")
        page.keyboard.press("Enter")
    page.wait_for_url("**/inbox?box=all")
    expect(page.locator("#drawing")).to_have_count(0)
    assert page.evaluate("window.isTheSamePage")


def test_a_link_in_a_drawing_opens_in_a_tab_of_its_own_when_asked(page: Page) -> None:
    with page.context.expect_page() as opened:
        page.click("#drawing path", modifiers=["Control"])
    opened.value.wait_for_url("**/inbox?box=all")
    assert page.url.endswith("/themes/")
