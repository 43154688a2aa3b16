"""Writing in the editor: by keyboard alone, with names, pictures and pastes, light and safe."""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Locator, Route, expect

from connect.discussions.models import Thread
from connect.rich_text import render
from tests.browser.test_first_view import bytes_received_by
from tests.browser.thread_tab import ThreadTab
from tests.support.browsers import check_accessibility
from tests.support.cast import Cast
from tests.support.editing import LOAD
from tests.support.servers import ROOT

TabOf = Callable[..., ThreadTab]
LARGEST_KB = 140
FIXTURES = ROOT / "tests" / "js" / "paste"
PASTE = """(page, [type, content]) => {
  const data = new DataTransfer()
  data.setData(type, content)
  const options = { clipboardData: data, bubbles: true, cancelable: true }
  page.dispatchEvent(new ClipboardEvent("paste", options))
}"""
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
PICTURE = """(form) => {
  const url = "/uploads/aaaaaaaaaaaaaaaaaaaaaa/place.webp"
  const detail = { url, name: "place.png", width: 640, height: 480 }
  form.dispatchEvent(new CustomEvent("files:picture", { detail }))
}"""


@pytest.fixture
def chloe(tab_of: TabOf, people: Cast, thread: Thread) -> ThreadTab:
    return tab_of(people.chloe, thread).open().edit()


def test_the_editor_comes_when_it_is_needed_and_is_light(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread)
    received = bytes_received_by(chloe.page)
    chloe.open()
    chloe.page.wait_for_load_state("networkidle")
    before = scripts(received)
    assert not [url for url in before if "/writing-" in url]
    chloe.edit()
    chloe.page.wait_for_load_state("networkidle")
    came = {url: size for url, size in scripts(received).items() if url not in before}
    assert [url for url in came if "/writing-" in url]
    size = sum(came.values()) / 1024
    assert size <= LARGEST_KB, f"{size:.0f} KB: {came}"


def test_a_text_is_shaped_and_published_by_keyboard_alone(chloe: ThreadTab) -> None:
    keys = chloe.page.keyboard
    keys.type("Bonjour ")
    use_tool(chloe, "bold")
    keys.type("à tous")
    use_tool(chloe, "bold")
    keys.type(" !")
    keys.press("Enter")
    use_tool(chloe, "heading")
    keys.type("Deux idées")
    keys.press("Enter")
    use_tool(chloe, "bullets")
    keys.type("une charte")
    keys.press("Enter")
    use_tool(chloe, "indent")
    keys.type("d'une page")
    keys.press("Enter")
    keys.press("Enter")
    keys.press("Enter")
    keys.type("Voir ici")
    keys.press("Shift+Control+ArrowLeft")
    chloe.page.evaluate(NEXT_FRAME)  # the editor hears of a selection a moment later
    keys.press("Control+k")
    keys.type("pas d'adresse")
    keys.press("Enter")
    address = chloe.page.locator("[data-panel=link] [data-field=address]")
    expect(address).to_have_attribute("aria-invalid", "true")
    expect(address).to_be_focused()
    address.fill("www.besafe.be")
    keys.press("Enter")
    expect(chloe.field).to_be_focused()
    preview = chloe.page.locator("#composer .as-published")
    chloe.page.locator("#composer [formaction='/preview']").click()
    expect(preview).to_be_focused()
    previewed = preview.inner_html()
    chloe.page.locator("#composer [formaction='/preview']").click()
    expect(chloe.field).to_be_focused()
    keys.press("Control+Enter")
    published = chloe.comment("Deux idées").locator(".comment__body")
    expect(published).to_be_visible()
    expect(chloe.text).to_have_value("")
    assert published.inner_html() == previewed
    assert previewed == (
        "<p>Bonjour <strong>à tous</strong> !</p><h2>Deux idées</h2>"
        "<ul><li>une charte<ul><li>d'une page</li></ul></li></ul>"
        '<p>Voir <a href="https://www.besafe.be" rel="nofollow noopener ugc">ici</a></p>'
    )


def test_a_member_is_mentioned_by_keyboard(chloe: ThreadTab, people: Cast) -> None:
    chloe.page.keyboard.type("Qu'en dit @br")
    options = chloe.page.get_by_role("option")
    expect(options).to_have_count(1)
    expect(options.first).to_contain_text(people.bram.function or "")
    expect(chloe.field).to_have_attribute(
        "aria-activedescendant", options.first.get_attribute("id") or ""
    )
    expect(chloe.announcements).not_to_be_empty()
    check_accessibility(chloe.page)
    chloe.page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    chloe.page.keyboard.type("a")
    expect(options).to_have_count(1)
    chloe.page.keyboard.press("Enter")
    chloe.page.keyboard.type("?")
    chloe.publish.click()
    mention = chloe.comment("Qu'en dit").locator("a.mention")
    expect(mention).to_have_attribute("href", people.bram.profile_url)
    expect(mention).to_have_text("@Bram Peeters")


