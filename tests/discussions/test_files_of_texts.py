"""Files under a text and pictures in it: with the form, with scripts, in drafts and versions."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.live.fragments import missed_entries
from connect.members.models import Member
from connect.uploads.models import Upload
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor
from tests.uploads import corpus

Browsing = Callable[..., Visitor]
Sent = Callable[..., dict[str, Any]]


@pytest.fixture
def sent(browser_of: Browsing) -> Sent:
    """What a script is told of a file that it sent for a member."""

    def send(member: Member, name: str = "plan.pdf", content: bytes = b"") -> dict[str, Any]:
        form = {"file": (BytesIO(content or corpus.pdf()), name)}
        answer = browser_of(member).post("/uploads", form, headers={"Accept": "application/json"})
        assert answer.status == 201
        told: dict[str, Any] = answer.json
        return told

    return send


def post(visitor: Visitor, thread: Thread, **form: Any) -> int:
    """The number of the new comment."""
    answer = visitor.post(f"{thread.url}/comments", {"body": "Zie het plan.", **form})
    assert answer.status == 303, answer.text
    return int(answer.location.rpartition("-")[2])


def names_under(page: BeautifulSoup, comment_id: int) -> list[str]:
    return [n.get_text() for n in page.select(f"#comment-{comment_id} .attachment__name")]


@pytest.mark.any_database
def test_without_scripts_files_come_with_the_form_and_stand_under_the_text(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    files = [(BytesIO(corpus.pdf()), "plan.pdf"), (BytesIO(corpus.pdf()), "bijlage.pdf")]
    comment_id = post(bram, thread, attachments=files)
    page = browser_of().get(thread.url).page
    assert names_under(page, comment_id) == ["plan.pdf", "bijlage.pdf"]
    link = page.select_one(f"#comment-{comment_id} a.attachment")
    assert link
    assert browser_of().get(str(link["href"])).status == 200


def test_a_refused_form_keeps_the_files_that_came_with_it(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    form = {"body": "", "attachments": [(BytesIO(corpus.pdf()), "plan.pdf")]}
    answer = bram.post(f"{thread.url}/comments", form)
    assert answer.status == 422
    key = answer.page.select_one("#composer [name=files]")["value"]  # type: ignore[index]
    comment_id = post(bram, thread, files=[key])
    assert names_under(bram.get(thread.url).page, comment_id) == ["plan.pdf"]


def test_a_file_that_is_none_of_ours_is_explained_and_the_text_kept(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    form = {"body": "Zie het plan.", "attachments": [(BytesIO(b"MZ\x90"), "virus.exe")]}
    answer = browser_of(people.bram).post(f"{thread.url}/comments", form)
    assert answer.status == 422
    assert "virus.exe" in answer.page.select_one("#composer .files .field__error").get_text()  # type: ignore[union-attr]
    assert answer.page.select_one("#composer textarea").get_text().strip() == form["body"]  # type: ignore[union-attr]


@pytest.mark.any_database
def test_a_new_thread_holds_files_and_pictures(
    people: Cast, browser_of: Browsing, sent: Sent, talk: Conversations
) -> None:
    plan, sketch = sent(people.bram), sent(people.bram, "schets.png", corpus.picture("PNG"))
    body = f'<p>Zie.</p><figure><img src="{sketch["url"]}" alt="Schets"></figure>'
    form = {"kind": "question", "title": "Waar?", "body": body, "files": [plan["key"]]}
    bram = browser_of(people.bram)
    opening = bram.get(bram.post("/themes/prevention/threads", form).location).page
    assert opening.select_one(f".opening img[src='{sketch['url']}'][alt=Schets]")
    assert opening.select_one(".opening .attachment__name").get_text() == "plan.pdf"  # type: ignore[union-attr]
    assert browser_of().get(sketch["url"]).status == browser_of().get(plan["url"]).status == 200


def test_the_file_of_another_is_left_out(
    people: Cast, thread: Thread, browser_of: Browsing, sent: Sent
) -> None:
    plan = sent(people.chloe)
    picture = sent(people.chloe, "schets.png", corpus.picture("PNG"))
    bram = browser_of(people.bram)
    body = f'<p>Zie.</p><figure><img src="{picture["url"]}" alt="x"></figure>'
    comment_id = post(bram, thread, files=[plan["key"]], body=body)
    page = bram.get(thread.url).page
    assert not names_under(page, comment_id)
    assert not page.select(f"#comment-{comment_id} img[src^='/uploads']")
    assert bram.get(plan["url"]).status == 404


@pytest.mark.any_database
def test_an_edit_takes_files_away_and_earlier_versions_still_name_them(
    people: Cast, thread: Thread, browser_of: Browsing, sent: Sent
) -> None:
    plan, other = sent(people.bram), sent(people.bram, "bijlage.pdf")
    bram = browser_of(people.bram)
    comment_id = post(bram, thread, files=[plan["key"], other["key"]])
    form = bram.get(f"/comments/{comment_id}/edit").page.select_one("form[data-place]")
    assert form
    keys = [str(field["value"]) for field in form.select("[name=files]")]
    assert keys == [plan["key"], other["key"]]
    edit = {"body": "Zie het plan.", "version": "1", "files": keys, "removed_files": plan["key"]}
    assert bram.post(f"/comments/{comment_id}", edit).status == 303
    assert names_under(bram.get(thread.url).page, comment_id) == ["bijlage.pdf"]
    history = bram.get(f"/comments/{comment_id}/history").page
    assert "plan.pdf" in history.select_one("#version-2 .version__files del").get_text()  # type: ignore[union-attr]
    bram.post(f"/comments/{comment_id}/revisions/1/restoration")
    assert names_under(bram.get(thread.url).page, comment_id) == ["plan.pdf", "bijlage.pdf"]


def test_the_files_of_a_version_taken_away_go_unless_another_has_them(
    people: Cast, thread: Thread, browser_of: Browsing, sent: Sent, app: Flask
) -> None:
    plan, other = sent(people.bram), sent(people.bram, "bijlage.pdf")
    bram = browser_of(people.bram)
    comment_id = post(bram, thread, files=[plan["key"], other["key"]])
    edit = {"body": "Zie.", "version": "1", "files": [other["key"]]}
    bram.post(f"/comments/{comment_id}", edit)
    removal = f"/comments/{comment_id}/revisions/1/removal"
    browser_of(people.amina).post(removal, {"reason": "Noemt iemand"})
    assert bram.get(plan["url"]).status == 404
    assert bram.get(other["url"]).status == 200
    with app.app_context():
        assert [upload.key for upload in db.session.query(Upload)] == [other["key"]]
    assert "plan.pdf" not in bram.get(f"/comments/{comment_id}/history").text


def test_the_files_of_a_withdrawn_text_are_its_author_s_alone(
    people: Cast, thread: Thread, browser_of: Browsing, sent: Sent, talk: Conversations
) -> None:
    plan = sent(people.bram)
    bram = browser_of(people.bram)
    comment_id = post(bram, thread, files=[plan["key"]])
    answered = talk.again(Comment(id=comment_id))
    talk.answer(people.chloe, answered)
    bram.post(f"/comments/{comment_id}/withdrawal")
    assert bram.get(plan["url"]).status == 200
    assert browser_of(people.chloe).get(plan["url"]).status == 404
    assert browser_of().get(plan["url"]).status == 302
    bram.post(f"/comments/{comment_id}/restoration")
    assert browser_of().get(plan["url"]).status == 200


def test_live_fragments_and_kept_html_show_files_as_the_page_does(
    people: Cast, thread: Thread, browser_of: Browsing, sent: Sent, app: Flask
) -> None:
    plan = sent(people.bram)
    bram = browser_of(people.bram)
    comment_id = post(bram, thread)
    assert not names_under(browser_of().get(thread.url).page, comment_id)
    edit = {"body": "Zie het plan.", "version": "1", "files": [plan["key"]]}
    bram.post(f"/comments/{comment_id}", edit)
    assert names_under(browser_of().get(thread.url).page, comment_id) == ["plan.pdf"]
    with app.app_context():
        entries = log.entries_after(thread.stream, 0).entries
        assert "plan.pdf" in missed_entries(entries, "fr")[-1]["html"]


def test_a_draft_keeps_files_and_offers_them_again(
    people: Cast, thread: Thread, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    for path, more in (("/preview", {"place": thread.stream}), (f"/drafts/{thread.stream}", {})):
        form = {"body": "Zie.", "attachments": [(BytesIO(corpus.pdf()), "plan.pdf")], **more}
        answer = bram.post(path, form)
        assert answer.status in (200, 303)
    assert bram.get(thread.url).page.select_one("#composer .file__name").get_text() == "plan.pdf"  # type: ignore[union-attr]
    too_many = {"body": "Zie.", "attachments": [(BytesIO(b"x"), "geen.pdf")], "draft_version": "1"}
    bram.post(f"/drafts/{thread.stream}", too_many)
    assert "geen.pdf" in bram.get("/drafts/").page.select_one(".flash--warning").get_text()  # type: ignore[union-attr]
