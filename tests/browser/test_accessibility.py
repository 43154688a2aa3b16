"""axe finds nothing to complain about on any page, light and dark, desk and telephone; and nothing
is wider than the narrowest screen."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from passlib.totp import TOTP
from playwright.sync_api import Page

from connect.accounts import actions as membership
from connect.contacts.actions import accept_request, ask_for_contact
from connect.database import atomic, db, utc_now
from connect.discussions import actions, queries
from connect.discussions.models import Comment, Thread
from connect.drafts.actions import save_draft, schedule_draft
from connect.events import log
from connect.moderation.actions.choosing import mark_solution, pin_comment
from connect.moderation.actions.deciding_reports import settle_report
from connect.moderation.actions.featuring import feature_thread
from connect.moderation.actions.noting import add_note
from connect.moderation.actions.pinning import pin_thread
from connect.moderation.actions.reporting import report_comment
from connect.moderation.models import Report
from connect.notifications.actions import notify
from connect.uploads.actions import keep
from connect.web.access import reached
from tests.browser.thread_tab import ThreadTab
from tests.house.test_routes import listed_pages
from tests.strategies.writing import published, started
from tests.support.browsers import DESKTOP, check_accessibility
from tests.support.cast import PASSWORD, Cast
from tests.support.editing import edit
from tests.support.sheets import Sheets
from tests.support.visitors import Visitor
from tests.uploads import corpus

PageOf = Callable[..., Page]
NO_PAGES = {
    "/healthz",
    "/readyz",
    "/metrics",
    "/members/suggestions",
    "/account/succession/candidates",
    "/places/municipalities",
}
FILES = (".csv", ".json", ".atom", ".xml", ".txt", ".js")
PHONE = {"width": 360, "height": 740}
NARROWEST = {"width": 320, "height": 640}
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What floats over the page covers what scrolls beneath it: its targets are not smaller for that.
UNFLOAT = """() => document.querySelectorAll(".answer-bar, .bottom-bar, .frame")
  .forEach((bar) => (bar.style.position = "static"))"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
OPEN_ALL = "() => document.querySelectorAll('details').forEach((part) => (part.open = true))"
LOOKING_FOR = (
    "/threads/1/pin",
    "/threads/1/pin/position",
    "/threads/1/pin/removal",
    "/threads/1/feature",
    "/comments/2/pin",
    "/comments/2/solution",
    "/?lang=nl",
    "/themes/prevention",
    "/themes/prevention?kind=proposal",
    "/themes/prevention?tag=nuit",
    "/themes/prevention?archived=yes",
    "/themes/networks",
    "/threads/1/archival",
    "/threads/1/classification",
    "/threads/1/closure",
    "/threads/1/pace",
    "/themes/prevention/first-texts",
    "/members/2/suspension",
    "/themes/prevention/threads/new",
    "/drafts/theme:2/schedule",
    "/comments/5/revisions/1/removal",
    "/strategies/?q=nobody&evidence=E6",
    "/members/?q=nobody",
    "/members/2",
    "/members/2/advice",
    "/members/4/contact-request",
    "/members/?language=fr&municipality=62063&function=officer&topics=offers",
    "/municipalities/62063",
    "/municipalities/11001",
    "/contact-requests/1",
    "/contact-requests/2",
    "/contact-requests/3",
    "/contact-requests/?box=sent",
    "/join-requests/1/refusal",
    "/mails/1",
    "/invitations/1",
    "/invitations/lists/1",
    "/successions/1",
    "/members/2/deactivation",
    "/comments/4/hiding/removal",
    "/comments/5/hiding",
    "/comments/5/moderation",
    "/comments/7/report",
    "/members/2/notes",
    "/moderation/answers/1",
    "/reports/1",
    "/reports/2",
    "/vocabularies/service",
    "/vocabularies/terms/1",
    "/decisions/1",
    "/decisions/?theme=networks&by=1",
    "/threads/1/moderation",
    "/threads/1/selection",
    "/threads/1/moves?c=2",
    "/threads/1/merger",
    "/comments/2/moderation",
    "/nothing/here",
)
COMMENT_PAGES = ("answer", "quotation", "edit", "language", "history")


