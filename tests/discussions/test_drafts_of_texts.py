"""What was being written stands in the form again, and is gone once it is published."""

import uuid
from collections.abc import Callable

import pytest
from bs4 import Tag
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.drafts import actions as drafts
from connect.drafts.queries import draft_at
from connect.members.models import Member
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]
Keep = Callable[..., None]
TOKEN = str(uuid.UUID(int=7))


@pytest.fixture
def keep(app: Flask) -> Keep:
    def keep(member: Member, place: str, **fields: object) -> None:
        with app.app_context():
            drafts.save_draft(member, place, fields, 0)

    return keep


@pytest.fixture
def kept(app: Flask) -> Callable[[Member, str], bool]:
    def kept(member: Member, place: str) -> bool:
        with app.app_context():
            return draft_at(member, place) is not None

    return kept


def filled(form: Tag | None) -> dict[str, str]:
    assert form
    fields = {
        str(i["name"]): str(i.get("value", ""))
        for i in form.select("input[name]:not([type=radio])")
    }
    area = form.select_one("textarea")
    return fields | {"body": area.get_text().strip() if area else ""}


@pytest.mark.any_database
def test_an_answer_stands_in_the_thread_s_form_until_it_is_published(
    people: Cast, thread: Thread, browser_of: Browsing, keep: Keep, kept: Callable[..., bool]
) -> None:
    keep(people.bram, thread.stream, body="Bij ons", token=TOKEN)
    bram = browser_of(people.bram)
    form = bram.get(thread.url).page.select_one("#composer")
    assert form
    fields = filled(form)
    assert (fields["body"], fields["token"]) == ("Bij ons", TOKEN)
    assert form["data-draft-version"] == fields["draft_version"] == "1"
    others = browser_of(people.chloe).get(thread.url).page.select_one("#composer")
    assert filled(others)["body"] == ""
    first = bram.post(f"{thread.url}/comments", fields)
    assert first.status == 303
    assert not kept(people.bram, thread.stream)
    assert bram.post(f"{thread.url}/comments", fields).location == first.location


def test_a_new_thread_and_an_edit_are_gone_on_with_too(
    people: Cast,
    thread: Thread,
    talk: Conversations,
    browser_of: Browsing,
    keep: Keep,
    kept: Callable[..., bool],
) -> None:
    theme, chloe = people.prevention, browser_of(people.chloe)
    keep(people.chloe, theme.stream, body="Quand ?", title="Une idée", kind="proposal", tags="a, b")
    form = chloe.get(f"{theme.url}/threads/new").page.select_one("form[data-place]")
    assert form
    assert filled(form)["title"] == "Une idée"
    assert form.select_one("input[value=proposal][checked]")
    assert chloe.post(f"{theme.url}/threads", filled(form) | {"kind": "proposal"}).status == 303
    assert not kept(people.chloe, theme.stream)
    opening = talk.opening_of(thread)
    keep(people.chloe, opening.subject, body="Autrement dit", title="Qui ?", version="1")
    form = chloe.get(f"{opening.url}/edit").page.select_one("form[data-place]")
    assert form
    assert filled(form)["body"] == "Autrement dit"
    assert chloe.post(opening.url, filled(form)).status == 303
    assert not kept(people.chloe, opening.subject)


def test_an_edit_begun_before_the_text_was_changed_shows_both(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, keep: Keep
) -> None:
    comment = talk.post(people.bram, thread)
    talk.edit(comment, "Elders gewijzigd.")
    keep(people.bram, comment.subject, body="Mijn tekst", version="1")
    bram = browser_of(people.bram)
    form = bram.get(f"{comment.url}/edit").page.select_one("form[data-place]")
    assert form
    assert bram.post(comment.url, filled(form)).status == 409


def test_a_quotation_is_added_to_what_was_begun(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, keep: Keep
) -> None:
    comment = talk.post(people.chloe, thread, "Chez nous, oui.")
    for begun in ("Al begonnen", "<p>Al begonnen</p>"):
        with_quote = browser_of(people.bram)
        keep(people.bram, thread.stream, body=begun)
        form = with_quote.get(f"{comment.url}/quotation").page.select_one("#composer")
        assert form
        body = filled(form)["body"]
        assert body.startswith(begun)
        assert "Chez nous, oui." in body
        with_quote.post(f"/drafts/{thread.stream}/removal")


@pytest.mark.any_database
def test_another_text_under_a_used_token_is_another_answer_and_posted_once(
    people: Cast, thread: Thread, talk: Conversations, app: Flask
) -> None:
    """As when a form without scripts is sent, gone back to, changed and sent again."""
    first = talk.post(people.bram, thread, "Een tekst.", token=TOKEN)
    talk.edit(first, "Verbeterd.")
    assert talk.post(people.bram, thread, "Een tekst.", token=TOKEN).id == first.id
    second = [talk.post(people.bram, thread, "Iets anders.", token=TOKEN).id for _ in range(2)]
    assert second == [first.id + 1] * 2
    with app.app_context():
        assert db.session.query(Comment).filter_by(author_id=people.bram.id).count() == 2


def test_whom_a_draft_answers_is_said(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, keep: Keep
) -> None:
    comment = talk.post(people.chloe, thread)
    keep(people.bram, thread.stream, body="Bij ons", parent=str(comment.id))
    form = browser_of(people.bram).get(thread.url).page.select_one("#composer")
    assert form
    assert filled(form)["parent"] == str(comment.id)
    link = form.select_one(f"a[href='{comment.url}']")
    assert link
    assert "Chloé Lambert" in link.get_text()
