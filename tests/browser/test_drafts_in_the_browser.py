"""What is being written is on the server a moment later, and in no case lost."""

import re
from collections.abc import Callable
from time import monotonic, sleep

from flask import Flask
from playwright.sync_api import FilePayload, Locator, expect
from sqlalchemy import select

from connect.database import db
from connect.discussions import actions
from connect.discussions.models import Comment, Thread
from connect.drafts.models import Draft
from tests.browser.thread_tab import ThreadTab
from tests.support.browsers import PHONE, check_accessibility
from tests.support.cast import PASSWORD, Cast
from tests.uploads import corpus

TabOf = Callable[..., ThreadTab]
SaidIn = Callable[..., str]
UNREACHABLE = "Failed to fetch|ERR_INTERNET_DISCONNECTED"
SECONDS_TO_ARRIVE = 15
CUT = "() => { window.fetch = () => Promise.reject(new TypeError('Failed to fetch')) }"
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


def status(tab: ThreadTab) -> Locator:
    return tab.page.locator("[data-draft-target=status]")


def saved(app: Flask, place: str) -> str:
    with app.app_context():
        kept = select(Draft.fields).where(Draft.place == place, Draft.state == "kept")
        return str((db.session.scalar(kept) or {}).get("body", ""))


def answers(app: Flask, thread: Thread, text: str) -> int:
    with app.app_context():
        html = db.session.scalars(select(Comment.html).where(Comment.thread_id == thread.id))
        return sum(text in found for found in html)


