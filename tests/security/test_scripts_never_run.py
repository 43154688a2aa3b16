"""Whatever people type, in every place that shows it, a real browser runs none of it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from connect.accounts import actions
from connect.database import db
from connect.mail import OutgoingMail
from connect.uploads import actions as uploads
from tests.support.cast import Cast
from tests.support.editing import EDITOR, LOAD, edit
from tests.support.visitors import Visitor
from tests.uploads import corpus

BrowserOf = Callable[..., Visitor]
PageOf = Callable[..., Page]

CORPUS = (Path(__file__).parents[1] / "rich_text" / "xss_corpus.txt").read_text("utf-8")
ATTACKS = [line for line in CORPUS.split("\n") if line]
TOGETHER = 12
"""Attacks in one comment; each stands in a paragraph of its own."""

SHORT = [
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "<script>alert(1)</script>",
    "</textarea><b onclick=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "javascript:alert(1)",
    "{{alert(1)}}${alert(1)}",
]
LISTEN = """
window.ran = []
for (const name of ["alert", "confirm", "prompt", "print"]) {
  window[name] = (...given) => window.ran.push(`${name}(${given})`)
}
document.addEventListener("securitypolicyviolation", (event) => {
  window.ran.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`)
})
"""
PLANTED = """() => {
  const leads = /^(href|src|action|formaction|srcdoc|data)$/
  const runs = /^\\s*(javascript|data|vbscript):/i
  const planted = []
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || (leads.test(name) && runs.test(value))) {
        planted.push(`<${element.localName} ${name}="${value}">`)
      }
    }
  }
  return [...window.ran, ...planted]
}"""


@pytest.fixture
def opened(page_of: PageOf) -> Callable[..., Page]:
    """A page that remembers what ran in it; `page_of` fails the test for what was only tried."""

    def open_page(*given: object) -> Page:
        page = page_of(*given)
        page.add_init_script(LISTEN)
        return page

    return open_page


def check(page: Page) -> None:
    assert page.evaluate(PLANTED) == [], page.url


def test_texts_of_a_discussion(
    app: Flask, browser_of: BrowserOf, people: Cast, opened: Callable[..., Page]
) -> None:
    chloe = browser_of(people.chloe)
    form = {"kind": "question", "title": SHORT[0], "body": "<p>" + SHORT[1], "tags": ""}
    thread = chloe.post("/themes/prevention/threads", form | {"tags": SHORT[3]}).location
    for number, title in enumerate(SHORT[1:]):
        tags = title[:30].replace(",", " ")
        chloe.post("/themes/prevention/threads", form | {"title": title, "tags": tags})
        chloe.post(f"{thread}/comments", {"body": f"{number} {title}"})
    for start in range(0, len(ATTACKS), TOGETHER):
        attacks = ATTACKS[start : start + TOGETHER]
        for body in (
            "<p>x" + "".join(f"<p>{attack}" for attack in attacks),
            "\n\n".join(["x", *attacks]),
        ):
            assert chloe.post(f"{thread}/comments", {"body": body}).status == 303
    page = opened(people.chloe)
    for address in ("/themes/prevention", "/", f"{thread}?order=time", f"{thread}?last", thread):
        page.goto(address)
        check(page)
    while later := chloe.get(address).page.select_one("a[rel=next]"):
        address = str(later["href"])
        page.goto(address)
        check(page)


def test_a_text_that_arrives_in_an_open_page(
    browser_of: BrowserOf, people: Cast, opened: Callable[..., Page]
) -> None:
    """Posted by Turbo, and put into the page by it."""
    form = {"kind": "question", "title": "Un titre", "body": "Un texte"}
    thread = browser_of(people.chloe).post("/themes/prevention/threads", form).location
    page = opened(people.bram)
    page.goto(thread)
    composer, html = page.locator("#composer"), "<p>here" + "".join(f"<p>{a}" for a in SHORT)
    edit(composer)
    composer.locator("textarea").evaluate(LOAD, html)
    expect(composer.locator(EDITOR)).to_contain_text("here")
    page.locator("#composer button.button--primary[type=submit]").click()
    expect(page.locator("#comments")).to_contain_text("here")
    check(page)


def test_names_and_descriptions_of_files(
    app: Flask, browser_of: BrowserOf, people: Cast, opened: Callable[..., Page]
) -> None:
    """Under a text, in the form that changes it, and in a picture's own words."""
    with app.app_context():
        names = [f"{attack}.pdf" for attack in SHORT]
        kept = [uploads.keep(people.chloe, BytesIO(corpus.pdf()), name) for name in names]
        plan = uploads.keep(people.chloe, BytesIO(corpus.picture()), f"{SHORT[0]}.png")
    chloe = browser_of(people.chloe)
    form = {"kind": "question", "title": "Un titre", "body": "Un texte"}
    thread = chloe.post("/themes/prevention/threads", form).location.partition("#")[0]
    alts = [attack.replace('"', "&quot;").replace("<", "&lt;") for attack in SHORT]
    figures = "".join(f'<figure><img src="{plan.url}" alt="{alt}"></figure>' for alt in alts)
    texts = {"body": f"<p>x</p>{figures}", "files": [upload.key for upload in kept]}
    posted = chloe.post(f"{thread}/comments", texts)
    assert posted.status == 303
    page = opened(people.chloe)
    page.goto(thread)
    expect(page.locator(".attachment")).to_have_count(len(SHORT))
    expect(page.locator("figure img")).to_have_count(len(SHORT))
    check(page)
    page.goto(f"/comments/{posted.location.rpartition('-')[2]}/edit")
    expect(page.locator("[data-file-key]")).to_have_count(len(SHORT))
    check(page)


def test_names_wherever_a_member_shows(
    browser_of: BrowserOf, people: Cast, opened: Callable[..., Page]
) -> None:
    profile = {"municipality": "4000", "locale": "nl", "languages": "nl", "shows_presence": "y"}
    for member, attack in zip((people.bram, people.dirk, people.amina), SHORT, strict=False):
        named = {"name": f"Zoé {attack}", "function": attack, "presentation": f"<p>{SHORT[2]}"}
        named |= {"offers": "\n".join(SHORT), "seeks": attack, "availability_note": attack}
        named |= {"contact": attack}
        assert browser_of(member).post("/profile", profile | named).status == 303
    form = {"kind": "question", "title": "Un titre", "body": "Un texte"}
    thread = browser_of(people.bram).post("/themes/prevention/threads", form).location
    browser_of(people.dirk).post(f"{thread}/comments", {"body": "Une réponse"})
    page = opened(people.bram)
    for address in (
        "/",
        "/members/",
        "/members/?q=alert",
        "/profile",
        people.bram.profile_url,
        f"{people.bram.profile_url}?as=members",
        people.dirk.profile_url,
        people.amina.profile_url,
        "/themes/prevention",
        "/comments/2/answer",
        "/comments/2/quotation",
        thread,
    ):
        page.goto(address)
        check(page)
    edit(page.locator("#composer")).press_sequentially("@zo")
    expect(page.get_by_role("option")).to_have_count(3)
    check(page)
    page.goto("/profile")
    page.set_input_files(
        "input[type=file]",
        {"name": f"{SHORT[0]}.png".replace("/", ""), "mimeType": "image/png", "buffer": b"no"},
    )
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("#error-summary")).to_be_visible()
    check(page)


def test_what_visitors_write_to_organisers(
    browser_of: BrowserOf, people: Cast, opened: Callable[..., Page]
) -> None:
    for number, attack in enumerate(SHORT):
        asked = {"name": attack, "function": attack, "organisation": attack, "message": attack}
        address = {"email": f"zoe{number}@example.org"}
        assert browser_of().post("/join", asked | address).status == 303
    page = opened(people.olga)
    page.goto("/join-requests/")
    check(page)
    page.locator("form[action$='/approval'] button").first.click()
    expect(page.locator(".flash__text").first).to_contain_text("onerror")
    check(page)
    page.goto("/mails/")
    page.locator("main table a").first.click()
    check(page)


def test_invitations_closed_accounts_and_successions(
    app: Flask, browser_of: BrowserOf, people: Cast, opened: Callable[..., Page]
) -> None:
    """What organisers type, what stands in their spreadsheets, and the mails made of it."""
    olga, everything = browser_of(people.olga), "\n".join(SHORT)
    settings = {"locale": "fr", "days": "30", "uses": "1", "role": "member", "message": everything}
    for number, attack in enumerate(SHORT):
        named = {"email": f"guest{number}@example.org", "name": attack, "function": attack}
        olga.post("/invitations/", settings | named)
    cells = "\n".join(f"list{n}@example.org\t{attack}\t{attack}" for n, attack in enumerate(SHORT))
    listed = olga.post(
        "/invitations/lists/", settings | {"pasted": cells + "\t" + SHORT[0]}
    ).location
    olga.post(f"/members/{people.els.id}/reactivation")
    olga.post(f"/members/{people.els.id}/deactivation", {"reason": everything})
    with app.app_context():
        mails = db.session.scalars(select(OutgoingMail.html)).all()
        offer = (people.bram, people.bram, people.olga, ["follows"], everything)
        succession = actions.offer_succession(*offer).url
    page = opened(people.olga)
    pages = ("/invitations/", "/invitations/1", listed, "/invitations/lists/")
    for path in (*pages, "/deactivated-members/", succession, "/mails/1"):
        page.goto(path)
        expect(page.locator("main h1")).to_be_visible()
        check(page)
    page.goto("about:blank")  # a mail program has no policy of ours
    for html in mails:
        page.set_content(html)
        check(page)


@pytest.mark.parametrize("attack", [SHORT[0], SHORT[2], SHORT[5]])
def test_what_a_page_repeats(opened: Callable[..., Page], people: Cast, attack: str) -> None:
    page, encoded = opened(people.olga), quote(attack, safe="")
    for path, name in (
        ("/members/", "q"),
        ("/nowhere", "q"),
        ("/themes/prevention", "tag"),
        ("/themes/prevention", "kind"),
        ("/", "lang"),
    ):
        page.goto(f"{path}?{name}={encoded}")
        check(page)
    page.goto(f"/nowhere/{encoded}")
    check(page)
    page.goto("/invitations/")
    page.locator("input[name=municipality]").fill(attack)
    page.locator("input[name=email]").fill(attack)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#error-summary a[href='#municipality']")).to_contain_text(attack)
    check(page)


def test_a_card_beside_a_name(
    browser_of: BrowserOf, people: Cast, opened: Callable[..., Page]
) -> None:
    profile = {"name": SHORT[0], "function": SHORT[1], "municipality": "4000", "locale": "nl"}
    form = profile | {"offers": "\n".join(SHORT[3:6]), "languages": "nl"}
    assert browser_of(people.dirk).post("/profile", form).status == 303
    page = opened(people.bram)
    page.goto("/")
    page.get_by_role("link", name=SHORT[0]).first.hover()
    expect(page.locator(".people-card")).to_contain_text(SHORT[3])
    check(page)


def test_presentations(browser_of: BrowserOf, people: Cast, opened: Callable[..., Page]) -> None:
    """The corpus, a part in each save: every other part as HTML, the others as plain text."""
    profile = {"name": "Dirk", "function": "x", "municipality": "4000", "locale": "nl"}
    dirk, page = browser_of(people.dirk), opened(people.bram)
    short = [attack for attack in ATTACKS if len(attack) < 300]
    for number, start in enumerate(range(0, len(short), TOGETHER)):
        before, between = ("<p>x<p>", "<p>") if number % 2 else ("x ", "\n\n")
        body = before + between.join(short[start : start + TOGETHER])
        assert dirk.post("/profile", profile | {"presentation": body[:2000]}).status == 303
        page.goto(people.dirk.profile_url)
        check(page)