@pytest.fixture
def lived_in(app: Flask, people: Cast, thread: Thread) -> Thread:
    """The thread with every mark a page can show, and something on every page of an organiser."""
    with app.app_context():
        found = reached(queries.reach_thread(people.olga, thread.id))
        own = actions.post_comment(
            people.olga, found, body="Vous avez *tous* raison, @Bram Peeters."
        )
        actions.edit_comment(people.olga, own, body="> Bij ons ook.\n\n- Tous\n- raison", version=1)
        plan = keep(people.amina, BytesIO(corpus.pdf()), "plan.pdf")
        withdrawn = actions.post_comment(people.bram, found, body="Weg.", parent_id=own.id)
        last = actions.post_comment(
            people.amina,
            found,
            body=f"Et ensuite ? https://example.org/{'x' * 90}",
            parent_id=withdrawn.id,
            files=[plan.key],
        )
        actions.withdraw_comment(people.bram, withdrawn)
        _moderate(people, found, last)
        pin_thread(
            people.olga,
            found,
            kind="beacon",
            reason="Pour tous.",
            everywhere=True,
            ends_at=utc_now() + timedelta(days=9),
            all_the_same=False,
        )
        feature_thread(people.olga, found, reason="Trois avis.")
        pin_comment(people.olga, last, reason="Merci.")
        mark_solution(people.olga, last, reason="Merci.")
        actions.react(people.olga, last, "useful", True)
        actions.bookmark(people.olga, last, True)
        notify(people.olga.id, last, "answered")
        begun = {"title": "Et si ?", "body": "Une idée.", "kind": "proposal", "token": ""}
        for place in (people.networks.stream, found.stream):
            save_draft(people.olga, place, begun, 0)
        schedule_draft(people.olga, people.networks.stream, utc_now() + timedelta(days=1))
        membership.request_to_join(
            "new@example.org",
            name="Nouria",
            function="Échevine",
            locale="fr",
            municipality="62063",
            organisation="",
            message="Bonjour.",
        )
        membership.invite(people.olga, email="invited@example.org", message="Bienvenue")
        membership.add_domain(
            people.olga, "liege.example", municipality="62063", organisation_id=None
        )
        lines = [(2, {"email": "lou@example.org"}), (3, {"email": "no address", "role": "king"})]
        membership.keep_list(people.olga, "x.csv", lines, locale="fr", days=30, message="")
        membership.deactivate_member(people.olga, people.dirk, "Pension")
        words = {"subject": "Twee woorden", "message": "Dag Olga,\n\nheb je een ogenblik?"}
        ask_for_contact(people.bram, people.olga, **words)
        ask_for_contact(people.olga, people.amina, **words)
        accept_request(ask_for_contact(people.olga, people.chloe, **words), "Avec plaisir.")
        offer = (people.olga, people.olga, people.bram, ["follows"], "Merci")
        membership.offer_succession(*offer)
        with atomic():
            given_up = log.record("comment.posted", subject=f"comment:{last.id}", streams=[])
            given_up.state, given_up.last_error = "parked", "OSError: the disk is full"
    return thread


def _moderate(people: Cast, thread: Thread, reported: Comment) -> None:
    """A case that waits, one that was settled, and notes."""
    report_comment(people.bram, reported, kind="offensive", note="Te scherp.")
    hidden = db.session.query(Comment).filter_by(thread_id=thread.id, number=3).one()
    report_comment(people.chloe, hidden, kind="personal_data")
    case = db.session.query(Report).filter_by(comment_id=hidden.id).one()
    words = {"fr": "Merci.", "author": "Relisez."}
    settle_report(people.amina, case, reason="Une personne.", answers=words)
    for subject in (case.subject, people.bram.stream, reported.subject):
        add_note(people.olga, subject, "Vu à deux.")