def test_names_that_come_after_the_writer_left_open_no_list(
    tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    chloe = tab_of(people.chloe, thread, service_workers="block").open().edit()
    on_their_way: list[Route] = []
    asked = "**/members/suggestions?**"
    chloe.page.route(asked, lambda route: on_their_way.append(route))
    with chloe.page.expect_request(asked):
        chloe.page.keyboard.type("Qu'en dit @br")
    chloe.publish.focus()
    chloe.page.unroute_all()
    with suppress(Error):  # when the page has given it up
        on_their_way[0].continue_()
    chloe.page.evaluate("fetch('/members/suggestions?q=br').then(answer => answer.text())")
    expect(chloe.page.get_by_role("option")).to_have_count(0)


def test_what_other_programs_copy_comes_out_clean_and_complete(chloe: ThreadTab) -> None:
    found = {source.name: pasted(chloe, source) for source in sources()}
    wanted = {source.name: expected(source) for source in sources()}
    assert len(found) >= 14
    assert found == wanted
    expect(chloe.page.locator("[data-note]")).not_to_be_empty()


def test_a_picture_is_described_or_said_to_decorate(chloe: ThreadTab) -> None:
    panel = chloe.page.locator("[data-panel=picture]")
    chloe.page.route("**/uploads/**", lambda route: route.fulfill(status=204))
    chloe.page.keyboard.type("Voici :")
    chloe.page.locator("#composer").evaluate(PICTURE)
    alt = panel.locator("[data-field=alt]")
    expect(alt).to_be_focused()
    chloe.page.keyboard.press("Enter")
    expect(panel.locator("[data-error]")).to_be_visible()
    check_accessibility(chloe.page)
    alt.fill("La place vide")
    panel.locator("[data-field=caption]").fill("La place")
    chloe.page.keyboard.press("Enter")
    expect(panel).to_be_hidden()
    expect(chloe.text).to_have_value(
        re.compile(
            '<figure><img src="/uploads/a{22}/place.webp" alt="La place vide" width="640" '
            'height="480"><figcaption>La place</figcaption></figure>'
        )
    )
    chloe.field.locator("figcaption").click()
    use_tool(chloe, "picture")
    panel.locator("[data-field=decorative]").check()
    chloe.page.keyboard.press("Tab")
    panel.locator("[data-act=apply]").click()
    expect(chloe.text).to_have_value(re.compile('alt=""'))


def test_a_text_kept_in_the_field_is_shown_in_the_editor_and_goes_on(chloe: ThreadTab) -> None:
    chloe.text.evaluate(LOAD, "Dag @Bram Peeters,\n\n- één\n- twee")
    expect(chloe.field.locator("li")).to_have_text(["één", "twee"])
    expect(chloe.text).to_have_value("Dag @Bram Peeters,\n\n- één\n- twee")
    chloe.field.focus()
    chloe.page.keyboard.type("Groeten")
    expect(chloe.text).to_have_value(
        "<p>Dag @Bram Peeters,</p><ul><li>één</li><li>twee</li></ul><p>Groeten</p>"
    )
    chloe.page.reload()
    expect(chloe.field.locator("li")).to_have_text(["één", "twee"])
    chloe.publish.click()
    expect(chloe.comment("Groeten").locator("a.mention")).to_have_text("@Bram Peeters")


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        ("Une ", "réponse", "<p>Une réponse</p>"),
        ("- een\n- twee  ", "of drie", "<ul><li>een</li><li>twee  of drie</li></ul>"),
        ("Bonjour,\n", "à tous", "<p>Bonjour,</p><p>à tous</p>"),
        ("\n ", "Seul", "<p>Seul</p>"),
    ],
)
def test_who_types_before_the_editor_comes_goes_on_where_they_were(
    tab_of: TabOf, people: Cast, thread: Thread, before: str, after: str, html: str
) -> None:
    chloe = tab_of(people.chloe, thread, service_workers="block")
    on_their_way: list[Route] = []
    chloe.page.route("**/writing-*.js", lambda route: on_their_way.append(route))
    chloe.open().field.press_sequentially(before)
    expect(chloe.text).to_have_value(before)
    on_their_way[0].continue_()
    chloe.edit().page.keyboard.type(after)
    expect(chloe.text).to_have_value(html)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_is_accessible(scheme: str, tab_of: TabOf, people: Cast, thread: Thread) -> None:
    bram = tab_of(people.bram, thread, scheme=scheme, viewport={"width": 360, "height": 740})
    bram.open().edit()
    bram.text.evaluate(LOAD, "<h2>A</h2><ul><li>b</li></ul><table><tr><th>c<td>d</table>")
    bram.page.keyboard.press("Control+k")
    check_accessibility(bram.page)
    sizes = bram.page.locator("[data-tool]:visible").evaluate_all(
        "tools => tools.map((tool) => tool.getBoundingClientRect().width)"
    )
    assert min(sizes) >= 32


def use_tool(tab: ThreadTab, name: str) -> None:
    """To the toolbar, along it with the arrows, and back into the text."""
    keys = tab.page.keyboard
    keys.press("Alt+F10")
    keys.press("Home")
    focused: Locator = tab.page.locator("[data-tool]:focus")
    for _ in range(20):
        if focused.get_attribute("data-tool") == name:
            keys.press("Enter")
            return
        keys.press("ArrowRight")
    raise AssertionError(f"no tool {name}")


def sources() -> list[Path]:
    found = [*FIXTURES.glob("*.html"), *FIXTURES.glob("*.txt")]
    return sorted(source for source in found if not source.name.endswith(".expected.html"))


def expected(source: Path) -> str:
    result = source.with_name(f"{source.stem}.expected.html").read_text(encoding="utf-8")
    return result.replace("\n", "").replace("&nbsp;", "\u00a0")


def pasted(tab: ThreadTab, source: Path) -> str:
    """What would be stored after pasting it into an empty text."""
    tab.text.evaluate(LOAD, "")
    kind = "text/plain" if source.suffix == ".txt" else "text/html"
    tab.field.evaluate(PASTE, [kind, source.read_text(encoding="utf-8")])
    return render(tab.text.input_value())


def scripts(received: dict[str, Any]) -> dict[str, int]:
    return {url: size for url, size in received.items() if url.endswith(".js")}
