"""A thread is read and answered with the keyboard alone, and the focus is always seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from connect.discussions.models import Thread
from tests.browser.thread_tab import ThreadTab
from tests.support.browsers import wait_until_settled
from tests.support.cast import Cast
from tests.support.editing import edit

MANY_STEPS = 150
# What Tab should reach; ways to the composer step aside while one is in it.
REACHABLE = """() => {
  const found = [...document.querySelectorAll("a[href], button, input, textarea, select, summary")]
  const shown = found.filter((e) => e.checkVisibility({ visibilityProperty: true })
    && !e.disabled && e.tabIndex >= 0 && e.type !== "hidden" && !e.matches("[href='#composer']"))
  shown.forEach((element, index) => (element.dataset.step = index))
  return Object.fromEntries(shown.map((element) => [element.dataset.step, element.outerHTML]))
}"""
FOCUSED = """() => {
  const element = document.activeElement
  const framed = element.isContentEditable ? element.closest(".editor__parts") : element
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(framed)
  const box = element.getBoundingClientRect()
  const shown = [element, ...(element.labels ?? [])] // a field of files lies under its label
  const field = element.closest(".editor")?.querySelector("textarea") // the editor stands for it
  return {
    step: element.dataset.step ?? field?.dataset.step,
    html: element.outerHTML.slice(0, 120),
    isMarked: (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none",
    isInView: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    isCovered: !(document.elementsFromPoint(box.left + box.width / 2,
      Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1))
      .slice(0, 1).some((top) => shown.some((part) => part.contains(top) || top.contains(part)))),
  }
}"""


@pytest.fixture
def tab(tab_of: Callable[..., ThreadTab], people: Cast, thread: Thread) -> ThreadTab:
    return tab_of(people.bram, thread).follow()


def test_the_first_step_skips_to_the_content(tab: ThreadTab) -> None:
    tab.page.keyboard.press("Tab")
    skip = tab.page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator("#main")).to_be_focused()


@pytest.mark.parametrize(
    "viewport", [{"width": 1280, "height": 900}, {"width": 360, "height": 740}]
)
def test_tab_reaches_everything_and_shows_where_it_is(
    viewport: dict[str, int], tab: ThreadTab
) -> None:
    page = tab.page
    page.set_viewport_size(viewport)  # type: ignore[arg-type]
    wait_until_settled(page)
    wanted = page.evaluate(REACHABLE)
    reached, hidden = set(), []
    for _ in range(MANY_STEPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["step"] is None or focused["step"] in reached:
            break
        reached.add(focused["step"])
        if not focused["isMarked"] or not focused["isInView"] or focused["isCovered"]:
            hidden.append(str(focused))
    assert not hidden, "\n".join(hidden)
    missed = [html for step, html in wanted.items() if step not in reached]
    assert not missed, "\n".join(missed)


def test_a_menu_opens_with_enter_and_closes_with_escape(tab: ThreadTab) -> None:
    menu = tab.comment("Bij ons ook.").locator("details.menu")
    menu.locator("summary").focus()
    tab.page.keyboard.press("Enter")
    expect(menu.locator(".menu__panel")).to_be_visible()
    tab.page.keyboard.press("Tab")
    expect(menu.locator(".menu__item").first).to_be_focused()
    tab.page.keyboard.press("Escape")
    expect(menu.locator(".menu__panel")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_a_menu_closes_when_the_focus_leaves_it(tab: ThreadTab) -> None:
    menu = tab.comment("Bij ons de korpschef.").locator("details.menu")
    menu.locator("summary").focus()
    tab.page.keyboard.press("Enter")
    expect(menu.locator(".menu__panel")).to_be_visible()
    tab.page.keyboard.press("Shift+Tab")
    expect(menu.locator(".menu__panel")).to_be_hidden()


def test_an_answer_is_written_and_published_with_the_keyboard(tab: ThreadTab) -> None:
    tab.comment("Bij ons de korpschef.").locator("[data-answer]").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.field).to_be_focused()
    tab.page.keyboard.type("Met het toetsenbord.")
    go_to(tab.page, "Antwoord publiceren")
    tab.page.keyboard.press("Enter")
    answer = tab.comment("Met het toetsenbord.")
    expect(answer.locator(".comment__parent")).to_contain_text("Dirk Claes")
    expect(answer).to_be_in_viewport()


def test_a_text_is_quoted_with_the_keyboard(tab: ThreadTab) -> None:
    tab.comment("Bij ons de korpschef.").locator("[data-quote]").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.field).to_be_focused()
    expect(tab.field.locator("blockquote")).to_have_text("Bij ons de korpschef.— Dirk Claes")


def test_a_new_comment_leaves_the_focus_where_it_is(
    tab: ThreadTab, tab_of: Callable[..., ThreadTab], people: Cast, thread: Thread
) -> None:
    focused = tab.comment("Bij ons de korpschef.").locator("[data-mark=useful]")
    focused.focus()
    tab_of(people.chloe, thread).open().post("Pendant ce temps.")
    expect(tab.comment("Pendant ce temps.")).to_have_count(1)
    expect(focused).to_be_focused()


def test_a_reaction_keeps_the_focus(tab: ThreadTab) -> None:
    useful = tab.comment("Bij ons de korpschef.").locator("[data-mark=useful]")
    useful.focus()
    tab.page.keyboard.press("Enter")
    expect(useful).to_have_attribute("aria-pressed", "true")
    expect(useful).to_be_focused()


def test_an_error_summary_takes_the_focus_and_leads_to_the_field(
    people: Cast, page_of: Callable[..., Page]
) -> None:
    page = page_of(people.bram)
    page.goto(f"{people.prevention.url}/threads/new")
    edit(page.locator("main form[data-place]")).fill("Zonder titel.")
    page.locator("main form [type=submit].button--primary").click()
    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("input[name=title]")).to_be_focused()


def go_to(page: Page, name: str) -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(MANY_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"Tab does not lead to {name}")
