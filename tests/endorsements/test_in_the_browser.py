"""The pages of endorsing in a real browser: accessible, narrow enough, live, and running nothing
that was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from connect.members.models import Member
from connect.strategies.models import Strategy
from tests.browser.test_accessibility import check as looked_at
from tests.browser.test_accessibility import check_all
from tests.endorsements.conftest import FORM, Endorse
from tests.security.test_scripts_never_run import ATTACKS, LISTEN, SHORT, check
from tests.support.cast import Cast
from tests.support.visitors import Visitor

PageOf = Callable[..., Page]
BrowserOf = Callable[..., Visitor]


@pytest.fixture
def much_said(
    browser_of: BrowserOf, people: Cast, griet: Member, door: str, endorse: Endorse
) -> None:
    """Of each level, changed and withdrawn."""
    first = endorse(people.bram, "supports", note="Goed idee.")
    endorse(griet, "applies", note="Sinds maart.\n\nIn alle wijken.", replaces=first.id)
    endorse(people.amina, "adapted", note="Nous l'avons adaptée à nos quartiers.")
    endorse(people.dirk, "to_confirm")
    gone = endorse(people.chloe, "reservation", note="x" * 600)
    form = {"current": str(gone.id), "reason": "y" * 300}
    browser_of(people.chloe).post(f"{door}/withdrawal", form)


def test_its_pages_are_accessible(
    people: Cast,
    partner: Member,
    strategy: Strategy,
    door: str,
    much_said: None,
    page_of: PageOf,
) -> None:
    check_all(page_of(people.bram, reduced_motion="reduce"), [door, f"{door}/history"])
    check_all(page_of(partner, reduced_motion="reduce"), [door])
    page = page_of(reduced_motion="reduce")
    check_all(page, [f"{door}/history", strategy.url])


def test_its_answers_are_accessible(
    people: Cast, griet: Member, door: str, much_said: None, page_of: PageOf
) -> None:
    """What is wrong, two that met, and a name that is opened."""
    page = page_of(people.chloe, locale="nl", reduced_motion="reduce")
    page.goto(door)
    page.locator("form.form button[type=submit]").click()
    expect(page.locator("#error-summary")).to_be_focused()
    looked_at(page)
    page = page_of(griet, reduced_motion="reduce")
    page.goto(door)
    page.evaluate("document.querySelector('input[name=replaces]').value = ''")
    page.get_by_label("spreken").or_(page.locator("#mandated")).first.check()
    page.locator("form.form button.button--primary").click()
    expect(page.locator(".conflict")).to_be_visible()
    looked_at(page)


def test_names_are_opened_by_keyboard(
    people: Cast, strategy: Strategy, much_said: None, page_of: PageOf
) -> None:
    page = page_of(locale="fr", reduced_motion="reduce")
    page.goto(strategy.url)
    page.locator("#endorsements summary", has_text="Gand").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#endorsements")).to_contain_text("In alle wijken.")
    looked_at(page)


def test_an_endorsement_comes_to_an_open_page(
    people: Cast, strategy: Strategy, page_of: PageOf, door: str
) -> None:
    """Given by a form without JavaScript, and heard by a page with it."""
    page = page_of(people.chloe)
    page.goto(strategy.url)
    own = page.locator(".endorsements__own a")
    expect(own).to_have_attribute("href", door)
    expect(page.locator("#endorsements summary")).to_have_count(0)
    form = page_of(people.bram, javascript=False)
    form.goto(door)
    form.locator("input[name=level][value=applies]").check()
    form.locator("textarea[name=note]").fill(FORM["note"])
    form.locator("#mandated").check()
    form.locator("form.form button.button--primary").click()
    expect(form.locator("#endorsements summary")).to_have_text("Gent")
    expect(page.locator("#endorsements summary")).to_have_text("Gand")
    expect(own).to_be_visible()


def test_nothing_typed_runs(
    people: Cast, strategy: Strategy, door: str, endorse: Endorse, page_of: PageOf
) -> None:
    """All attacks, as mandate and note; the last stands, the others are history."""
    replaces = None
    for attack in [*ATTACKS, *SHORT]:
        told = {"mandate": attack[:120], "note": attack[:600], "replaces": replaces}
        replaces = endorse(people.bram, **told).id
    page = page_of(people.bram)
    page.add_init_script(LISTEN)
    page.goto(strategy.url)
    page.locator("#endorsements summary").click()
    check(page)
    page.goto(door)
    check(page)
    address: str | None = f"{door}/history"
    while address:
        page.goto(address)
        check(page)
        older = page.locator("a[rel=next]")
        query = older.get_attribute("href") if older.count() else None
        address = query and f"{door}/history{query}"
