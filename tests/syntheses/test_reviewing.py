"""A line is to be reviewed once a text it rests on is not as it was."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import atomic, db, utc_now
from connect.discussions.actions.counting import turn
from connect.discussions.models import Comment
from connect.events import log
from connect.live.fragments import missed_entries
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.syntheses.conftest import Writing

BrowserOf = Callable[..., Visitor]

pytestmark = pytest.mark.any_database


def hide(writing: Writing, comment: Comment) -> None:
    with writing.app.app_context(), atomic() as session:
        turn(session, db.session.get_one(Comment, comment.id), hidden_at=utc_now())


def move(writing: Writing, comment: Comment) -> None:
    other = writing.talk.open(writing.people.chloe, writing.people.prevention)
    with writing.app.app_context(), atomic():
        db.session.get_one(Comment, comment.id).thread_id = other.id


CHANGES = {
    "edited": lambda writing, comment: writing.talk.edit(comment, "Anders gezegd."),
    "withdrawn": lambda writing, comment: writing.talk.withdraw(comment),
    "hidden": hide,
    "moved": move,
}


def confirmation(visitor: Visitor, writing: Writing) -> tuple[str, dict[str, str]]:
    form = visitor.get(writing.address).page.select_one(".synthesis-review form")
    assert form
    fields = {str(f["name"]): str(f["value"]) for f in form.select("input[name]")}
    return str(form["action"]), fields


@pytest.mark.parametrize("change", CHANGES)
def test_everybody_sees_it_and_a_writer_says_that_it_is_still_right(
    people: Cast, browser_of: BrowserOf, writing: Writing, change: str
) -> None:
    writing.save(writing.agreed(), writing.agreed("Le soir.", writing.second))
    CHANGES[change](writing, writing.first)
    bram, amina = browser_of(people.bram), browser_of(people.amina)
    for door in (writing.address, writing.thread.url):
        assert bram.get(door).page.select("#line-1 .synthesis__review")
        assert not bram.get(door).page.select("#line-2 .synthesis__review")
    assert not bram.get(writing.address).page.select(".synthesis-review")
    door, fields = confirmation(amina, writing)
    assert amina.post(door, fields).status == 303
    assert not writing.now.to_review
    assert amina.post(door, fields).status == 303, "sent twice, it changes nothing"


def test_a_text_that_is_gone_is_neither_named_nor_linked(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed())
    hide(writing, writing.first)
    for door in (writing.address, writing.thread.url):
        texts = browser_of(people.dirk).get(door).page.select_one("#line-1 .synthesis__texts")
        assert texts
        assert not texts.select("a")
        assert people.bram.name not in texts.get_text()


def test_what_is_put_back_as_it_was_needs_no_review(writing: Writing) -> None:
    writing.save(writing.agreed())
    writing.talk.withdraw(writing.first)
    assert writing.now.to_review
    writing.talk.restore(writing.first)
    assert not writing.now.to_review


def test_a_line_that_says_the_same_stays_to_be_reviewed_and_a_rewritten_one_does_not(
    writing: Writing,
) -> None:
    writing.save(writing.agreed())
    writing.talk.edit(writing.first, "Anders gezegd.")
    writing.save(writing.agreed("Une nouvelle.", writing.second), writing.agreed())
    assert [line.number for line in writing.now.to_review] == [2]
    writing.save(writing.agreed("Une nouvelle.", writing.second), writing.agreed("Mieux dit."))
    assert not writing.now.to_review


def test_nobody_says_of_what_they_have_not_seen_that_it_is_still_right(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed())
    writing.talk.edit(writing.first, "Anders gezegd.")
    amina = browser_of(people.amina)
    door, fields = confirmation(amina, writing)
    writing.talk.edit(writing.first, "En nog eens anders.")
    assert amina.post(door, fields).location == writing.address
    assert writing.now.to_review


@pytest.mark.parametrize(
    ("line", "wrong"),
    [(2, {}), (1, {"version": "7"}), (1, {"version": "x"}), (1, {"state": ""})],
)
def test_a_forged_confirmation_changes_nothing(
    people: Cast, browser_of: BrowserOf, writing: Writing, line: int, wrong: dict[str, str]
) -> None:
    writing.save(writing.agreed())
    writing.talk.edit(writing.first, "Anders gezegd.")
    amina = browser_of(people.amina)
    _door, fields = confirmation(amina, writing)
    door = f"{writing.address}/lines/{line}/confirmation"
    assert amina.post(door, fields | wrong).status == 303
    assert writing.now.to_review


def test_open_pages_are_told_of_it(app: Flask, people: Cast, writing: Writing) -> None:
    writing.save(writing.agreed())
    with app.app_context():
        seen = log.head(writing.thread.stream)
    writing.talk.edit(writing.first, "Anders gezegd.")
    writing.settle()
    with app.app_context():
        entries = log.entries_after(writing.thread.stream, seen).entries
        told = {entry["kind"]: entry["html"] for entry in missed_entries(entries, "nl")}
    assert "synthesis__review" in told["synthesis.review_due"]
    assert told["comment.edited"]


def test_what_was_moved_away_can_be_cited_on(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed())
    move(writing, writing.first)
    row = {"fr": "Dit autrement.", "texts": str(writing.first.id)}
    answer = browser_of(people.amina).post(writing.address, writing.form(row, version=1))
    assert answer.status == 303
    assert not writing.now.to_review
