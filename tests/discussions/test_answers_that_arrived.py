"""Who publishes an answer is told first of those that came while it was written."""

from collections.abc import Callable

import pytest

from connect.discussions.models import Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]


@pytest.mark.any_database
def test_what_arrived_is_shown_with_the_text_and_the_next_click_publishes(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    seen = bram.get(thread.url).page.select_one("#composer [name=seen]")["value"]  # type: ignore[index]
    arrived = [talk.post(people.chloe, thread), talk.post(people.amina, thread)]
    answer = bram.post(f"{thread.url}/comments", {"body": "Bij ons", "seen": seen})
    assert answer.status == 409
    form = answer.page.select_one("#composer")
    assert form
    note = form.select_one(".composer__arrived")
    assert note
    assert [link["href"] for link in note.select("a")] == [f"#comment-{c.id}" for c in arrived]
    assert all(answer.page.select_one(str(link["href"])) for link in note.select("a"))
    assert form.select_one("textarea").get_text().strip() == "Bij ons"  # type: ignore[union-attr]
    again = {"body": "Bij ons", "seen": form.select_one("[name=seen]")["value"]}  # type: ignore[index]
    assert bram.post(f"{thread.url}/comments", again).status == 303


@pytest.mark.parametrize("seen", [None, "", "1", "99"])
def test_what_was_seen_or_never_asked_for_holds_nobody_up(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, seen: str | None
) -> None:
    """One's own answer, from another device, is no news; neither is what was taken back."""
    talk.post(people.chloe, thread)
    talk.post(people.bram, thread)
    talk.withdraw(talk.post(people.amina, thread))
    form = {"body": "Bij ons"} | ({"seen": seen} if seen is not None else {})
    status = browser_of(people.bram).post(f"{thread.url}/comments", form).status
    assert status == 303


def test_a_program_is_told_too(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    talk.post(people.chloe, thread)
    answer = browser_of(people.bram).post(
        f"{thread.url}/comments",
        {"body": "Bij ons", "seen": "0"},
        headers={"Accept": "application/json"},
    )
    assert (answer.status, answer.json["status"]) == (409, 409)
