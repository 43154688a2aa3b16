"""Handing a function over by keyboard, and a long list of invitations that goes on by itself."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from connect.accounts import actions
from connect.database import atomic
from connect.themes.models import ThemeFollow
from connect.worker import settle_due
from tests.support.browsers import check_accessibility
from tests.support.cast import Cast

PageOf = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


def test_a_successor_is_found_by_the_first_letters_and_accepts(
    app: Flask, people: Cast, page_of: PageOf
) -> None:
    with app.app_context():
        actions.add_member(
            "noor@example.org", "Dirkje Smet", municipality=people.chloe.municipality
        )
        with atomic() as session:
            session.add(ThemeFollow(theme_id=people.networks.id, member_id=people.chloe.id))
    page = page_of(people.chloe, viewport=PHONE)
    page.goto("/account/succession")
    page.get_by_role("textbox").first.press_sequentially("dir")
    names = page.get_by_role("option")
    expect(names).to_have_count(2)
    expect(names.first).to_contain_text("Dirkje Smet")
    check_accessibility(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#successor")).to_have_value("Dirk Claes")
    page.locator("input[name=parts]").check()
    page.locator("main form .button--primary").click()
    expect(page).to_have_url("/successions/1")
    with app.app_context():
        settle_due()
    successor = page_of(people.dirk)
    successor.goto("/inbox")
    successor.locator(".inbox__link").click()
    expect(successor).to_have_url("/successions/1")
    check_accessibility(successor)
    successor.locator("form[action$=acceptance] button").click()
    expect(successor.locator("form[action$=acceptance]")).to_have_count(0)
    successor.goto(people.dirk.profile_url)
    expect(successor.locator("main a[href='/themes/networks']")).to_be_visible()


def test_a_long_list_is_sent_to_its_end_after_one_press(
    app: Flask, people: Cast, page_of: PageOf
) -> None:
    page = page_of(people.olga)
    page.goto("/invitations/lists/")
    page.locator("#pasted").fill("\n".join(f"guest{number}@example.org" for number in range(230)))
    page.locator("main form .button--primary").click()
    page.locator("form[action$=sending] button").click()
    expect(page.locator("main")).to_contain_text("230", timeout=20_000)
    expect(page.locator("form[action$=sending]")).to_have_count(0, timeout=20_000)
    expect(page.locator("tbody tr")).to_have_count(230)
