"""Writing an answer: what was typed is never lost, and never published twice."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from connect.discussions.models import Thread
from tests.browser.thread_tab import ThreadTab
from tests.support.cast import PASSWORD, Cast
from tests.support.editing import EDITOR, edit

TabOf = Callable[..., ThreadTab]
ROUTABLE = {"service_workers": "block"}  # its requests pass by `page.route`
TEXT = "Une réponse écrite pendant une heure entière."
AS_TYPED = re.compile(re.escape(TEXT))  # bare, or in the editor's paragraph
SELECT_WORDS = """(body, words) => {
  const text = body.querySelector("p").firstChild
  const start = text.data.indexOf(words)
  getSelection().setBaseAndExtent(text, start, text, start + words.length)
}"""


def test_what_was_typed_survives_leaving_the_page_and_goes_once_published(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    """Typed at once, while the editor is on its way."""
    chloe = tab_of(people.chloe, thread).open()
    chloe.field.press_sequentially(TEXT)
    chloe.page.goto("/themes/")
    chloe.open()
    expect(chloe.text).to_have_value(AS_TYPED)
    chloe.page.reload()
    expect(chloe.text).to_have_value(AS_TYPED)
    expect(chloe.editor).to_have_text(TEXT)
    chloe.publish.click()
    expect(chloe.comment(TEXT)).to_have_count(1)
    expect(chloe.text).to_have_value("")
    chloe.page.reload()
    expect(chloe.comment(TEXT)).to_have_count(1)
    expect(chloe.text).to_have_value("")


def test_control_and_enter_publishes(tab_of: TabOf, people: Cast, thread: Thread) -> None:
    chloe = tab_of(people.chloe, thread).open()
    chloe.fill(TEXT)
    chloe.field.press("Control+Enter")
    expect(chloe.comment(TEXT)).to_have_count(1)


def test_a_double_click_publishes_once(tab_of: TabOf, people: Cast, thread: Thread) -> None:
    chloe = tab_of(people.chloe, thread).open()
    chloe.fill(TEXT)
    chloe.publish.dblclick()
    expect(chloe.comment(TEXT)).to_have_count(1)
    chloe.page.wait_for_load_state("networkidle")
    chloe.page.reload()
    expect(chloe.comment(TEXT)).to_have_count(1)


def test_a_session_that_ended_keeps_the_text_until_it_is_published_once(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread).open()
    chloe.fill(TEXT)
    chloe.page.context.clear_cookies()
    chloe.publish.click()
    expect(chloe.page.locator("textarea[readonly]")).to_have_value(re.compile(TEXT))
    chloe.page.locator("input[name=email]").fill(people.chloe.email)
    chloe.page.locator("input[name=password]").fill(PASSWORD)
    chloe.page.locator("main button[type=submit]").first.click()
    expect(chloe.page).to_have_url(re.compile("#composer$"))
    expect(chloe.page.locator(".flash--success")).to_be_visible()
    expect(chloe.editor).to_contain_text(TEXT)
    chloe.publish.click()
    expect(chloe.comment(TEXT)).to_have_count(1)
    expect(chloe.text).to_have_value("")


def test_an_error_keeps_the_text_and_says_what_is_wrong(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread).open()
    chloe.page.locator("#composer [name=parent]").evaluate("field => field.value = '999999'")
    chloe.write(TEXT)
    expect(chloe.page.locator("#composer .field__error")).to_be_visible()
    expect(chloe.text).to_have_value(AS_TYPED)
    described = chloe.text.get_attribute("aria-describedby") or ""
    for name in described.split():
        expect(chloe.page.locator(f"#{name}")).to_have_count(1)
    chloe.page.locator("#composer [name=parent]").evaluate("field => field.value = ''")
    chloe.publish.click()
    expect(chloe.comment(TEXT)).to_have_count(1)


def test_a_server_that_cannot_be_reached_keeps_the_text_and_a_retry_publishes_once(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread, tolerate="Failed to fetch", **ROUTABLE).open()
    chloe.page.route("**/comments", lambda route: route.abort(), times=1)
    chloe.write(TEXT)
    expect(chloe.page.locator("[data-draft-target=status]")).not_to_be_empty()
    expect(chloe.text).to_have_value(AS_TYPED)
    chloe.publish.click()
    expect(chloe.comment(TEXT)).to_have_count(1)


def test_a_mention_is_chosen_by_keyboard_in_the_bare_field_too(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread, **ROUTABLE)
    chloe.page.route("**/writing-*.js", lambda route: route.abort())
    chloe.open()
    chloe.field.press_sequentially("Demandez à @br")
    options = chloe.page.get_by_role("option")
    expect(options).to_have_count(1)
    listbox = chloe.page.get_by_role("listbox").get_attribute("id") or ""
    expect(chloe.text).to_have_attribute("aria-controls", listbox)
    selected = options.first.get_attribute("id") or ""
    expect(chloe.text).to_have_attribute("aria-activedescendant", selected)
    expect(options.first).to_have_attribute("aria-selected", "true")
    chloe.page.keyboard.press("ArrowDown")
    chloe.page.keyboard.press("Enter")
    expect(chloe.text).to_have_value("Demandez à @Bram Peeters ")
    expect(options).to_have_count(0)
    expect(chloe.text).not_to_have_attribute("aria-controls", listbox)
    chloe.page.keyboard.type("ou @br")
    expect(options).to_have_count(1)
    chloe.page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(chloe.text).to_have_value("Demandez à @Bram Peeters ou @br")
    expect(chloe.text).to_be_focused()
    chloe.publish.click()
    mention = chloe.comment("Demandez à").locator("a.mention")
    expect(mention).to_have_attribute("href", people.bram.profile_url)
    expect(mention).to_have_text("@Bram Peeters")


def test_a_selected_passage_is_quoted_with_a_link_back(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread).open()
    quoted = chloe.comment("Chez nous, le bourgmestre.")
    quoted.locator(".comment__body").evaluate(SELECT_WORDS, "le bourgmestre")
    quoted.locator("button", has_text="Citer").first.click()
    expect(chloe.editor).to_be_focused()
    chloe.page.keyboard.type("Pourquoi lui ?")
    chloe.publish.click()
    mine = chloe.comment("Pourquoi lui ?")
    expect(mine.locator("blockquote p").first).to_have_text("le bourgmestre")
    number = (quoted.get_attribute("id") or "").removeprefix("comment-")
    expect(mine.locator("blockquote a")).to_have_attribute("href", f"/comments/{number}")
    expect(mine.locator(".comment__parent")).to_contain_text("Amina Benali")


def test_the_answer_link_names_whom_it_answers_and_can_be_undone(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread).open()
    chloe.comment("Bij ons de korpschef.").locator("[data-answer]").click()
    note = chloe.page.locator("[data-composer-target=answering]")
    expect(note).to_contain_text("Dirk Claes")
    expect(chloe.field).to_be_focused()
    note.get_by_role("button").click()
    expect(note).to_be_hidden()
    chloe.post(TEXT)
    expect(chloe.comment(TEXT).locator(".comment__parent")).to_have_count(0)


def test_an_edit_of_what_changed_meanwhile_shows_both_texts_and_publishes_neither(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    """Also where no draft was kept, which would have told of the other window before."""
    first = tab_of(people.dirk, thread, service_workers="block").open()
    first.page.context.route("**/drafts/**", lambda route: route.abort())
    path = first.comment("Bij ons de korpschef.").locator("a[href$='/edit']").get_attribute("href")
    second = first.page.context.new_page()
    for page, text in ((first.page, "De eerste tekst."), (second, "De tweede tekst.")):
        page.goto(path or "")
        edit(page.locator("form[data-place]")).fill(text)
    first.page.locator("form[data-place] [type=submit].button--primary").click()
    expect(first.comment("De eerste tekst.")).to_be_visible()
    with second.expect_response(lambda answer: answer.status == 409):
        second.locator("form[data-place] [type=submit].button--primary").click()
    expect(second.locator("section[aria-labelledby=theirs]")).to_contain_text("De eerste tekst.")
    yours = second.locator("section[aria-labelledby=yours]")
    expect(yours.locator(EDITOR)).to_have_text("De tweede tekst.")
    edit(yours).fill("Beide teksten.")
    second.locator("form[data-place] [type=submit].button--primary").click()
    expect(second.locator("article.comment", has_text="Beide teksten.")).to_be_visible()
