"""Writing a sheet with JavaScript: rows at once, kept while one writes, two windows."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from connect.database import db
from connect.drafts.models import Draft
from connect.strategies.models import Strategy
from tests.strategies.writing import started
from tests.support.browsers import PHONE
from tests.support.cast import Cast
from tests.support.visitors import Visitor

PageOf = Callable[..., Page]
SaidIn = Callable[..., str]


@pytest.fixture
def draft(browser_of: Callable[..., Visitor], people: Cast) -> str:
    return started(browser_of(people.chloe), people)


def what(page: Page) -> list[str]:
    cells = page.locator("#actions ol .row__cell--what input")
    return [cell.input_value() for cell in cells.all()]


def row(page: Page, number: int) -> Locator:
    return page.locator("#actions ol > li").nth(number)


def kept(app: Flask) -> dict[str, str]:
    with app.app_context():
        return dict(db.session.scalar(select(Draft.fields).where(Draft.state == "kept")) or {})


def test_rows_are_added_moved_and_taken_away_at_once(
    app: Flask, people: Cast, page_of: PageOf, draft: str
) -> None:
    page = page_of(people.chloe, viewport=PHONE)
    page.goto(f"{draft}/edit?part=how")
    expect(page.locator("#actions ol > li")).to_have_count(1)
    more = page.locator("#actions .rows__more")
    for number, words in enumerate(("Un", "Deux", "Trois")):
        more.click()
        page.locator(f"#actions-{number}-what").fill(words)
    assert what(page) == ["Un", "Deux", "Trois"]
    down = row(page, 0).locator("button").nth(1)
    down.click()
    assert what(page) == ["Deux", "Un", "Trois"]
    expect(row(page, 1).locator("button").nth(1)).to_be_focused()
    row(page, 2).locator("button").nth(0).press("Enter")
    assert what(page) == ["Deux", "Trois", "Un"]
    row(page, 0).locator("button").nth(2).click()
    assert what(page) == ["Trois", "Un"]
    page.locator("form.sheet-form button.button--primary").click()
    page.wait_for_url(f"**{draft}/edit")
    with app.app_context():
        strategy = db.session.scalars(select(Strategy)).one()
        assert [action["what"] for action in strategy.sheet["actions"]] == ["Trois", "Un"]


def test_a_sheet_that_comes_back_with_errors_is_still_written_with_javascript(
    people: Cast, page_of: PageOf, draft: str
) -> None:
    page = page_of(people.chloe)
    page.goto(f"{draft}/edit?part=start")
    page.locator("#title").fill("")
    page.locator("form.sheet-form button.button--primary").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("#municipalities ol > li")).to_have_count(1)
    expect(page.locator("#municipalities .rows__more")).to_be_visible()
    suggestions = page.locator("#municipalities-0").get_attribute("list")
    expect(page.locator(f"datalist#{suggestions}")).to_be_attached()
    expect(page.locator(".files--ready")).to_be_attached()
    expect(page.locator("#contact ~ [role=listbox]")).to_be_attached()


def test_what_is_written_is_kept_and_gone_on_with_elsewhere(
    app: Flask, people: Cast, page_of: PageOf, draft: str, said_in: SaidIn
) -> None:
    desk = page_of(people.chloe)
    desk.goto(f"{draft}/edit?part=how")
    desk.locator("#actions-0-what").fill("Former")
    desk.locator("#actions .rows__more").click()
    desk.locator("#actions-1-what").fill("Sortir")
    status = desk.locator("[data-draft-target=status]")
    expect(status).to_have_text(said_in("fr", "Saved"))
    assert kept(app)["actions-1-what"] == "Sortir"
    train = page_of(people.chloe, viewport=PHONE)
    train.goto(f"{draft}/edit?part=how")
    assert what(train) == ["Former", "Sortir"]
    train.locator("#actions-1-what").fill("Rentrer")
    train.locator("#actions .rows__more").click()
    train.locator("#actions-2-what").fill("Dormir")
    expect(train.locator("[data-draft-target=status]")).to_have_text(said_in("fr", "Saved"))
    desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.locator("#actions-2-what")).to_have_value("Dormir")
    assert what(desk) == ["Former", "Rentrer", "Dormir"]


def test_two_windows_are_shown_side_by_side(
    people: Cast, page_of: PageOf, draft: str, said_in: SaidIn
) -> None:
    one, other = page_of(people.chloe), page_of(people.chloe)
    for page in (one, other):
        page.goto(f"{draft}/edit")
    one.locator("#title").fill("Titre du bureau")
    expect(one.locator("[data-draft-target=status]")).to_have_text(said_in("fr", "Saved"))
    other.locator("#title").fill("Titre du train")
    both = other.locator(".both-texts")
    expect(both).to_contain_text("Titre du bureau")
    expect(both).to_contain_text("Titre du train")
    both.locator("button").first.click()
    expect(other.locator("#title")).to_have_value("Titre du bureau")


def test_a_link_to_a_field_opens_the_part_around_it(
    people: Cast, page_of: PageOf, draft: str
) -> None:
    page = page_of(people.chloe)
    page.goto(f"{draft}/publication")
    page.locator("a[href$='#obstacles']").click()
    expect(page.locator("#part-learned")).to_have_attribute("open", "")
    expect(page.locator("#part-start")).not_to_have_attribute("open", "")


def test_a_contact_person_is_found_while_their_name_is_typed(
    app: Flask, people: Cast, page_of: PageOf, draft: str
) -> None:
    page = page_of(people.chloe)
    page.goto(f"{draft}/edit?part=facts")
    page.locator("#contact").press_sequentially("bra")
    page.get_by_role("option", name="Bram Peeters").click()
    page.locator("form.sheet-form button.button--primary").click()
    page.wait_for_url(f"**{draft}/edit")
    with app.app_context():
        assert db.session.scalars(select(Strategy)).one().contact_id == people.bram.id
