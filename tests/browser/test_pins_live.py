"""What a moderator puts first, readers see at once: in the theme and in the thread."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from connect.database import db
from connect.discussions import actions
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.moderation.actions.pinning import pin_thread
from tests.browser.thread_tab import ThreadTab
from tests.support.browsers import wait_until_settled
from tests.support.cast import Cast

PageOf = Callable[..., Page]
TabOf = Callable[..., ThreadTab]
TITLE = "Qui préside chez vous ?"


@pytest.fixture
def theme_of(page_of: PageOf, people: Cast) -> Callable[..., Page]:
    """The page of the theme, once it hears what is new."""

    def theme_of(member: Member | None) -> Page:
        page = page_of(member)
        with page.expect_event("websocket", lambda socket: "socket.io" in socket.url):
            page.goto(people.prevention.url)
        wait_until_settled(page)
        page.wait_for_timeout(1_000)
        return page

    return theme_of


def decide(page: Page, path: str, reason: str) -> None:
    page.goto(path)
    page.locator("main [name=reason]").fill(reason)
    page.locator("main form button.button--primary").click()
    page.wait_for_url(lambda url: path not in url)


def first(page: Page) -> Locator:
    return page.locator("#foremost > ul > li")


def test_a_pin_comes_and_goes_on_open_pages(
    people: Cast, thread: Thread, theme_of: Callable[..., Page], page_of: PageOf
) -> None:
    visitor, bram = theme_of(None), theme_of(people.bram)
    amina = page_of(people.amina)
    decide(amina, f"{thread.url}/pin", "À lire d'abord.")
    for page in (visitor, bram):
        expect(first(page)).to_contain_text([TITLE])
        expect(first(page)).to_contain_text(["À lire d'abord."])
    expect(first(bram).locator("button")).to_be_visible()
    expect(first(visitor).locator("button")).to_be_hidden()
    decide(amina, f"{thread.url}/feature", "Trois avis très différents.")
    expect(first(bram)).to_contain_text([TITLE])
    decide(amina, f"{thread.url}/pin/removal", "Assez vu.")
    for page in (visitor, bram):
        expect(first(page)).to_contain_text(["Trois avis très différents."])
        expect(page.locator("#foremost")).not_to_contain_text("À lire d'abord.")


def test_what_i_put_aside_stays_aside_when_something_else_changes(
    app: Flask, people: Cast, thread: Thread, theme_of: Callable[..., Page], page_of: PageOf
) -> None:
    pin(app, people, thread, "beacon")
    bram = theme_of(people.bram)
    first(bram).locator("button").click()
    expect(first(bram)).to_be_hidden()
    with app.app_context():
        other = actions.open_thread(
            people.chloe, people.prevention, kind="proposal", title="Autre chose", body="Voilà."
        )
    decide(page_of(people.amina), f"/threads/{other.id}/pin", "Nouveau.")
    expect(first(bram).filter(has_text="Autre chose")).to_be_visible()
    expect(first(bram).filter(has_text=TITLE)).to_be_hidden()
    bram.locator("#foremost summary").click()
    bram.locator("#foremost details button").filter(has_text=TITLE).click()
    expect(first(bram).filter(has_text=TITLE)).to_be_visible()


def test_an_announcement_that_i_opened_returns_when_it_is_edited(
    app: Flask, people: Cast, thread: Thread, theme_of: Callable[..., Page], tab_of: TabOf
) -> None:
    pin(app, people, thread, "announcement")
    tab_of(people.bram, thread).follow()
    bram, visitor = theme_of(people.bram), theme_of(None)
    expect(first(bram)).to_be_hidden()
    expect(first(visitor)).to_be_visible()
    with app.app_context():
        opening = db.session.query(Comment).filter_by(thread_id=thread.id, number=0).one()
        title = "Qui préside, dès lundi ?"
        actions.edit_comment(opening.author, opening, body="Et qui ?", version=1, title=title)
    bram.reload()
    expect(first(bram)).to_contain_text(["Qui préside, dès lundi ?"])


def test_an_answer_is_pinned_and_becomes_the_solution_before_my_eyes(
    people: Cast, thread: Thread, tab_of: TabOf, page_of: PageOf
) -> None:
    bram = tab_of(people.bram, thread).follow()
    chloe = tab_of(people.chloe, thread).follow()
    answer = bram.comment("Bij ons de korpschef.")
    address = str(answer.get_attribute("id")).removeprefix("comment-")
    decide(page_of(people.amina), f"/comments/{address}/pin", "La réponse courte.")
    expect(bram.page.locator("#first-comment")).to_contain_text("Bij ons de korpschef.")
    expect(answer.locator("#pin-badge")).to_be_visible()
    tool = chloe.opens_menu_of("Bij ons de korpschef.").locator("[formaction$='/solution']")
    tool.click()
    expect(bram.page.locator("#solution a")).to_have_attribute("href", f"/comments/{address}")
    expect(answer.locator("#solution-badge")).to_be_visible()
    menu = bram.opens_menu_of("Bij ons de korpschef.")
    expect(menu).to_be_visible()
    expect(menu.locator("[formaction*='/solution']")).to_be_hidden()


def test_pins_are_put_in_order_by_buttons_and_by_dragging(
    app: Flask, people: Cast, thread: Thread, page_of: PageOf
) -> None:
    threads = [thread]
    for number in (1, 2):
        with app.app_context():
            title = f"Fil numéro {number}"
            opened = actions.open_thread(
                people.chloe, people.prevention, kind="proposal", title=title, body="Voilà."
            )
            threads.append(opened)
    for each in threads:
        pin(app, people, each, "beacon")
    amina = page_of(people.amina)
    amina.goto(f"{thread.url}/pin/position")
    items = amina.locator(".pin-order__item")
    expect(items.first).to_have_attribute("draggable", "true")
    items.nth(2).locator("button[name=up]").focus()
    amina.keyboard.press("Enter")
    expect(items.nth(1)).to_contain_text(TITLE)
    expect(items.nth(1).locator("button[name=up]")).to_be_focused()
    items.nth(1).drag_to(items.nth(0), target_position={"x": 20, "y": 3})
    expect(items.nth(0)).to_contain_text(TITLE)
    expect(items.nth(0).locator("button[name=up]")).to_be_disabled()
    amina.locator("main [name=reason]").fill("D'abord la question.")
    amina.locator("main form button.button--primary").click()
    amina.wait_for_url(f"**{people.prevention.url}")
    expect(first(amina).first).to_contain_text(TITLE)


def pin(app: Flask, people: Cast, thread: Thread, kind: str) -> None:
    with app.app_context():
        found = db.session.get_one(Thread, thread.id)
        pin_thread(
            people.amina,
            found,
            kind=kind,  # type: ignore[arg-type]
            everywhere=False,
            ends_at=None,
            all_the_same=False,
            reason="À lire d'abord.",
        )
