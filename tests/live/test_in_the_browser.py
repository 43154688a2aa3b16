"""The live thread as two readers see it, each in their own language."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from connect.discussions.models import Thread
from connect.themes.models import Theme
from tests.live.conftest import Author
from tests.support.cast import Cast

Paging = Callable[..., Page]
Writing = Callable[..., Author]
Opening = Callable[[Theme], Thread]


def test_a_comment_appears_at_the_other_reader_within_a_second(
    people: Cast, page_of: Paging, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    chloe, bram = page_of(people.chloe), page_of(people.bram)
    for page in (chloe, bram):
        page.goto(thread.url)
    live(bram)
    chloe.locator("#composer textarea").fill("Nous le faisons aussi.")
    chloe.locator("#composer button[type=submit]").first.click()
    arrived = bram.locator("#comments .comment", has_text="Nous le faisons aussi.")
    expect(arrived).to_have_count(1, timeout=1000)
    expect(arrived).to_contain_text(people.chloe.place_name("nl"))
    expect(chloe.locator("#comments .comment")).to_have_count(1)
    expect(chloe.locator("#composer textarea")).to_have_value("")


def test_what_arrives_is_counted_and_leads_there(
    people: Cast, page_of: Paging, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    for number in range(15):
        author_of(people.chloe).comment(thread, f"Texte {number}")
    bram = page_of(people.bram)
    bram.goto(thread.url)
    live(bram)
    bram.evaluate("scrollTo(0, 0)")
    before = bram.locator("#comments .comment").first.bounding_box()
    author_of(people.chloe).comment(thread, "Tout en bas")
    pill = bram.locator("#new-comments")
    expect(pill).to_be_visible()
    expect(pill).to_contain_text("1")
    assert bram.locator("#comments .comment").first.bounding_box() == before
    pill.click()
    expect(bram.locator(".comment", has_text="Tout en bas")).to_be_in_viewport()
    expect(pill).to_be_hidden()


def test_a_comment_above_what_is_read_does_not_move_it(
    people: Cast, page_of: Paging, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    for number in range(15):
        author_of(people.chloe).comment(thread, f"Texte {number}")
    bram = page_of(people.bram)
    bram.goto(thread.url)
    live(bram)
    read = bram.locator("#comments > li").nth(9)
    read.scroll_into_view_if_needed()
    before = read.bounding_box()
    first = bram.locator("#comments > li").first.get_attribute("id") or ""
    parent = first.removeprefix("comment-item-")
    author_of(people.chloe).comment(thread, "Au-dessus", parent=parent)
    expect(bram.locator("#comments > li")).to_have_count(16)
    after = bram.locator("#comments > li").nth(10).bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 1


def test_what_was_typed_survives_leaving_the_page(
    people: Cast, page_of: Paging, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    bram = page_of(people.bram)
    bram.goto(thread.url)
    bram.locator("#composer textarea").fill("Nog niet klaar")
    bram.goto("/themes/")
    bram.goto(thread.url)
    expect(bram.locator("#composer textarea")).to_have_value("Nog niet klaar")


def test_a_lost_network_keeps_the_text_and_the_next_try_is_one_comment(
    people: Cast, page_of: Paging, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    bram = page_of(people.bram, tolerate="Failed to fetch")
    bram.add_init_script("addEventListener('unhandledrejection', event => event.preventDefault())")
    bram.goto(thread.url)
    live(bram)
    bram.route("**/comments", lambda route: route.abort())
    bram.locator("#composer textarea").fill("Eén keer")
    bram.keyboard.press("Control+Enter")
    expect(bram.locator("#composer [data-draft-target=status]")).not_to_be_empty()
    expect(bram.locator("#composer textarea")).to_have_value("Eén keer")
    bram.unroute("**/comments")
    bram.keyboard.press("Control+Enter")
    expect(bram.locator("#comments .comment", has_text="Eén keer")).to_have_count(1)
    expect(bram.locator("#composer textarea")).to_have_value("")


def test_fifty_comments_missed_offline_come_back_once(
    people: Cast, page_of: Paging, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    bram = page_of(people.bram, tolerate="ERR_INTERNET_DISCONNECTED")
    bram.goto(thread.url)
    live(bram)
    bram.context.set_offline(True)
    for number in range(50):
        author_of(people.chloe).comment(thread, f"Numéro {number}.")
    bram.context.set_offline(False)
    expect(bram.locator("#comments > li[data-path]")).to_have_count(50, timeout=20_000)


def test_own_tools_and_marks_survive_a_live_replacement(
    people: Cast, page_of: Paging, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    author_of(people.bram).comment(thread, "Van mij")
    bram = page_of(people.bram)
    bram.goto(thread.url)
    live(bram)
    mark = bram.locator("#comments [data-mark=useful]")
    mark.click()
    expect(mark).to_have_attribute("aria-pressed", "true")
    comment = bram.locator("#comments > li").first.get_attribute("id") or ""
    number = comment.removeprefix("comment-item-")
    author_of(people.chloe).post(f"/comments/{number}/reactions/useful", pressed="true")
    expect(mark).to_contain_text("2")
    expect(mark).to_have_attribute("aria-pressed", "true")
    assert bram.locator("#comments [data-own]").first.get_attribute("hidden") is None


def test_a_selected_passage_is_quoted_with_a_link_back(
    people: Cast, page_of: Paging, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    author_of(people.chloe).comment(thread, "Une phrase à citer.")
    bram = page_of(people.bram)
    bram.goto(thread.url)
    bram.locator("#comments [data-quotable]").select_text()
    button = bram.locator("#comments [data-quotable] + button")
    button.click()
    expect(bram.locator("#composer textarea")).to_have_value(
        quotation("Une phrase à citer.", people.chloe.name)
    )


def quotation(words: str, name: str) -> re.Pattern[str]:
    return re.compile(rf"^> {re.escape(words)}\n> — {re.escape(name)} /comments/\d+\n\n$")


def live(page: Page) -> None:
    """Give the page's socket time to open. What is said before would be caught up anyway."""
    page.wait_for_timeout(700)
