"""Replaying events on a stale page equals a fresh page."""

import itertools
import random
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from connect.database import db
from connect.discussions import actions
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.live.fragments import missed_entries
from connect.members.models import Member
from connect.themes.models import Theme
from tests.support.cast import Cast
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

Browsing = Callable[..., Visitor]
REACTIONS = ("useful", "we_do_this_too", "have_a_question")


@pytest.mark.parametrize("order", ["tree", "time"])
@pytest.mark.parametrize("seed", range(6))
def test_replaying_a_thread_equals_a_fresh_page(
    app: Flask, people: Cast, browser_of: Browsing, order: str, seed: int
) -> None:
    """Seen by a visitor: the page as fragments show it, the same for every reader."""
    conversation = Conversation(app, people, people.prevention, random.Random(seed))  # noqa: S311
    for _ in range(4):
        conversation.go_on()
    path = f"{conversation.thread.url}?order={order}"
    stale = browser_of().get(path).page
    seen = int(stale.select_one("[data-seq]")["data-seq"])  # type: ignore[index, arg-type]
    for _ in range(9):
        conversation.go_on()
    with app.app_context():
        entries = log.entries_after(conversation.thread.stream, seen).entries
        for entry in missed_entries(entries, "fr"):
            apply(entry["html"], stale)
    fresh = browser_of().get(path).page
    assert shown(stale) == shown(fresh)


class Conversation:
    """Members who post, answer, edit, withdraw, restore and react, the same for each seed."""

    def __init__(self, app: Flask, people: Cast, theme: Theme, chance: random.Random) -> None:
        self.app, self.chance = app, chance
        self.authors = [people.amina.id, people.bram.id, people.chloe.id]
        self.words = (f"Texte {number}" for number in itertools.count(1))
        with app.app_context():
            self.thread = actions.open_thread(
                people.chloe, theme, kind="question", title="Une question", body="Qui sait ?"
            )

    def go_on(self) -> None:
        with self.app.app_context():
            thread = db.session.get_one(Thread, self.thread.id)
            comments = list(db.session.query(Comment).filter_by(thread_id=thread.id))
            steps = [self.post, self.post, self.answer, self.edit, self.withdraw, self.react]
            self.chance.choice(steps)(thread, comments)

    def post(self, thread: Thread, _comments: list[Comment]) -> None:
        actions.post_comment(self.anyone(), thread, body=next(self.words))

    def answer(self, thread: Thread, comments: list[Comment]) -> None:
        parent = self.chance.choice(comments)
        parent_id = None if parent.is_opening or parent.withdrawn_at else parent.id
        actions.post_comment(self.anyone(), thread, body=next(self.words), parent_id=parent_id)

    def edit(self, _thread: Thread, comments: list[Comment]) -> None:
        comment = self.chance.choice([c for c in comments if not c.withdrawn_at])
        actions.edit_comment(
            comment.author, comment, body=next(self.words), version=comment.version
        )

    def withdraw(self, _thread: Thread, comments: list[Comment]) -> None:
        answers = [comment for comment in comments if not comment.is_opening]
        if not answers:
            return
        comment = self.chance.choice(answers)
        change = actions.restore_comment if comment.withdrawn_at else actions.withdraw_comment
        change(comment.author, comment)

    def react(self, _thread: Thread, comments: list[Comment]) -> None:
        comment = self.chance.choice([c for c in comments if not c.withdrawn_at])
        actions.react(self.anyone(), comment, self.chance.choice(REACTIONS), True)

    def anyone(self) -> Member:
        return db.session.get_one(Member, self.chance.choice(self.authors))


def apply(html: str, page: BeautifulSoup) -> None:
    """What the browser's stream actions do, on a page that shows the whole thread."""
    for stream in BeautifulSoup(html, "html.parser").select("turbo-stream"):
        target = page.find(id=stream["target"])
        # Parsed on its own: Beautiful Soup takes a template's text for no text.
        inside = stream.template.decode_contents() if stream.template else ""
        content = BeautifulSoup(inside, "html.parser")
        match stream["action"]:
            case "remove":
                if target:
                    target.decompose()
            case "update":
                target.clear()  # type: ignore[union-attr]
                target.append(content.get_text())  # type: ignore[union-attr]
            case "replace":
                target.replace_with(content)  # type: ignore[union-attr]
            case "place":
                place(content.li, target)  # type: ignore[arg-type]
            case action:
                pytest.fail(f"no such action: {action}")


def place(item: Tag, comments: Tag) -> None:
    shown_already = comments.find(id=item["id"])
    if shown_already:
        shown_already.replace_with(item)
        return
    for other in comments.find_all("li", recursive=False):
        if place_of(item, comments) < place_of(other, comments):
            other.insert_before(item)
            return
    comments.append(item)


def place_of(item: Tag, comments: Tag) -> tuple[float, str]:
    """Comparable places: by number where the list is in the order of posting, else by path."""
    by_time = comments["data-order"] == "time"
    return (float(str(item["data-number"])), "") if by_time else (0, str(item["data-path"]))


def shown(page: BeautifulSoup) -> dict[str, object]:
    """All a reader can tell apart, but for how long ago it was."""
    for time in page.select("time"):
        time.decompose()
    return {
        "count": text(page.select_one("#comment-count")),
        "title": text(page.select_one("#thread-title")),
        "opening": text(page.select_one(".thread__opening")),
        "comments": [
            (item["id"], item["data-path"], item["data-author"], item["data-depth"], text(item))
            for item in page.select("#comments > li[data-path]")
        ],
    }


def text(element: Tag | None) -> str:
    return " ".join(element.get_text(" ").split()) if element else ""
