"""Earlier versions: what changed, going back to one, and taking one away."""

import time
from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions import actions
from connect.discussions.comparing import compared, word_changes
from connect.discussions.models import Comment, Revision, Thread
from connect.events.models import Event
from connect.rich_text import Paragraph, paragraphs
from tests.security.conftest import everything_written
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

Browsing = Callable[..., Visitor]


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    """Bram's, in three versions."""
    comment = talk.post(people.bram, thread, "Een.\n\nJan Peeters stal een fiets.")
    talk.edit(comment, "Een.\n\nIemand stal een fiets.")
    return talk.edit(comment, "Een en twee.\n\n- punt\n\nIemand stal een fiets.")


def path(comment: Comment, version: int, what: str) -> str:
    return f"{comment.url}/revisions/{version}/{what}"


def test_paragraphs_stay_apart_and_what_came_and_went_is_said() -> None:
    before = paragraphs("<p>Un deux trois.</p><p>Quatre.</p>")
    after = paragraphs("<p>Nouveau.</p><p>Un deux cinq.</p><ul><li>Quatre.</li></ul>")
    assert [(line.kind, line.change, list(line.runs)) for line in compared(before, after)] == [
        ("p", "added", [("added", "Nouveau.")]),
        ("p", "same", [("same", "Un deux "), ("removed", "trois."), ("added", "cinq.")]),
        ("p", "removed", [("removed", "Quatre.")]),
        ("li", "added", [("added", "Quatre.")]),
    ]


def test_a_text_that_repeats_one_word_is_compared_in_no_time() -> None:
    changes = word_changes("a " * 9_000, "a " * 9_001)
    assert [change for change, _ in changes] == ["removed", "added"]


@pytest.mark.parametrize("count", [1, 20])
def test_neither_do_other_words_between_or_many_paragraphs_take_long(count: int) -> None:
    """Everybody may open a history, and nobody else is answered meanwhile."""

    def text(other: str) -> list[Paragraph]:
        words = " ".join(f"a {other}{number}" for number in range(2_600 // count))
        return [Paragraph("p", words)] * count

    started = time.thread_time()
    lines = compared(text("b"), text("c"))
    assert time.thread_time() - started < 2
    assert all(line.runs for line in lines)


@pytest.mark.any_database
def test_each_version_tells_what_it_changed(
    people: Cast, comment: Comment, browser_of: Browsing
) -> None:
    page = browser_of().get(f"{comment.url}/history?lang=en").page
    third, second, first = page.select(".version")
    assert [ins.get_text() for ins in third.select(".diff__line--li ins")] == ["[added: punt]"]
    assert "[removed: Jan Peeters ]" in second.get_text()
    assert not first.select("ins, del")
    assert "current version" in third.get_text()
    assert page.select(".diff")[0]["lang"]
    assert not page.select(".version form")


def test_a_change_of_layout_alone_is_said(
    talk: Conversations, comment: Comment, browser_of: Browsing
) -> None:
    talk.edit(
        comment,
        "<p>Een en <strong>twee</strong>.</p><ul><li>punt</li></ul><p>Iemand stal een fiets.</p>",
    )
    version = browser_of().get(f"{comment.url}/history").page.select_one("#version-4")
    assert version
    assert version.select_one(".version__note")


def test_a_long_history_is_read_page_by_page(
    talk: Conversations, comment: Comment, browser_of: Browsing
) -> None:
    for number in range(12):
        talk.edit(comment, f"Versie {number}.")
    visitor, shown, link = browser_of(), [], f"{comment.url}/history"
    while link:
        page = visitor.get(link).page
        shown += [int(str(item["id"]).removeprefix("version-")) for item in page.select(".version")]
        older = page.select_one("a[rel=next]")
        link = f"{comment.url}/history{older['href']}" if older else ""
    assert shown == list(range(15, 0, -1))


@pytest.mark.any_database
def test_its_author_goes_back_to_a_version_with_title_and_language(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing
) -> None:
    opening = talk.opening_of(thread)
    talk.edit(opening, "Wie belt wie vanavond?", title="Wie belt?")
    chloe = browser_of(people.chloe)
    for _ in range(2):
        assert chloe.post(path(opening, 1, "restoration")).status == 303
    stands = talk.again(opening)
    assert (stands.version, stands.html, stands.lang) == (3, opening.html, opening.lang)
    assert talk.again(thread).title == thread.title


@pytest.mark.any_database
def test_a_moderator_takes_the_words_of_a_version_away_for_good(
    people: Cast, comment: Comment, browser_of: Browsing, app: Flask
) -> None:
    amina = browser_of(people.amina)
    assert "Jan Peeters" in amina.get(path(comment, 1, "removal")).text
    refused = amina.post(path(comment, 1, "removal"), {"reason": " "})
    assert refused.status == 422
    for _ in range(2):
        done = amina.post(path(comment, 1, "removal"), {"reason": "Noemt iemand"})
        assert done.location == f"{comment.url}/history"
    assert "Jan Peeters" not in str(everything_written(app))
    history = browser_of().get(f"{comment.url}/history").text
    assert "Jan Peeters" not in history
    assert "Amina Benali" in history
    assert "Noemt iemand" in history
    with app.app_context():
        events = db.session.query(Event).filter_by(kind="revision.removed")
        assert [event.payload for event in events] == [{"version": 1}]


def test_what_was_taken_away_cannot_be_gone_back_to(
    people: Cast, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    browser_of(people.olga).post(path(comment, 1, "removal"), {"reason": "Noemt iemand"})
    bram = browser_of(people.bram)
    assert bram.post(path(comment, 1, "restoration")).location == f"{comment.url}/history"
    assert talk.again(comment).version == 3


def test_the_version_that_stands_has_to_be_changed_first(
    people: Cast, comment: Comment, talk: Conversations, browser_of: Browsing
) -> None:
    amina = browser_of(people.amina)
    answer = amina.post(path(comment, 3, "removal"), {"reason": "Noemt iemand"})
    assert answer.location == f"{comment.url}/history"
    assert amina.get(answer.location).page.select_one(".flash--warning")
    assert "fiets" in talk.again(comment).html


def test_only_authors_go_back_and_only_moderators_take_away(
    people: Cast, comment: Comment, browser_of: Browsing, talk: Conversations
) -> None:
    for member in (people.chloe, people.amina, people.olga):
        assert browser_of(member).post(path(comment, 1, "restoration")).status == 403
    for member in (people.bram, people.chloe):
        form = {"reason": "Zomaar"}
        assert browser_of(member).post(path(comment, 1, "removal"), form).status == 403
        assert browser_of(member).get(path(comment, 1, "removal")).status == 403
    for what in ("restoration", "removal"):
        assert browser_of().post(path(comment, 1, what)).status == 401
        bram_or_olga = people.bram if what == "restoration" else people.olga
        assert browser_of(bram_or_olga).post(path(comment, 9, what)).status == 404
    hidden = talk.post(people.chloe, talk.open(people.chloe, people.circle))
    assert browser_of(people.dirk).post(path(hidden, 1, "removal")).status == 404


def test_an_edit_after_a_removal_is_compared_with_nothing(
    app: Flask, people: Cast, comment: Comment, browser_of: Browsing
) -> None:
    with app.app_context():
        found = db.session.get_one(Comment, comment.id)
        second = db.session.query(Revision).filter_by(comment_id=comment.id, version=2).one()
        actions.remove_revision(people.amina, found, second, "Noemt iemand")
    page = browser_of().get(f"{comment.url}/history").page
    assert not page.select("#version-3 del, #version-3 ins")