def test_a_text_is_gone_on_with_on_another_device(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    plan: FilePayload = {"name": "plan.pdf", "mimeType": "", "buffer": corpus.pdf()}
    desk = tab_of(people.chloe, thread).open().edit()
    desk.page.keyboard.insert_text("Commencé au bureau")
    expect(status(desk)).to_have_text(said_in("fr", "Saved"))
    train = tab_of(people.chloe, thread, viewport=PHONE).open()
    expect(train.text).to_have_value(re.compile("Commencé au bureau"))
    train.page.locator("#composer a").first.hover()
    train.page.locator("#composer input[type=file]").set_input_files(plan)
    train.edit().page.keyboard.insert_text(", fini dans le train")
    expect(status(train)).to_have_text(said_in("fr", "Saved"))
    desk.page.evaluate(COME_BACK)
    expect(desk.text).to_have_value(re.compile("Commencé au bureau, fini dans le train"))
    expect(desk.page.locator(".file")).to_have_count(1)
    train.publish.click()
    expect(train.comment("fini dans le train")).to_have_count(1)
    desk.page.evaluate(COME_BACK)
    desk.publish.click()
    expect(desk.comment("fini dans le train")).to_have_count(1)
    expect(desk.text).to_have_value("")


def test_two_windows_of_one_draft_end_with_both_texts(
    app: Flask, tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    here, there = (tab_of(people.chloe, thread).open().edit() for _ in range(2))
    there.page.keyboard.insert_text("Écrit là-bas")
    expect(status(there)).to_have_text(said_in("fr", "Saved"))
    here.page.keyboard.insert_text("Écrit ici")
    both = here.page.locator(".both-texts")
    expect(both).to_contain_text("Écrit là-bas")
    expect(both).to_contain_text("Écrit ici")
    check_accessibility(here.page)
    here.publish.click()
    expect(both).to_be_focused()
    assert saved(app, thread.stream) == "<p>Écrit là-bas</p>"
    here.page.keyboard.press("Tab")
    here.page.keyboard.press("Tab")
    here.page.keyboard.press("Enter")
    expect(both).to_have_count(0)
    expect(here.text).to_have_value(re.compile("Écrit là-bas"))
    rest = here.page.locator(".both-texts__rest")
    rest.locator("summary").click()
    expect(rest).to_contain_text("Écrit ici")
    here.publish.click()
    expect(here.comment("Écrit là-bas")).to_have_count(1)
    assert saved(app, thread.stream) == ""


def test_two_windows_without_a_network_end_with_both_texts(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    first = tab_of(people.chloe, thread, tolerate=UNREACHABLE).open().edit()
    second = ThreadTab(first.page.context.new_page(), thread).open().edit()
    first.page.context.set_offline(True)
    for tab, text in ((first, "Dans le premier onglet"), (second, "Dans le second")):
        tab.page.keyboard.insert_text(text)
        expect(status(tab)).to_have_text(
            said_in("fr", "Kept on this device; it will be saved when the connection is back.")
        )
    second.page.evaluate(CUT)  # a farewell would get through
    second.page.close()
    first.page.context.set_offline(False)
    expect(status(first)).to_have_text(said_in("fr", "Saved"))
    first.page.reload()
    both = first.page.locator(".both-texts")
    expect(both).to_contain_text("Dans le premier onglet")
    expect(both).to_contain_text("Dans le second")
    both.get_by_role("button").last.click()
    expect(both).to_have_count(0)
    expect(first.text).to_have_value(re.compile("Dans le premier onglet"))


def test_closing_a_tab_asks_nothing_and_loses_nothing(
    app: Flask, tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    tab = tab_of(people.chloe, thread).open().edit()
    asked: list[str] = []
    tab.page.on("dialog", lambda dialog: asked.append(dialog.message))
    tab.page.keyboard.insert_text("Fermé aussitôt")
    tab.page.close(run_before_unload=True)
    deadline = monotonic() + SECONDS_TO_ARRIVE
    while not saved(app, thread.stream):
        assert monotonic() < deadline, "what was typed last did not arrive"
        sleep(0.05)
    assert not asked
    expect(tab_of(people.chloe, thread).open().text).to_have_value(re.compile("Fermé aussitôt"))


def test_a_session_that_ends_while_writing_leads_through_sign_in_and_back(
    app: Flask, tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread).open().edit()
    chloe.page.context.clear_cookies()
    chloe.page.keyboard.insert_text("Écrit pendant une heure entière")
    status(chloe).get_by_role("link").click()
    chloe.page.locator("input[name=email]").fill(people.chloe.email)
    chloe.page.locator("input[name=password]").fill(PASSWORD)
    chloe.page.locator("main button[type=submit]").first.click()
    expect(chloe.text).to_have_value(re.compile("Écrit pendant une heure entière"))
    chloe.publish.click()
    expect(chloe.comment("une heure entière")).to_have_count(1)
    assert answers(app, thread, "une heure entière") == 1


def test_answers_that_arrive_meanwhile_are_told_before_sending(
    app: Flask, tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    chloe = tab_of(people.chloe, thread).follow().edit()
    amina = tab_of(people.amina, thread).open()
    note = chloe.page.locator("[data-controller=meanwhile]")
    amina.post("Avant.")
    expect(chloe.comment("Avant.")).to_be_attached()
    expect(note).to_be_empty()
    chloe.page.keyboard.insert_text("Ma réponse")
    amina.post("Pendant.")
    told = said_in(
        "fr",
        "%(num)s answer arrived while you were writing.",
        "%(num)s answers arrived while you were writing.",
        1,
    )
    expect(note).to_contain_text(told)
    note.get_by_role("link").click()
    expect(chloe.comment("Pendant.")).to_be_focused()
    chloe.publish.click()
    expect(chloe.comment("Ma réponse")).to_have_count(1)
    expect(note).to_be_empty()


def test_a_new_thread_is_kept_whole(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    chloe = tab_of(people.chloe, thread)
    chloe.page.goto("/themes/prevention/threads/new")
    chloe.page.locator("input[name=title]").fill("Une question de nuit")
    chloe.page.locator("input[name=kind][value=proposal]").check()
    chloe.page.locator("input[name=tags]").fill("nuit")
    expect(status(chloe)).to_have_text(said_in("fr", "Saved"))
    device = tab_of(people.chloe, thread)
    device.page.goto("/themes/prevention/threads/new")
    expect(device.page.locator("input[name=title]")).to_have_value("Une question de nuit")
    expect(device.page.locator("input[name=tags]")).to_have_value("nuit")
    expect(device.page.locator("input[name=kind][value=proposal]")).to_be_checked()


def test_a_text_that_moderators_closed_meanwhile_stays_on_the_device(
    app: Flask, tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    chloe = tab_of(people.chloe, thread).open().edit()
    with app.app_context():
        opening = db.session.scalar(select(Comment).where(Comment.number == 0))
        assert opening is not None
        actions.withdraw_comment(people.amina, opening)
    chloe.page.keyboard.insert_text("Trop tard")
    expect(status(chloe)).not_to_be_empty()
    expect(chloe.text).to_have_value(re.compile("Trop tard"))


def test_who_seems_to_name_a_person_is_reminded_and_may_publish(
    app: Flask, tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    tab = tab_of(people.chloe, thread).open().edit()
    care = tab.page.locator(".care")
    expect(care).to_be_hidden()
    tab.page.keyboard.insert_text("Il est joignable au 0470 12 34 56.")
    expect(care).to_contain_text("0470 12 34 56")
    tab.publish.click()
    expect(tab.page.locator("#comments")).to_contain_text("joignable")
    expect(care).to_be_hidden()
    assert answers(app, thread, "0470 12 34 56") == 1
