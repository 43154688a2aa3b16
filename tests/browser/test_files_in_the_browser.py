"""Files are added with a button, dropped or pasted; what is not taken is explained, nothing waits
unseen."""

import base64
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from connect.discussions.models import Thread
from tests.browser.thread_tab import ThreadTab
from tests.support.browsers import PHONE, check_accessibility
from tests.support.cast import Cast
from tests.uploads import corpus

TabOf = Callable[..., ThreadTab]
SaidIn = Callable[..., str]
ROUTABLE = {"service_workers": "block"}  # its requests pass by `page.route`
TOO_LARGE = 26 * 1024 * 1024
DROP = """(form, { name, type, content }) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([bytes], name, { type }))
  for (const kind of ["dragover", "drop"])
    form.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }))
}"""


def pdf(name: str) -> FilePayload:
    return payload(name, corpus.pdf())


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": content}


def row(page: Page, name: str) -> Locator:
    return page.locator(".file", has_text=name)


def drop(page: Page, name: str, type: str, content: bytes) -> None:
    file = {"name": name, "type": type, "content": base64.b64encode(content).decode()}
    page.locator("#composer").evaluate(DROP, file)


def test_files_are_added_refused_cancelled_removed_and_published(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn, tmp_path: Path
) -> None:
    chloe = tab_of(people.chloe, thread, **ROUTABLE).open()
    page, field = chloe.page, chloe.page.locator("#composer input[type=file]")
    film = tmp_path / "film.pdf"
    with film.open("wb") as sparse:
        sparse.truncate(TOO_LARGE)

    with page.expect_file_chooser() as chooser:
        page.get_by_text(said_in("fr", "Add files")).click()
    chooser.value.set_files([pdf("convention.pdf")])
    expect(row(page, "convention.pdf").get_by_role("link")).to_be_visible()
    field.set_input_files(film)
    expect(row(page, "film.pdf")).to_contain_text("25 M")
    field.set_input_files(payload("setup.exe", b"MZ"))
    expect(row(page, "setup.exe").locator(".file__error")).to_be_visible()
    field.set_input_files([pdf("faux.docx")])
    expect(row(page, "faux.docx").locator(".file__error")).to_contain_text("PDF")

    page.route("**/uploads", lambda _route: None)
    field.set_input_files([pdf("annulé.pdf")])
    expect(row(page, "annulé.pdf").get_by_role("progressbar")).to_be_visible()
    check(page)
    row(page, "annulé.pdf").get_by_role("button").click()
    expect(row(page, "annulé.pdf")).to_have_count(0)
    page.unroute_all()

    drop(page, "plan.png", "image/png", corpus.picture())
    expect(row(page, "plan.webp").or_(row(page, "plan.png")).get_by_role("link")).to_be_visible()
    drop(page, "de trop.pdf", "application/pdf", corpus.pdf())
    expect(row(page, "de trop.pdf").get_by_role("link")).to_be_visible()
    row(page, "de trop.pdf").get_by_role("button").click()

    chloe.fill("Avec deux fichiers.")
    chloe.publish.click()
    expect(row(page, "film.pdf").get_by_role("button")).to_be_focused()
    for name in ("film.pdf", "setup.exe", "faux.docx"):
        row(page, name).get_by_role("button").last.click()
    chloe.publish.click()
    attachments = chloe.comment("Avec deux fichiers.").locator(".attachment")
    expect(attachments).to_have_count(2)
    expect(attachments.first).to_contain_text("convention.pdf")
    expect(page.locator(".file")).to_have_count(0)


def test_sending_waits_for_a_file_on_its_way(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    chloe = tab_of(people.chloe, thread, **ROUTABLE).open()
    held: list[Route] = []
    chloe.page.route("**/uploads", lambda route: held.append(route))
    chloe.page.locator("#composer input[type=file]").set_input_files([pdf("convention.pdf")])
    chloe.fill("Avec la convention.")
    chloe.publish.click()
    note = chloe.page.locator("[data-files-target=note]")
    expect(note).to_have_text(
        said_in("fr", "Your text is published as soon as the files have arrived.")
    )
    expect(chloe.comment("Avec la convention.")).to_have_count(0)
    held[0].continue_()
    expect(chloe.comment("Avec la convention.").locator(".attachment")).to_have_count(1)


def test_a_cut_of_the_network_is_waited_out(tab_of: TabOf, people: Cast, thread: Thread) -> None:
    chloe = tab_of(people.chloe, thread, **ROUTABLE).open()
    chloe.page.route("**/uploads", lambda route: route.abort(), times=1)
    chloe.page.locator("#composer input[type=file]").set_input_files([pdf("convention.pdf")])
    expect(row(chloe.page, "convention.pdf").get_by_role("link")).to_be_visible()


def test_a_picture_goes_into_the_text_with_its_words(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    chloe = tab_of(people.chloe, thread).open().edit()
    chloe.page.keyboard.insert_text("Le plan :")
    with chloe.page.expect_file_chooser() as chooser:
        chloe.page.locator("[data-tool=picture]").click()
    chooser.value.set_files(payload("plan.png", corpus.picture()))
    panel = chloe.page.locator("#composer [data-panel=picture]")
    panel.get_by_label(said_in("fr", "What the picture shows")).fill("Le plan du quartier")
    panel.locator("[data-act=apply]").click()
    chloe.publish.click()
    picture = chloe.comment("Le plan :").get_by_role("img", name="Le plan du quartier")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
    expect(chloe.comment("Le plan :").locator(".attachment")).to_have_count(0)


def test_files_are_there_again_with_the_draft_and_when_a_text_is_edited(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: SaidIn
) -> None:
    chloe = tab_of(people.chloe, thread).open()
    chloe.page.locator("#composer input[type=file]").set_input_files([pdf("convention.pdf")])
    expect(chloe.page.locator("[data-draft-target=status]")).to_have_text(said_in("fr", "Saved"))
    chloe.page.reload()
    expect(row(chloe.page, "convention.pdf").get_by_role("button")).to_be_visible()
    chloe.post("Avec la convention.")
    comment = chloe.comment("Avec la convention.")
    expect(comment.locator(".attachment")).to_have_count(1)
    chloe.page.goto(comment.locator("a[href$='/edit']").get_attribute("href") or "")
    row(chloe.page, "convention.pdf").get_by_role("button").click()
    chloe.page.locator("form[data-place] .form__actions .button--primary").click()
    expect(comment).to_be_visible()
    expect(comment.locator(".attachment")).to_have_count(0)


def check(page: Page) -> None:
    """The form as it stands, light at a desk and dark on a telephone."""
    desk = page.viewport_size
    check_accessibility(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.evaluate(
        "document.querySelectorAll('.answer-bar, .bottom-bar, .frame')"
        ".forEach((bar) => (bar.style.position = 'static'))"
    )
    check_accessibility(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(desk)  # type: ignore[arg-type]