def test_a_visitor_s_pages(people: Cast, lived_in: Thread, page_of: PageOf) -> None:
    page = page_of(locale="fr", reduced_motion="reduce")
    forms = ("/confirm/used", "/join/closed", "/nothing/here", "/?lang=fr", lived_in.url)
    check_all(page, [*listed("public"), *forms])


def test_an_organiser_s_lists_and_forms(people: Cast, lived_in: Thread, page_of: PageOf) -> None:
    page = page_of(people.olga, reduced_motion="reduce")
    check_all(page, [*listed("member"), *LOOKING_FOR])


def test_a_thread_and_the_pages_of_its_comments(
    people: Cast, lived_in: Thread, page_of: PageOf
) -> None:
    page = page_of(people.olga, locale="nl", reduced_motion="reduce")
    own = [f"/comments/5/{name}" for name in COMMENT_PAGES]
    check_all(page, [lived_in.url, f"{lived_in.url}?order=time", *own, "/comments/2/edit"])


def test_forms_with_errors(people: Cast, lived_in: Thread, page_of: PageOf) -> None:
    page = page_of(reduced_motion="reduce", locale="nl")
    for path in ("/sign-in", "/join", "/forgotten-password"):
        page.goto(path)
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector("#error-summary")
        check(page)
    page = page_of(people.olga, reduced_motion="reduce")
    for path in ("/themes/prevention/threads/new", "/comments/5/edit"):
        page.goto(path)
        edit(page.locator("main form[data-place]")).fill(" ")
        page.locator("main form[novalidate] button[type=submit]").first.click()
        page.wait_for_selector("#error-summary")
        check(page)


