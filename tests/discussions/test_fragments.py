"""What an event sends to open pages: the same for every reader of a language, as things stand."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from connect.database import db
from connect.discussions import actions
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.live.fragments import fragments_of
from connect.web.languages import LOCALES, speaking
from tests.support.cast import Cast
from tests.support.conversations import Conversations

pytestmark = pytest.mark.any_database

Heard = Callable[..., list[Tag]]


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.bram, thread, "Wij bellen aan.")


@pytest.fixture
def heard(app: Flask) -> Heard:
    """The Turbo Stream elements of a stream's last entry."""

    def last_of(stream: str, locale: str = "fr") -> list[Tag]:
        with app.app_context():
            *_, entry = log.entries_after(stream, 0).entries
            with speaking(locale):
                html = fragments_of([entry])[0]()
        return list(BeautifulSoup(html, "html.parser").find_all("turbo-stream"))

    return last_of


def actions_of(elements: list[Tag]) -> list[tuple[str, str]]:
    return [(str(e["action"]), str(e.get("target", ""))) for e in elements]


def test_a_posted_comment_is_put_in_its_place_and_counted(
    comment: Comment, thread: Thread, heard: Heard
) -> None:
    elements = heard(thread.stream)
    assert actions_of(elements) == [("place", "comments"), ("update", "comment-count")]
    item = elements[0].select_one("li")
    assert item
    assert (item["data-path"], item["data-number"]) == (comment.path, "1")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_fragment_speaks_the_listener_s_language_and_knows_no_reader(
    people: Cast, comment: Comment, talk: Conversations, heard: Heard, locale: str
) -> None:
    talk.react(people.chloe, comment, "useful")
    html = str(heard(f"thread:{comment.thread_id}", locale)[0])
    assert {"fr": "Répondre", "nl": "Antwoord", "en": "Answer"}[locale] in html
    assert "csrf_token" not in html
    assert 'aria-pressed="true"' not in html
    fragment = BeautifulSoup(html, "html.parser")
    own = fragment.select("[data-own]:not([data-own=others])")
    assert own
    assert all(tool.has_attr("hidden") for tool in own)


def test_what_is_said_is_how_things_stand_now(
    comment: Comment, thread: Thread, talk: Conversations, heard: Heard
) -> None:
    talk.edit(comment, "Gewijzigd.")
    assert "Gewijzigd." in str(heard(thread.stream)[0])
    talk.withdraw(comment)
    assert actions_of(heard(thread.stream))[0] == ("remove", f"comment-item-{comment.id}")
    talk.restore(comment)
    assert actions_of(heard(thread.stream))[0] == ("place", "comments")


def test_a_withdrawn_answer_takes_the_traces_above_along(
    people: Cast, comment: Comment, thread: Thread, talk: Conversations, heard: Heard
) -> None:
    answer = talk.answer(people.chloe, comment)
    talk.withdraw(comment)
    trace = heard(thread.stream)[0]
    assert trace.select_one(".comment__trace")
    assert "Wij bellen aan." not in str(trace)
    talk.withdraw(answer)
    removed = [target for action, target in actions_of(heard(thread.stream)) if action == "remove"]
    assert removed == [f"comment-item-{answer.id}", f"comment-item-{comment.id}"]


def test_a_corrected_language_is_told_to_readers_and_lists(
    people: Cast, comment: Comment, thread: Thread, app: Flask, heard: Heard
) -> None:
    with app.app_context():
        actions.correct_language(people.bram, db.session.get_one(Comment, comment.id), "de")
    assert heard(thread.stream)[0].select_one(".prose[lang=de]")
    assert heard("theme:1")[0].select_one(".thread-row__last [lang=de]")


def test_lists_raise_what_moved_and_rewrite_what_changed(
    comment: Comment, thread: Thread, talk: Conversations, heard: Heard
) -> None:
    assert actions_of(heard("theme:1")) == [("raise", "threads")]
    talk.edit(comment, "Gewijzigd.")
    elements = heard("theme:1")
    assert actions_of(elements) == [("replace", f"thread-row-{thread.id}")]
    assert "Gewijzigd." in str(elements[0])


def test_a_withdrawn_thread_leaves_the_lists_and_comes_back(
    thread: Thread, talk: Conversations, heard: Heard
) -> None:
    opening = talk.opening_of(thread)
    talk.withdraw(opening)
    assert actions_of(heard("theme:1")) == [("remove", f"thread-row-{thread.id}")]
    talk.restore(opening)
    assert actions_of(heard("theme:1")) == [("raise", "threads")]


def test_an_opening_is_replaced_with_its_title(
    thread: Thread, talk: Conversations, heard: Heard
) -> None:
    opening = talk.opening_of(thread)
    talk.edit(opening, "Autrement dit.", title="Un autre titre")
    elements = heard(thread.stream)
    assert ("replace", f"comment-item-{opening.id}") in actions_of(elements)
    assert "Un autre titre" in "".join(map(str, elements))
