"""A first answer that waits for a moderator, written and approved with scripts."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Page, expect

from connect.database import atomic, db
from connect.discussions import actions
from connect.drafts.models import Draft
from connect.themes.models import Theme
from tests.browser.thread_tab import ThreadTab
from tests.support.browsers import check_accessibility, wait_until_settled
from tests.support.cast import Cast
from tests.support.editing import edit

WORDS = "Bij ons doet de buurtwacht dat."


def test_an_answer_waits_among_its_author_s_drafts_and_appears_live_once_approved(
    app: Flask,
    people: Cast,
    page_of: Callable[..., Page],
    tab_of: Callable[..., ThreadTab],
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Theme, people.networks.id).approves_first = True
        thread = actions.open_thread(
            people.olga, people.networks, kind="question", title="Qui veille ?", body="La nuit ?"
        )
    reader = tab_of(people.chloe, thread).follow()
    dirk = page_of(people.dirk)
    dirk.goto(thread.url)
    edit(dirk.locator("#composer")).fill(WORDS)
    dirk.locator("#composer .composer__bar button.button--primary").click()
    dirk.wait_for_url("**/drafts/")
    expect(dirk.locator(".draft__excerpt")).to_have_text(WORDS)
    expect(dirk.locator("form[action$='/waiting/removal']")).to_be_visible()
    check_accessibility(dirk)
    with app.app_context():
        draft_id = db.session.query(Draft.id).filter(Draft.held_at.is_not(None)).scalar()
    moderator = page_of(people.olga)
    moderator.goto(f"/approvals/{draft_id}")
    wait_until_settled(moderator)
    check_accessibility(moderator)
    moderator.locator(f"main form[action$='/approvals/{draft_id}'] button").click()
    reader.comment(WORDS).wait_for(state="attached")
    dirk.goto("/drafts/")
    expect(dirk.locator(".draft")).to_have_count(0)
