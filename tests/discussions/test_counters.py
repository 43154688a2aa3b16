"""Whatever members do, the counters say what counting again would say."""

import random
from collections import Counter

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Reaction, Reading, Thread
from connect.themes.models import Theme
from tests.support.cast import Cast
from tests.support.conversations import Conversations

pytestmark = pytest.mark.any_database

STEPS = 40
KINDS = ("useful", "we_do_this_too", "have_a_question")


@pytest.mark.parametrize("seed", range(5))
def test_counters_equal_a_recount(app: Flask, people: Cast, talk: Conversations, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    thread = talk.open(people.chloe, people.prevention)
    comments = [talk.opening_of(thread)]
    for _ in range(STEPS):
        comment, member = chance.choice(comments), chance.choice([people.amina, people.bram])
        match chance.choice(["answer", "answer", "withdraw", "withdraw", "restore", "react"]):
            case "answer" if talk.again(thread).withdrawn_at is None:
                comments.append(talk.answer(member, comment))
            case "withdraw":
                talk.withdraw(comment)
            case "restore":
                talk.restore(comment)
            case "react":
                talk.react(member, comment, chance.choice(KINDS), chance.random() < 0.6)
        check_counters(app, thread)


def check_counters(app: Flask, thread: Thread) -> None:
    with app.app_context():
        found = db.session.get_one(Thread, thread.id)
        theme = db.session.get_one(Theme, thread.theme_id)
        comments = db.session.query(Comment).filter_by(thread_id=thread.id).order_by(Comment.number)
        opening, *answers = comments
        readable = [comment for comment in answers if comment.withdrawn_at is None]
        shown = Counter[int | None]()
        for comment in reversed(answers):
            if comment.withdrawn_at is None or shown[comment.id]:
                shown[comment.parent_id] += 1
            assert comment.answer_count == shown[comment.id]
        is_gone = opening.withdrawn_at is not None and not readable
        assert (found.withdrawn_at is not None) == is_gone
        assert (theme.thread_count, theme.comment_count) == (int(not is_gone), len(readable))
        assert (found.comment_count, found.last_number) == (len(readable), len(answers))
        check_latest(found, [*([] if opening.withdrawn_at else [opening]), *readable])
        check_reactions([opening, *answers])
        check_readings(found, answers, shown)


def check_latest(thread: Thread, readable: list[Comment]) -> None:
    if readable:
        latest_authors = list(dict.fromkeys(c.author_id for c in reversed(readable)))
        assert thread.participants == latest_authors
        assert thread.last_author_id == latest_authors[0]


def check_reactions(comments: list[Comment]) -> None:
    counted = Counter((r.comment_id, r.kind) for r in db.session.query(Reaction))
    for comment in comments:
        for kind in KINDS:
            assert getattr(comment, f"{kind}_count") == counted[comment.id, kind]


def check_readings(thread: Thread, answers: list[Comment], shown: Counter[int | None]) -> None:
    """Nobody has more to read than there is to be seen."""
    visible = [c for c in answers if c.withdrawn_at is None or shown[c.id]]
    for reading in db.session.query(Reading):
        assert reading.unread_count(thread) <= len(visible)
