"""What scripts add to profiles: cards beside names, a picture's crop, labels for topics; and what
the pages of the welcome are worth in a real browser."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, expect

from connect.database import atomic, db
from connect.discussions.models import Thread
from connect.members import actions
from connect.members.models import Member
from connect.settings import Settings
from tests.browser.test_accessibility import check
from tests.browser.thread_tab import ThreadTab
from tests.members.test_expertise import FULL
from tests.support.browsers import PHONE, wait_until_settled
from tests.support.cast import Cast
from tests.support.visitors import Visitor

PageOf = Callable[..., Page]
WHERE_TEXTS_STAND = """() => [...document.querySelectorAll(".prose, .author-line")]
  .map(text => text.getBoundingClientRect().top + scrollY)"""


@pytest.fixture
def experts(app: Flask, people: Cast) -> None:
    """Chloé, who writes most texts, says what she can help with."""
    with app.app_context():
        chloe = db.session.get_one(Member, people.chloe.id)
        offers = ["tournées de nuit", "accueil", "médiation", "le quatrième"]
        actions.update_profile(chloe, topics={"offers": offers})


@pytest.mark.usefixtures("experts")
def test_a_card_comes_beside_a_name_and_goes_again(
    people: Cast, thread: Thread, page_of: PageOf
) -> None:
    page = page_of(people.bram, locale="fr", reduced_motion="reduce")
    page.goto(f"{thread.url}?lang=fr")
    card, name = page.locator(".people-card"), page.locator(".author-line__name").first
    wait_until_settled(page)
    stood = page.evaluate(WHERE_TEXTS_STAND)
    page.locator(".author-line .avatar").first.hover()
    expect(card).to_contain_text("tournées de nuit")
    expect(card).to_contain_text("Prevention officer · Bruxelles")
    expect(card).not_to_contain_text("le quatrième")
    assert page.evaluate(WHERE_TEXTS_STAND) == stood
    check(page)
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    name.hover()
    expect(card).to_be_visible()
    page.mouse.move(2, 2)
    expect(card).to_have_count(0)


@pytest.mark.usefixtures("experts")
def test_the_keyboard_brings_the_card_and_keeps_it(
    people: Cast, thread: Thread, page_of: PageOf
) -> None:
    page = page_of(people.bram, reduced_motion="reduce")
    page.goto(thread.url)
    card, name = page.locator(".people-card"), page.locator(".author-line__name").first
    page.locator("h1").first.evaluate("title => { title.tabIndex = -1; title.focus() }")
    while not name.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    expect(card).to_contain_text("tournées de nuit")
    described = page.locator(f"#{name.get_attribute('aria-describedby')}")
    expect(described).to_contain_text("tournées de nuit")
    expect(described).not_to_contain_text("Chloé")  # the link has said so
    page.mouse.move(700, 700)
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    assert card.count() == 0, "it may cover what now has the focus"
    page.keyboard.press("Shift+Tab")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(name).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/members/{people.chloe.id}")


@pytest.mark.usefixtures("experts")
def test_a_comment_that_arrives_has_cards_too(
    people: Cast, thread: Thread, tab_of: Callable[..., ThreadTab]
) -> None:
    dirk = tab_of(people.dirk, thread, reduced_motion="reduce").follow()
    tab_of(people.chloe, thread).open().post("Une nouvelle réponse.")
    arrived = dirk.comment("Une nouvelle réponse.")
    arrived.wait_for(state="attached")
    pill = dirk.page.locator("[data-arrivals-target=pill]")
    if pill.count() and pill.first.is_visible():
        pill.first.click()
    arrived.locator(".author-line__name").first.hover()
    expect(dirk.page.locator(".people-card")).to_contain_text("tournées de nuit")


def half_red_half_blue() -> bytes:
    """Lying on its side, as telephones store it: upright, red is on the left, blue on the right."""
    picture = Image.new("RGB", (300, 600), "red")
    picture.paste("blue", (0, 0, 300, 300))
    exif, file = Image.Exif(), BytesIO()
    exif[0x0112] = 6  # to be turned clockwise: what is below comes to the left
    picture.save(file, "PNG", exif=exif)
    return file.getvalue()


def test_the_part_of_a_picture_that_was_chosen_is_kept(
    app: Flask, people: Cast, page_of: PageOf, settings: Settings
) -> None:
    page = page_of(people.bram, reduced_motion="reduce")
    page.goto("/profile")
    page.locator("#picture").set_input_files(
        {"name": "me.png", "mimeType": "image/png", "buffer": half_red_half_blue()}
    )
    canvas = page.locator(".crop__canvas")
    expect(canvas).to_be_visible()
    across = page.locator("[data-crop-target=x]")
    canvas.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(across).to_have_value("100")
    assert page.locator("#crop").input_value() == "0.5000 0.0000 1.0000"
    expect(page.locator("[data-crop-target=y]")).to_be_disabled()  # no room that way
    page.locator("[data-crop-target=zoom]").fill("100")
    assert page.locator("#crop").input_value() == "0.9000 0.4000 0.2000"
    check(page)
    page.locator("[data-crop-target=zoom]").fill("0")
    across.fill("50")
    box = canvas.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 70)
    page.mouse.down()
    page.mouse.move(
        box["x"] + 320, box["y"] + 70, steps=5
    )  # the picture to the right: its left side shows
    page.mouse.up()
    expect(across).to_have_value("0")
    shown = canvas.evaluate("c => [...c.getContext('2d').getImageData(200, 200, 1, 1).data]")
    assert shown[0] > 200
    assert shown[2] < 60
    page.locator("#name").fill("")  # something else is wrong: the picture is kept all the same
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_selector("#error-summary")
    expect(page.locator(".crop__kept")).to_be_visible()
    page.locator("#name").fill("Bram Peeters")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/members/*")
    with app.app_context():
        avatar = db.session.get_one(Member, people.bram.id).avatar
    assert avatar
    with Image.open(Path(settings.uploads) / "avatars" / avatar) as kept:
        red, _green, blue = kept.convert("RGB").resize((1, 1)).tobytes()
    assert red > 200
    assert blue < 60


def test_topics_are_labels_to_add_and_take_away(people: Cast, page_of: PageOf) -> None:
    page = page_of(people.bram, reduced_motion="reduce")
    page.goto("/profile?lang=en")
    field = page.get_by_role("textbox", name="What you can help with")
    field.fill("night rounds")
    field.press("Enter")
    field.press_sequentially("Mediation, agreements")
    page.get_by_role("button", name="Remove “Mediation”").click()
    expect(field).to_be_focused()
    assert page.locator("textarea[name=offers]").input_value() == "night rounds"
    expect(page.locator("#announcements")).to_contain_text("“Mediation” is removed.")
    field.press("Enter")
    for number in range(8):
        field.press_sequentially(f"{number},")
    expect(page.get_by_text("There are 8").first).to_be_visible()
    check(page)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/members/*")
    assert page.locator("main .topics__item").all_inner_texts()[:3] == [
        "night rounds",
        "agreements",
        "0",
    ]


@pytest.mark.parametrize("javascript", [True, False])
def test_the_welcome_of_a_new_member(
    app: Flask, people: Cast, page_of: PageOf, javascript: bool
) -> None:
    with app.app_context(), atomic():
        db.session.get_one(Member, people.bram.id).onboarded_at = None
    page = page_of(people.bram, viewport=PHONE, javascript=javascript, reduced_motion="reduce")
    page.goto("/?lang=en")
    expect(page.get_by_text("Step 1 of 3")).to_be_visible()
    if javascript:
        check(page)
    page.get_by_label("Your function").fill("Head of service")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("Step 2 of 3")).to_be_visible()
    page.goto("/")
    page.get_by_role("link", name="Introduce yourself").click()
    expect(page.get_by_text("Step 2 of 3")).to_be_visible()  # it goes on where it was left
    if javascript:
        check(page)
    page.get_by_role("button", name="Skip this step").click()
    expect(page.get_by_text("Step 3 of 3")).to_be_visible()
    if javascript:
        check(page)
    page.get_by_label("What you can help with").fill("mediation")
    page.get_by_role("button", name="Save and begin").click()
    page.wait_for_url(re.compile(r"/$"))
    expect(page.get_by_role("link", name="Introduce yourself")).to_have_count(0)


def test_profiles_are_accessible(
    browser_of: Callable[..., Visitor], people: Cast, page_of: PageOf
) -> None:
    assert browser_of(people.bram).post("/profile", FULL).status == 303
    page = page_of(people.bram, reduced_motion="reduce")
    for path in (people.bram.profile_url, f"{people.bram.profile_url}?as=members", "/members/"):
        page.goto(path)
        check(page)
    page.goto("/profile")
    page.locator("#phone").fill("call me")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_selector("#error-summary")
    check(page)
