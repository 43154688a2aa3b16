"""A text sent after the session ended: it goes along through signing in, and is posted once."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from tests.drafts.conftest import JSON, Saving
from tests.support.cast import PASSWORD, Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Answer, Visitor

Browsing = Callable[..., Visitor]
TEXT = "Een uur geschreven & <b>nog niet</b> gepubliceerd."


def sent(thread: Thread, **more: Any) -> dict[str, Any]:
    return {"body": TEXT, "place": thread.stream, "token": str(uuid.uuid4()), **more}


def sign_in(visitor: Visitor, page: Answer, email: str, password: str = PASSWORD) -> Answer:
    form = page.page.select_one("main form[action^='/sign-in']:has([name=password])")
    assert form
    kept = form.select_one("[name=kept]")
    assert kept
    return visitor.post(
        "/sign-in", {"email": email, "password": password, "kept": str(kept["value"])}
    )


@pytest.mark.any_database
def test_the_text_stands_in_the_form_again_and_is_posted_once(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    """Also when the first attempt had arrived, and only its answer was lost."""
    form = sent(thread)
    browser_of(people.bram).post(f"{thread.url}/comments", form)
    visitor = browser_of()
    refused = visitor.post(f"{thread.url}/comments", form)
    assert refused.status == 401
    assert refused.page.select_one("textarea[readonly]").get_text() == TEXT  # type: ignore[union-attr]
    wrong = sign_in(visitor, refused, people.bram.email, "not the password")
    assert wrong.status == 422
    assert sign_in(visitor, wrong, people.bram.email).location == f"{thread.url}#composer"
    composer = visitor.get(thread.url).page.select_one("#composer")
    assert composer
    assert composer.select_one("textarea").get_text().strip() == TEXT  # type: ignore[union-attr]
    token = composer.select_one("[name=token]")["value"]  # type: ignore[index]
    assert token == form["token"]
    assert posted(app, thread) == 1
    again = {"body": TEXT, "token": token}
    assert visitor.post(f"{thread.url}/comments", again).status == 303
    assert posted(app, thread) == 1
    assert visitor.get(f"/drafts/{thread.stream}", headers=JSON).status == 404


def posted(app: Flask, thread: Thread) -> int:
    with app.app_context():
        return db.session.query(Comment).filter_by(thread_id=thread.id).count() - 1


def test_nothing_is_published_by_signing_in_and_nothing_kept_for_visitors(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    visitor = browser_of()
    page = visitor.post(f"{thread.url}/comments", sent(thread))
    with visitor.client.session_transaction() as session:
        assert TEXT not in str(dict(session))
    sign_in(visitor, page, people.bram.email)
    assert posted(app, thread) == 0


def test_a_new_thread_and_an_edit_go_along_too(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    comment = talk.post(people.bram, thread)
    theme = people.prevention
    for path, place, back in (
        (f"{theme.url}/threads", theme.stream, f"{theme.url}/threads/new"),
        (comment.url, comment.subject, f"{comment.url}/edit"),
    ):
        visitor = browser_of()
        form = {"body": TEXT, "place": place, "title": "Titel", "version": "1"}
        answer = sign_in(visitor, visitor.post(path, form), people.bram.email)
        assert answer.location == back
        assert TEXT in visitor.get(back).page.select_one("textarea").get_text()  # type: ignore[union-attr]


def test_who_may_not_write_there_gets_nothing_and_learns_nothing(
    people: Cast, talk: Conversations, browser_of: Browsing
) -> None:
    hidden = talk.open(people.chloe, people.circle, title="Entre nous")
    for place in (hidden.stream, "thread:99999"):
        visitor = browser_of()
        page = visitor.post(f"{hidden.url}/comments", sent(hidden, place=place))
        assert page.status == 401
        assert "Entre nous" not in page.text
        assert sign_in(visitor, page, people.dirk.email).location == "/"
        assert visitor.get("/drafts/").page.select(".draft") == []


def test_a_text_kept_elsewhere_meanwhile_is_kept_with_it(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    save(browser_of(people.bram), thread.stream, body="Op de telefoon.")
    visitor = browser_of()
    page = visitor.post(f"{thread.url}/comments", sent(thread))
    sign_in(visitor, page, people.bram.email)
    body = visitor.get(f"/drafts/{thread.stream}", headers=JSON).json["fields"]["body"]
    assert body.startswith(TEXT)
    assert "Op de telefoon." in body


def test_the_version_it_began_from_is_replaced(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    save(browser_of(people.bram), thread.stream, body="Een uur")
    visitor = browser_of()
    page = visitor.post(f"{thread.url}/comments", sent(thread, draft_version="1"))
    sign_in(visitor, page, people.bram.email)
    draft = visitor.get(f"/drafts/{thread.stream}", headers=JSON).json
    assert draft["fields"]["body"] == TEXT


@pytest.mark.parametrize("kept", ["", "x", "eyJwbGFjZSI6InRocmVhZDoxIn0.aaaa.bbbb"])
def test_what_we_did_not_sign_is_nobody_s_text(
    people: Cast, thread: Thread, browser_of: Browsing, kept: str
) -> None:
    visitor = browser_of()
    form = {"email": people.bram.email, "password": PASSWORD, "kept": kept}
    assert visitor.post("/sign-in", form).location == "/"
    assert visitor.get("/drafts/").page.select(".draft") == []


def test_a_member_with_an_old_page_keeps_the_text_with_one_click(
    people: Cast, thread: Thread, browser_of: Browsing, app: Flask
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    bram = browser_of(people.bram)
    answer = bram.post(f"{thread.url}/comments", sent(thread, csrf_token="of yesterday"))
    assert answer.status == 400
    form = answer.page.select_one("main form")
    assert form
    assert form.select_one("textarea").get_text() == TEXT  # type: ignore[union-attr]
    fields = {str(field["name"]): str(field["value"]) for field in form.select("input")}
    onward = bram.post(str(form["action"]), {**fields, "body": TEXT})
    assert onward.location == f"{thread.url}#composer"
    assert posted(app, thread) == 0
