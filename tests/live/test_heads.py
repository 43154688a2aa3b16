"""A push that was lost is repaired, though nothing more is said."""

from collections.abc import Callable

from flask import Flask

from connect.database import db
from connect.discussions import actions
from connect.discussions.models import Thread
from connect.themes.models import Theme
from tests.live.conftest import Author, Listener
from tests.support.cast import Cast


def test_a_lost_push_shows_in_the_heads_and_is_caught_up(
    app: Flask,
    people: Cast,
    listener_of: Callable[..., Listener],
    author_of: Callable[..., Author],
    thread_in: Callable[[Theme], Thread],
) -> None:
    """This process writes to the server's SQLite behind its back, as a crash after COMMIT would."""
    thread = thread_in(people.networks)
    bram = listener_of(people.bram)
    bram.subscribe(thread.stream, after=0)
    with app.app_context():
        again = db.session.get_one(Thread, thread.id)
        actions.post_comment(people.chloe, again, body="Dit en silence")
    assert bram.hears_nothing()
    assert bram.hear("heads", seconds=45) == {thread.stream: 1}
    missed = author_of(people.bram).missed(thread.stream, after=0).json()
    assert "Dit en silence" in missed["entries"][0]["html"]
