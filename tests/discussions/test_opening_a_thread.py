"""Opening a thread under a theme."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from connect.discussions.models import Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
FORM = "/themes/prevention/threads"


def filled(**changes: Any) -> dict[str, Any]:
    told = {"kind": "question", "title": "Caméras et confiance", "body": "Comment en parler ?"}
    return {**told, "tags": "Caméras,  bruit ", "token": str(uuid.uuid4()), **changes}


def test_a_member_opens_a_thread_and_finds_it_with_its_tags(
    people: Cast, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    assert bram.get(f"{FORM}/new").page.select_one("#tags")
    answer = bram.post(FORM, filled())
    assert answer.status == 303
    page = bram.get(answer.location).page
    assert page.h1
    assert page.h1.get_text(strip=True) == "Caméras et confiance"
    assert "Comment en parler ?" in page.get_text()
    tags = [tag.get_text(strip=True) for tag in page.select("a.tag[href*='?tag=']")]
    assert tags == ["bruit", "caméras"]


def test_the_same_form_sent_twice_opens_one_thread(people: Cast, browser_of: Browsing) -> None:
    bram = browser_of(people.bram)
    form = filled()
    assert bram.post(FORM, form).location == bram.post(FORM, form).location


def test_a_visitor_is_asked_to_sign_in(people: Cast, browser_of: Browsing) -> None:
    assert browser_of().get(f"{FORM}/new").location.startswith("/sign-in?next=")
    assert browser_of().post(FORM, filled()).status == 401


def test_the_theme_of_another_circle_does_not_exist(people: Cast, browser_of: Browsing) -> None:
    dirk = browser_of(people.dirk)
    assert dirk.get("/themes/circle/threads/new").status == 404
    assert dirk.post("/themes/circle/threads", filled()).status == 404
    assert browser_of(people.bram).post("/themes/circle/threads", filled()).status == 303


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "é" * 121}, "title"),
        ({"body": ""}, "body"),
        ({"body": "<p> </p>"}, "body"),
        ({"body": "é" * 20_001}, "body"),
        ({"body": "<p>é" * 4_900}, "body"),
        ({"kind": "sermon"}, "kind"),
        ({"tags": "un,deux,trois,quatre,cinq,six"}, "tags"),
        ({"tags": "é" * 31}, "tags"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(
    people: Cast, browser_of: Browsing, changes: dict[str, str], field: str
) -> None:
    form = filled(**changes)
    answer = browser_of(people.bram).post(FORM, form)
    assert answer.status == 422
    assert answer.page.select_one(f"#error-summary a[href='#{field}']")
    if field != "body":
        assert answer.page.select_one("#body").text.strip() == "Comment en parler ?"  # type: ignore[union-attr]
    if field != "title":
        assert answer.page.select_one("#title")["value"] == "Caméras et confiance"  # type: ignore[index]


def test_a_damaged_form_says_so_without_naming_a_hidden_field(
    people: Cast, browser_of: Browsing
) -> None:
    answer = browser_of(people.bram).post(FORM, filled(token="not one"))
    assert answer.status == 422
    (problem,) = answer.page.select("#error-summary li")
    assert problem.text.strip() == "Dit formulier is beschadigd. Laad de pagina opnieuw."
    assert answer.page.select_one("#body").text.strip() == "Comment en parler ?"  # type: ignore[union-attr]


def test_a_title_and_tags_are_one_visible_line(people: Cast, browser_of: Browsing) -> None:
    bram = browser_of(people.bram)
    answer = bram.post(FORM, filled(title=" Camé\x1bras\net\u202e bruit", tags="bru\u200bit"))
    page = bram.get(answer.location).page
    assert page.h1
    assert page.h1.get_text(strip=True) == "Caméras et bruit"
    assert page.select_one("a.tag[href$='?tag=bruit']")


def test_the_language_is_heard_from_title_and_text(talk: Conversations, people: Cast) -> None:
    told = {"title": "Wie verwittigt de buren", "body": "Wij zoeken een goede aanpak voor de wijk."}
    thread: Thread = talk.open(people.chloe, people.prevention, **told)
    assert (thread.lang, talk.opening_of(thread).lang) == ("nl", "nl")
