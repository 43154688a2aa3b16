"""A synthesis in a real browser: live in two tabs, written with rows, folded on a telephone."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import check as looked_at
from tests.browser.test_accessibility import check_all
from tests.support.browsers import PHONE
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.syntheses.conftest import Writing

PageOf = Callable[..., Page]
SAVE = ".synthesis-form .button--primary"


def test_its_pages_are_accessible(people: Cast, page_of: PageOf, writing: Writing) -> None:
    writing.name(people.bram)
    writing.save(writing.agreed("Avant."))
    writing.save(
        writing.agreed("Un référent par quartier.", writing.first, writing.second),
        writing.agreed("", writing.second, nl="’s Avonds ook."),
    )
    writing.talk.edit(writing.first, "Anders gezegd.")
    writing.talk.withdraw(writing.second)
    own = writing.address
    names = ("", "/edit", "/history", "/writers", f"/writers/{people.bram.id}/removal")
    pages = [writing.thread.url, *(own + name for name in names), f"{writing.first.url}/citation"]
    check_all(page_of(people.amina, reduced_motion="reduce"), pages)
    page = page_of(people.olga, locale="nl", reduced_motion="reduce")
    page.goto(f"{own}/edit")
    page.locator("[name=agreed-0-texts]").fill("999999")
    page.locator(SAVE).click()
    expect(page.locator("#error-summary")).to_be_focused()
    looked_at(page)
    page.locator("[name=agreed-0-texts]").fill("")
    page.locator("form.synthesis-form input[name=version]").evaluate("field => field.value = 1")
    page.locator(SAVE).click()
    expect(page.locator("#theirs")).to_be_visible()
    looked_at(page)


def test_readers_see_it_come_and_change_without_reloading(
    people: Cast, page_of: PageOf, browser_of: Callable[..., Visitor], writing: Writing
) -> None:
    reader, writer = page_of(people.bram), page_of(people.amina)
    reader.goto(writing.thread.url)
    reader.evaluate("window.neverReloaded = true")
    writer.goto(f"{writing.address}/edit")
    writer.locator("[name=agreed-0-fr]").fill("Un référent par quartier.")
    writer.locator("[name=agreed-0-nl]").fill("Een aanspreekpunt per wijk.")
    writer.locator("[name=agreed-0-texts]").fill(writing.first.url)
    writer.locator(SAVE).click()
    writer.wait_for_url(f"**{writing.address}")
    line = reader.locator("#line-1")
    expect(line.locator("p").first).to_have_text("Een aanspreekpunt per wijk.")
    expect(reader.locator(f"#comment-{writing.first.id} a[href$='/synthesis']")).to_be_visible()
    form = {"body": "Anders gezegd.", "version": "1"}
    assert browser_of(people.bram).post(writing.first.url, form).status == 303
    writing.settle()
    expect(line.locator(".synthesis__review")).to_be_visible(timeout=40_000)
    writer.goto(writing.address)
    writer.locator("form[action*='/reviews'] button, .synthesis-review button").first.click()
    expect(line.locator(".synthesis__review")).to_have_count(0)
    assert reader.evaluate("window.neverReloaded")


def test_who_is_writing_keeps_their_words_whatever_others_save(
    people: Cast, page_of: PageOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Avant."))
    amina, olga = page_of(people.amina), page_of(people.olga)
    for page, words in ((amina, "D’Amina."), (olga, "D’Olga.")):
        page.goto(f"{writing.address}/edit")
        page.locator("#agreed .rows__more").click()
        page.locator("[name=agreed-1-fr]").fill(words)
    olga.locator(SAVE).click()
    olga.wait_for_url(f"**{writing.address}")
    expect(amina.locator("[name=agreed-1-fr]")).to_have_value("D’Amina.")
    amina.locator(SAVE).click()
    expect(amina.locator("[aria-labelledby=theirs]")).to_contain_text("D’Olga.")
    expect(amina.locator("[name=agreed-1-fr]")).to_have_value("D’Amina.")
    amina.locator(SAVE).click()
    amina.wait_for_url(f"**{writing.address}")
    assert [shown.line.fr for shown in writing.now.lines] == ["Avant.", "D’Amina."]
    assert writing.now.version.number == 3


def test_lines_are_moved_with_buttons_and_kept_as_a_draft(
    people: Cast, page_of: PageOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Un."), writing.agreed("Deux."))
    page = page_of(people.amina)
    page.goto(f"{writing.address}/edit")
    with page.expect_response("**/drafts/synthesis:*"):
        page.locator("#agreed [data-action='rows#down']").first.click()
    page.reload()
    expect(page.locator("[name=agreed-0-fr]")).to_have_value("Deux.")
    expect(page.locator("[name=agreed-1-fr]")).to_have_value("Un.")


def test_on_a_telephone_the_other_language_is_folded(
    people: Cast, page_of: PageOf, writing: Writing
) -> None:
    writing.save(
        writing.agreed("Un référent.", nl="Een aanspreekpunt."), writing.agreed("Le soir.")
    )
    page = page_of(people.bram, viewport=PHONE)
    page.goto(writing.thread.url)
    french = page.locator("#synthesis").get_by_text("Un référent.")
    expect(page.get_by_text("Een aanspreekpunt.")).to_be_visible()
    expect(french).to_be_hidden()
    expect(page.get_by_text("Le soir.")).to_be_visible()
    page.locator(".synthesis__fold").click()
    expect(french).to_be_visible()
    page.set_viewport_size({"width": 700, "height": 740})
    page.reload()
    expect(french).to_be_visible()


def test_a_text_is_used_from_its_menu(
    app: Flask, people: Cast, page_of: PageOf, writing: Writing
) -> None:
    page = page_of(people.amina)
    page.goto(writing.thread.url)
    comment = page.locator(f"#comment-{writing.first.id}")
    comment.locator("summary").click()
    comment.locator("a[href$='/citation']").click()
    page.locator("[name=place][value=open]").check()
    page.locator("[name=fr]").fill("Qui paie ?")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{writing.address}")
    expect(page.locator("#line-1 .synthesis__texts a")).to_have_text(people.bram.name)
    reader = page_of(people.bram)
    reader.goto(writing.thread.url)
    reader.locator(f"#comment-{writing.second.id} summary").click()
    expect(reader.locator(f"#comment-{writing.second.id} a[href$='/citation']")).to_be_hidden()
