"""What is hidden leaves open pages at once, without a word of it, and comes back as it was."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.themes.models import Theme
from connect.worker import settle_due
from tests.live.conftest import Author, Listener
from tests.support.cast import Cast

pytestmark = pytest.mark.any_database

Listening = Callable[..., Listener]
Writing = Callable[..., Author]
Opening = Callable[[Theme], Thread]
WORD = "marronnier"


def comment_of(app: Flask, thread: Thread, number: int) -> Comment:
    with app.app_context():
        return db.session.query(Comment).filter_by(thread_id=thread.id, number=number).one()


def test_readers_hear_the_trace_and_then_the_words_again(
    app: Flask, people: Cast, listener_of: Listening, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.prevention)
    author_of(people.bram).comment(thread, f"Voici le {WORD}.")
    comment = comment_of(app, thread, 1)
    listeners = [listener_of(people.dirk), listener_of()]
    for listener in listeners:
        assert listener.subscribe(thread.stream)["ok"]
    amina = author_of(people.amina)
    assert amina.post(f"{comment.url}/hiding", reason="Une personne.").status_code == 303
    for listener in listeners:
        heard = listener.hear()
        assert heard["kind"] == "comment.hidden"
        assert "Une personne." in heard["html"]
        assert WORD not in heard["html"]
    assert WORD not in author_of(people.dirk).missed(thread.stream, after=0).text
    amina.post(f"{comment.url}/hiding/removal", reason="Relu.")
    for listener in listeners:
        assert WORD in listener.hear()["html"]


def test_a_report_of_personal_data_is_heard_as_a_trace_and_never_by_whom(
    app: Flask, people: Cast, listener_of: Listening, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.prevention)
    author_of(people.bram).comment(thread, f"Voici le {WORD}.")
    comment = comment_of(app, thread, 1)
    bram, desk = listener_of(people.bram), listener_of(people.amina)
    assert bram.subscribe(thread.stream)["ok"]
    assert desk.subscribe(f"moderation:{people.prevention.id}")["ok"]
    assert not bram.subscribe(f"moderation:{people.prevention.id}")["ok"]
    sent = author_of(people.dirk).post(f"{comment.url}/report", kind="personal_data")
    assert sent.status_code == 303
    heard = bram.hear()
    assert (heard["kind"], WORD in heard["html"]) == ("comment.set_aside", False)
    assert "Dirk" not in str(heard)
    assert desk.hear()["kind"] == "report.made"


def test_of_a_hidden_thread_nothing_is_left_and_its_listeners_are_let_go(
    app: Flask, people: Cast, listener_of: Listening, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.prevention)
    author_of(people.bram).comment(thread, f"Voici le {WORD}.")
    opening = comment_of(app, thread, 0)
    dirk, chloe = listener_of(people.dirk), listener_of(people.chloe)
    for listener in (dirk, chloe):
        assert listener.subscribe(thread.stream)["ok"]
    assert dirk.subscribe(people.prevention.stream)["ok"]
    author_of(people.amina).post(f"{opening.url}/hiding", reason="Une personne.")
    by_stream = {entry["stream"]: entry["html"] for entry in (dirk.hear(), dirk.hear())}
    assert thread.title not in by_stream[thread.stream]
    assert 'target="comments"' in by_stream[thread.stream]
    gone = f'action="remove" target="thread-row-{thread.id}"'
    assert gone in by_stream[people.prevention.stream]
    with app.app_context():
        settle_due()
    assert dirk.hear("revoked")["stream"] == thread.stream
    assert chloe.hears_nothing("revoked"), "its author reads it still"
    assert author_of(people.dirk).missed(thread.stream, after=0).status_code in (403, 404)
