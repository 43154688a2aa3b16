"""What is being written is kept for its writer, at each place, on every device."""

from collections.abc import Callable

import pytest

from connect.discussions.models import Thread
from tests.drafts.conftest import JSON, Saving
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]


@pytest.mark.any_database
def test_a_text_saved_on_one_device_is_there_on_another(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    place = thread.stream
    saved = save(browser_of(people.bram), place, body="Bij ons", token="t")
    assert (saved.status, saved.json["version"]) == (200, 1)
    again = save(browser_of(people.bram), place, 1, body="Bij ons ook", token="t")
    assert again.json["version"] == 2
    other_device = browser_of(people.bram).get(f"/drafts/{place}", headers=JSON)
    assert other_device.json["fields"] == {"body": "Bij ons ook", "token": "t"}
    assert other_device.json["version"] == 2
    assert browser_of(people.chloe).get(f"/drafts/{place}", headers=JSON).status == 404


def test_the_same_save_again_changes_nothing(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    bram = browser_of(people.bram)
    versions = [save(bram, thread.stream, 0, body="Bij ons").json["version"] for _ in range(3)]
    assert versions == [1, 1, 1]


@pytest.mark.any_database
def test_a_save_from_an_old_version_is_told_of_the_other_text(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    laptop, phone = browser_of(people.bram), browser_of(people.bram)
    save(laptop, thread.stream, 0, body="Op de laptop")
    stale = save(phone, thread.stream, 0, body="Op de telefoon")
    assert stale.status == 409
    assert (stale.json["version"], stale.json["fields"]["body"]) == (1, "Op de laptop")
    assert save(phone, thread.stream, 1, body="Samen").json["version"] == 2


def test_without_scripts_a_button_keeps_the_text_and_two_texts_are_both_shown(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    bram = browser_of(people.bram)
    place = f"/drafts/{thread.stream}"
    assert bram.post(place, {"body": "Bij ons"}).location == "/drafts/"
    assert "Bij ons" in bram.get("/drafts/").text
    conflict = bram.post(place, {"body": "Elders <b>ook</b>", "parent": "", "draft_version": "0"})
    assert conflict.status == 409
    assert "Bij ons" in conflict.page.select_one("[aria-labelledby=theirs]").text  # type: ignore[union-attr]
    form = conflict.page.select_one("[aria-labelledby=yours] form")
    assert form
    version = form.select_one("[name=draft_version]")["value"]  # type: ignore[index]
    again = {"body": form.textarea.text, "draft_version": version}  # type: ignore[union-attr]
    assert again["body"] == "Elders <b>ook</b>"
    assert bram.post(place, again).status == 303
    assert bram.get(place, headers=JSON).json["fields"] == {"body": "Elders <b>ook</b>"}


def test_saving_nothing_removes_the_draft_and_keeps_none(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    bram = browser_of(people.bram)
    assert save(bram, thread.stream, 0, body=" ", token="t").json["version"] == 0
    save(bram, thread.stream, 0, body="Bij ons")
    assert save(bram, thread.stream, 1, body="", token="t").json["version"] == 2
    assert bram.get(f"/drafts/{thread.stream}", headers=JSON).status == 404
    assert save(bram, thread.stream, 2, body="Opnieuw").json["version"] == 3


def test_only_where_one_may_write(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, save: Saving
) -> None:
    hidden = talk.open(people.chloe, people.circle)
    comment = talk.post(people.chloe, thread)
    dirk = browser_of(people.dirk)
    for place in (hidden.stream, "thread:99999", "nothing:1", "thread", f"thread:{2**63}"):
        assert save(dirk, place, body="Ici").status == 404
        assert dirk.get(f"/drafts/{place}").status == 404
        assert dirk.post(f"/drafts/{place}/removal").status == 404
        assert dirk.post(f"/drafts/{place}/restoration").status == 404
    assert save(dirk, comment.subject, body="Ici").status == 403
    assert save(browser_of(), thread.stream, body="Ici").status == 401
    assert browser_of().get("/drafts/").location.startswith("/sign-in")


@pytest.mark.parametrize(
    "sent", [[], {"fields": []}, {"fields": {"body": {}}}, {"fields": {"files": "a"}}, 0]
)
def test_what_is_no_form_is_refused(
    people: Cast, thread: Thread, browser_of: Browsing, sent: object
) -> None:
    bram = browser_of(people.bram)
    answer = bram.client.post(
        f"/drafts/{thread.stream}",
        json=sent,
        headers={**JSON, "X-CSRFToken": bram.csrf_token()},
    )
    assert answer.status_code == 400


def test_a_text_no_form_could_hold_is_refused_and_handed_back(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    bram, text = browser_of(people.bram), "a" * 210_000
    assert save(bram, thread.stream, body=text).status == 413
    answer = bram.post(f"/drafts/{thread.stream}", {"body": text})
    assert answer.status == 413
    assert answer.page.select_one("textarea").text == text  # type: ignore[union-attr]


def test_characters_that_no_database_takes_are_left_out(
    people: Cast, thread: Thread, browser_of: Browsing, save: Saving
) -> None:
    bram = browser_of(people.bram)
    save(bram, thread.stream, body="a\0b\ud800c")
    assert bram.get(f"/drafts/{thread.stream}", headers=JSON).json["fields"] == {"body": "abc"}
