"""Readers do not wait for those who write in the same thread."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.discussions.actions.counting import lock
from connect.discussions.models import Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations

pytestmark = pytest.mark.postgresql

PATIENCE_S = 10


def test_a_first_mark_is_kept_while_somebody_holds_the_thread(
    app: Flask, people: Cast, talk: Conversations, thread: Thread
) -> None:
    """Waiting for each other, a mark and a comment of the same reader would both fail."""
    talk.post(people.chloe, thread)
    held, marked = threading.Event(), threading.Event()

    def hold() -> bool:
        with app.app_context(), atomic() as session:
            lock(session, db.session.get_one(Thread, thread.id))
            held.set()
            return marked.wait(PATIENCE_S)

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert held.wait(PATIENCE_S)
        talk.read(people.bram, thread, 1)
        marked.set()
        assert holding.result()
