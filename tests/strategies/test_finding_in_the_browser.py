"""Filtering as one ticks: what is found comes in place, and the keyboard stays where it was."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import check
from tests.support.browsers import PHONE
from tests.support.cast import GENT, LIEGE, Cast
from tests.support.sheets import shared_strategy

PageOf = Callable[..., Page]


@pytest.fixture(autouse=True)
def strategies(app: Flask, people: Cast) -> None:
    for number in range(23):
        refnis, evidence = ((LIEGE, "E2"), (GENT, "E4"))[number % 2]
        title = f"Fiche {number:02}"
        shared_strategy(app, people.chloe, title=title, municipalities=[refnis], evidence=evidence)


def test_a_tick_filters_in_place_and_keeps_focus_and_what_stands_open(
    people: Cast, page_of: PageOf
) -> None:
    page = page_of(people.bram)
    page.goto("/strategies/?lang=en")
    total = page.get_by_role("status").filter(has_text="strateg")
    expect(total).to_have_text("23 strategies")
    page.locator("#facet-status summary").click()
    page.locator("#facet-evidence summary").click()
    page.locator("#evidence-E4").focus()
    page.keyboard.press("Space")
    expect(total).to_have_text("11 strategies")
    expect(page.locator("#evidence-E4")).to_be_focused()
    expect(page.locator("#status-running")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/strategies/\?evidence=E4$"))
    expect(page.locator("#evidence-E2 ~ .facet__count")).to_have_text("12")
    check(page)
    page.locator(".finder__chips a").first.click()
    expect(total).to_have_text("23 strategies")
    expect(total).to_be_focused()
    page.go_back()
    expect(total).to_have_text("11 strategies")
    page.locator(".strategy-row__title a").first.click()
    expect(page).to_have_url(re.compile(r"/strategies/\d+$"))


def test_a_municipality_is_suggested_and_ticked_again_and_again(page_of: PageOf) -> None:
    page = page_of()
    page.goto("/strategies/?lang=en")
    page.locator("#facet-municipality summary").click()
    for typed, refnis in (("Luik", LIEGE), ("Gand", GENT)):
        field = page.locator("#place")
        field.press_sequentially(typed)
        expect(page.locator("#place-suggestions option").first).to_be_attached()
        field.press("Enter")
        expect(page.locator(f"#municipality-{refnis}")).to_be_checked()
        expect(field).to_have_value("")
    expect(page.locator("#total")).to_have_text("23 strategies")


def test_the_next_page_is_asked_with_the_same_filters(page_of: PageOf) -> None:
    page = page_of()
    page.goto("/strategies/?sort=title&lang=en")
    expect(page.locator(".strategy-row__title").first).to_have_text("Fiche 00")
    page.get_by_role("link", name="More strategies").click()
    expect(page.locator(".strategy-row__title")).to_have_text(["Fiche 20", "Fiche 21", "Fiche 22"])
    page.locator("#sort").select_option("newest")
    expect(page.locator(".strategy-row__title").first).to_have_text("Fiche 22")


def test_on_a_phone_filters_wait_behind_one_line_that_counts_them(page_of: PageOf) -> None:
    page = page_of(viewport=PHONE)
    page.goto("/strategies/?evidence=E4&lang=en")
    expect(page.locator("#theme-1")).to_be_hidden()
    page.locator("#facets > summary").click()
    expect(page.locator("#evidence-E4")).to_be_checked()
    page.locator("#evidence-E2").check()
    expect(page.locator("#total")).to_have_text("23 strategies")
    expect(page.locator("#evidence-E2")).to_be_visible()
    check(page)


def test_without_scripts_the_form_is_sent_by_its_button(page_of: PageOf) -> None:
    page = page_of(javascript=False)
    page.goto("/strategies/?lang=en")
    page.locator("#facet-evidence summary").click()
    page.locator("#evidence-E4").check()
    page.get_by_role("button", name="Show strategies").click()
    expect(page.locator("#total")).to_have_text("11 strategies")


def test_a_province_on_the_map_leads_to_its_strategies_by_keyboard(page_of: PageOf) -> None:
    page = page_of()
    page.goto("/strategies/map?evidence=E4&lang=en")
    check(page)
    area = page.locator("a.map__area").first
    area.focus()
    expect(area).to_have_attribute("aria-label", re.compile("11 strategies"))
    page.keyboard.press("Enter")
    expect(page.locator("#total")).to_have_text("11 strategies")
    expect(page.locator(".finder__chips a")).to_have_count(3)