def test_joining_and_the_second_factor(app: Flask, people: Cast, page_of: PageOf) -> None:
    with app.app_context():
        token = membership.invite(people.olga, email="invited@example.org")
    check_all(page_of(reduced_motion="reduce"), [f"/join/{token}"])
    page = page_of(people.bram, reduced_motion="reduce")
    page.goto("/account/second-factor")
    shown = TOTP(key=re.sub(r"\s", "", page.locator(".secret").inner_text()))
    page.locator("main [name=code]").fill(shown.generate().token)
    page.locator("main form button").click()
    page.wait_for_selector(".codes")
    check(page)
    check_all(page, ["/account/second-factor", "/account"])
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.locator("[name=email]").fill(people.bram.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_selector("[name=code]")
    check(page)


def test_a_conflict(people: Cast, lived_in: Thread, page_of: PageOf) -> None:
    page = page_of(people.olga, reduced_motion="reduce")
    page.goto("/comments/5/edit")
    page.locator("input[name=version]").evaluate("field => field.value = 1")
    edit(page.locator("main form[data-place]")).fill("Encore autre chose.")
    page.locator("main form[novalidate] button[type=submit]").first.click()
    page.wait_for_selector(".conflict")
    check(page)


def test_writing_a_sheet(
    people: Cast, lived_in: Thread, browser_of: Callable[..., Visitor], page_of: PageOf
) -> None:
    """With all its parts open, with something wrong, and beside what somebody else wrote."""
    writer = browser_of(people.chloe)
    draft, shown = started(writer, people), published(writer, people)
    page = page_of(people.chloe, reduced_motion="reduce")
    pages = ("edit", "publication", "writers", "history", "contact", "versions/1/removal")
    check_all(page, ["/strategies/new", "/strategies/mine", f"{draft}/publication"])
    check_all(page, [f"{shown}/{name}" for name in pages[:-1]])
    page.goto(f"{draft}/edit")
    page.evaluate(
        "() => document.querySelectorAll('details').forEach((part) => (part.open = true))"
    )
    check(page)
    page.locator("#end").fill("2020-01")
    page.locator("#start").fill("2024-01")
    page.locator("form.sheet-form button.button--primary").click()
    page.wait_for_selector("#error-summary")
    check(page)
    page.evaluate(OPEN_ALL)
    page.locator("#end").fill("")
    page.locator("input[name=version]").evaluate("field => field.value = 0")
    page.locator("#title").fill("Un autre titre")
    page.locator("form.sheet-form button.button--primary").click()
    page.wait_for_selector(".meeting")
    check(page)
    moderator = page_of(people.amina, reduced_motion="reduce")
    check_all(moderator, [f"{shown}/proof", f"{shown}/proof/removal", f"{shown}/{pages[-1]}"])


def test_a_preview_and_a_text_that_outlived_its_session(
    people: Cast, lived_in: Thread, page_of: PageOf
) -> None:
    """The pages that answer a form which no script sends."""
    page = page_of(people.olga, reduced_motion="reduce")
    page.goto(lived_in.url)
    form = page.locator("#composer")
    form.evaluate("form => { form.action = '/preview'; form.submit() }")
    page.wait_for_selector(".as-published")
    check(page)
    page.goto(lived_in.url)
    page.context.clear_cookies()
    form.evaluate("form => form.submit()")
    page.wait_for_selector("[name=kept]", state="attached")
    check(page)


def test_what_scripts_add_to_a_thread(
    people: Cast, lived_in: Thread, tab_of: Callable[..., ThreadTab]
) -> None:
    olga = tab_of(people.olga, lived_in, reduced_motion="reduce").follow()
    tab_of(people.chloe, lived_in).open().post("Une nouvelle réponse.")
    olga.comment("Une nouvelle réponse.").wait_for(state="attached")
    olga.comment("Et ensuite ?").locator("[data-answer]").click()
    olga.edit().page.keyboard.type(" @br")
    olga.page.get_by_role("option").wait_for()
    check(olga.page)
    olga.page.keyboard.press("Escape")
    olga.page.keyboard.press("Control+k")
    olga.page.locator("[data-panel=link] [data-act=apply]").click()
    olga.page.wait_for_selector("[data-panel=link] [data-error]:not([hidden])")
    check(olga.page)
    olga.page.keyboard.press("Escape")
    olga.opens_menu_of("Et ensuite ?")
    check(olga.page)


def test_reading_translating_and_adapting_a_sheet(
    app: Flask, people: Cast, page_of: PageOf
) -> None:
    sheets = Sheets(app)
    origin = sheets.publish(people.chloe)
    sheets.agree_to_be_named(origin)
    sheets.translate(people.dirk, origin, obstacles="")
    own = {"objectives": ["Rappeler en trois jours"], "status": "pilot", "results": ""}
    adapted = sheets.publish(people.amina, adapted_from=origin, **own)
    pages = [
        *(origin.url, f"{origin.url}?original=1", f"{origin.url}/adaptation", adapted.url),
        *(f"{origin.url}/translations/nl", f"{origin.url}/translations/de"),
        f"{adapted.url}/comparison",
    ]
    check_all(page_of(people.bram, reduced_motion="reduce"), pages)
    check_all(page_of(locale="fr", reduced_motion="reduce"), [origin.url])


def listed(door: str) -> list[str]:
    listed = (path for path in listed_pages(door) if not path.endswith(FILES))
    return [path for path in listed if path not in NO_PAGES]


def check_all(page: Page, paths: list[str]) -> None:
    found = []
    for path in paths:
        page.goto(path)
        try:
            check(page)
        except AssertionError as violations:
            found.append(f"{path}\n{violations}")
    assert not found, "\n\n".join(found)


def check(page: Page) -> None:
    """The page as it stands, light at a desk and dark on a telephone."""
    page.evaluate(UNFLOAT)
    check_accessibility(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.evaluate(TWO_FRAMES)  # until then colours are on their way, however short
    check_accessibility(page)
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    sideways = page.evaluate(SIDEWAYS)
    assert sideways <= 0, f"{sideways} px too wide"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
