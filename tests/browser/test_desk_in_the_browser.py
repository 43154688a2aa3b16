"""A moderator at the desk: by keyboard, live, many at once; by axe, on a telephone too."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import update

from connect.database import atomic, utc_now
from connect.discussions.models import Comment, Thread
from connect.moderation.actions.batching import work_next
from tests.browser.test_accessibility import check
from tests.support.cast import Cast
from tests.support.conversations import Conversations

PageOf = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
REPORT = """async (path) => {
  const headers = { "X-CSRF-Token": document.querySelector("meta[name=csrf-token]").content }
  const body = new URLSearchParams({ kind: "offensive", note: "" })
  const answer = await fetch(path, { method: "POST", headers, body })
  return answer.ok
}"""
HEARS = "() => document.querySelector('[data-stream^=moderation]').dataset.seq"


@pytest.fixture
def questions(app: Flask, people: Cast) -> list[Thread]:
    """Twelve that nobody answered; the first is the oldest."""
    talk = Conversations(app)
    threads = [
        talk.open(people.chloe, people.prevention, title=f"Question {number}")
        for number in range(12)
    ]
    with app.app_context(), atomic() as session:
        for number, thread in enumerate(threads):
            moment = utc_now() - timedelta(days=30, minutes=-number)
            old = update(Thread).where(Thread.id == thread.id)
            session.execute(old.values(last_activity_at=moment))
    return threads


def desk(page: Page, path: str = "/moderation/?lang=en") -> Page:
    """Opened, and its behaviour fetched."""
    page.goto(path)
    page.wait_for_function(
        "() => document.querySelector('.desk') && [...performance.getEntriesByType('resource')]"
        ".some(({ name }) => /desk_controller/.test(name))"
    )
    page.wait_for_timeout(200)
    return page


def test_lines_are_gone_through_opened_and_chosen_by_keyboard(
    people: Cast, questions: list[Thread], page_of: PageOf
) -> None:
    page = desk(page_of(people.amina))
    links = page.locator("[id^=desk-questions-] .desk__link")
    boxes = page.locator("[id^=desk-questions-] input[name=targets]")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("input[name=targets]:checked")).to_have_count(0)  # nobody is in the list
    links.first.focus()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(boxes.nth(2)).to_be_checked()
    page.keyboard.press("x")
    expect(boxes.nth(2)).not_to_be_checked()
    page.keyboard.press("k")
    page.keyboard.press("Control+j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("o")
    page.wait_for_url(f"**/threads/{questions[1].id}**")


def test_a_new_report_is_told_and_shown_when_asked_for(
    people: Cast, questions: list[Thread], page_of: PageOf
) -> None:
    page = desk(page_of(people.amina))
    page.locator("[id^=desk-questions-] input[name=targets]").first.check()
    bram = page_of(people.bram)
    bram.goto("/themes/")
    comment = questions[3].id  # the number of its opening
    assert bram.evaluate(REPORT, f"/comments/{comment}/report")
    expect(page.locator("[data-desk-total=reports]")).to_have_text("1")
    news = page.locator(".desk__news a")
    expect(news).to_have_text("1 new: show it")
    expect(page.locator("[id^=desk-reports-]:not([id$=acts]):not([id$=title])")).to_have_count(0)
    expect(page.locator("[id^=desk-questions-] input[name=targets]").first).to_be_checked()
    news.click()
    expect(page.locator("#desk-reports-1 .desk__link")).to_have_text("Question 3")
    expect(page.locator(".desk__news")).to_be_hidden()


def test_what_another_moderator_deals_with_says_so_in_its_place(
    people: Cast, questions: list[Thread], page_of: PageOf
) -> None:
    page = desk(page_of(people.amina))
    olga = page_of(people.olga)
    olga.goto(f"/threads/{questions[2].id}/closure?lang=en")
    olga.locator("[name=reason]").fill("Asked twice.")
    olga.locator("main form button[type=submit]").first.click()
    gone = page.locator(f"#desk-questions-{questions[2].id}")
    expect(gone).to_contain_text("Dealt with by Olga Dupont")
    expect(page.locator("[data-desk-total=questions]")).to_have_text("11")
    expect(page.locator("[id^=desk-questions-][data-line]")).to_have_count(10)


def test_many_are_closed_at_once_and_opened_again(
    app: Flask, people: Cast, questions: list[Thread], page_of: PageOf
) -> None:
    page = desk(page_of(people.amina, reduced_motion="reduce"))
    page.get_by_label("All 12 of this list").check()
    page.get_by_role("button", name="Close").click()
    page.wait_for_url("**/moderation/batches/new?**")
    check(page)
    page.get_by_label("Reason").fill("Nobody asks that any more.")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/moderation/batches/1")
    expect(page.locator("progress")).to_be_visible()
    check(page)
    work(app)
    page.get_by_role("button", name="See how far it is").click()
    expect(page.locator("#batch-1")).to_contain_text("12 are done.")
    check(page)
    page.get_by_role("button", name="Undo all").click()
    page.wait_for_url("**/moderation/batches/2")
    work(app)
    page.reload()
    expect(page.locator("#batch-2")).to_contain_text("12 are done.")
    assert page.goto("/moderation/questions?lang=en")
    expect(page.locator(".page-header .desk__total")).to_have_text("12")


def test_a_desk_is_read_by_everybody_light_and_dark_on_every_screen(
    app: Flask, people: Cast, questions: list[Thread], page_of: PageOf
) -> None:
    page = page_of(people.amina, reduced_motion="reduce")
    bram = page_of(people.bram)
    bram.goto("/themes/")
    assert bram.evaluate(REPORT, "/comments/1/report")
    for path in ("/moderation/", "/moderation/questions", "/moderation/reports?state=new"):
        desk(page, path)
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
        check(page)


def test_the_menu_says_how_much_is_open(
    people: Cast, questions: list[Thread], page_of: PageOf
) -> None:
    page = page_of(people.amina)
    page.goto("/themes/?lang=en")
    page.locator(".menu summary").first.click()
    expect(page.locator("#desk-count .count")).to_have_text("13")  # and a first text


def work(app: Flask) -> None:
    with app.app_context():
        while work_next():
            pass


def test_a_comment_number_is_that_of_its_thread(questions: list[Thread], app: Flask) -> None:
    """What these tests count upon."""
    talk = Conversations(app)
    opening: Comment = talk.opening_of(questions[3])
    assert opening.id == questions[3].id
