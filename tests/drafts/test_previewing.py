"""A preview is what would be published."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from connect.discussions.models import Thread
from tests.drafts.conftest import JSON
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
TEXT = "Bonjour @Dirk Claes,\n\n- *un*\n- <script>deux</script>\n\n@Bram Peeters"


@pytest.mark.parametrize("theme", ["prevention", "circle"])
def test_a_preview_equals_what_is_published(
    people: Cast, talk: Conversations, browser_of: Browsing, theme: str
) -> None:
    """In a circle, Dirk is nobody whom one could mention."""
    thread = talk.open(people.chloe, getattr(people, theme))
    chloe = browser_of(people.chloe)
    form = {"body": TEXT, "place": thread.stream}
    shown = chloe.post("/preview", form, headers=JSON).json["html"]
    assert (f"/members/{people.dirk.id}" in shown) == (theme == "prevention")
    posted = chloe.post(f"{thread.url}/comments", {"body": TEXT}).location
    stored = talk.again(talk.opening_of(thread)).id + 1
    page = chloe.get(posted).page
    text = page.select_one(f"#comment-{stored} .comment__body")
    assert text
    assert text.decode_contents() == BeautifulSoup(shown, "html.parser").decode()


def test_without_scripts_one_publishes_from_the_preview_or_goes_on_writing(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    page = bram.post("/preview", {"body": "- Bij ons", "place": thread.stream}).page
    assert page.select_one(".as-published li")
    form = page.select_one("main form")
    assert form
    sent = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    go_on = form.select_one("button[name=then]")
    assert go_on
    assert (
        bram.post(str(go_on["formaction"]), {**sent, "then": "write"}).location
        == f"{thread.url}#composer"
    )
    assert bram.get("/drafts/thread:1", headers=JSON).json["fields"]["body"] == "- Bij ons"
    assert bram.post(str(form["action"]), sent).status == 303


def test_a_text_that_cannot_be_published_is_explained(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    for body in ("", "é" * 20_001):
        form = {"body": body, "place": thread.stream}
        assert bram.post("/preview", form, headers=JSON).status == 422
        page = bram.post("/preview", form).page
        assert page.select_one(".error-summary li")
    new = {"body": "Sans titre", "place": people.prevention.stream}
    assert bram.post("/preview", new).status == 422


def test_only_where_one_may_write(people: Cast, talk: Conversations, browser_of: Browsing) -> None:
    hidden = talk.open(people.chloe, people.circle)
    form = {"body": "Ici", "place": hidden.stream}
    assert browser_of(people.dirk).post("/preview", form).status == 404
    assert browser_of().post("/preview", form).status == 401
    mine = {"body": "Ici", "place": talk.opening_of(hidden).subject}
    assert browser_of(people.bram).post("/preview", mine).status == 403
