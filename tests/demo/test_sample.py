"""The sample community is the same every time, and as whole as if it had been typed."""

import hashlib
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from connect.database import at, db
from connect.demo import sample
from connect.discussions import actions, paths
from connect.discussions.models import Comment, Reading, Thread
from connect.events import log
from connect.members.models import Member
from connect.themes.models import Theme
from tests.support import apps

pytestmark = pytest.mark.any_database

MOMENT = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


@pytest.fixture
def grown(app: Flask) -> Flask:
    grow(app)
    return app


def grow(app: Flask, threads: int = 12, longest: int = 60, seed: int = 1) -> None:
    with app.app_context(), at(MOMENT):
        sample.grow(members=10, threads=threads, comments=6, seed=seed, longest=longest)


def comments_of(thread: Thread) -> list[Comment]:
    found = select(Comment).where(Comment.thread_id == thread.id).order_by(Comment.number)
    return list(db.session.scalars(found))


def digest(app: Flask) -> str:
    """Of everything but the passwords, which are salted."""
    with app.app_context():
        rows = [
            *db.session.execute(select(Member.email, Member.name, Member.municipality)),
            *db.session.execute(
                select(Theme.slug, Theme.thread_count, Theme.comment_count).order_by(Theme.position)
            ),
            *db.session.execute(
                select(
                    Thread.id, Thread.title, Thread.last_excerpt, Thread.last_activity_at
                ).order_by(Thread.id)
            ),
            *db.session.execute(
                select(Comment.path, Comment.html, Comment.author_id, Comment.created_at).order_by(
                    Comment.thread_id, Comment.number
                )
            ),
        ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_the_same_seed_grows_the_same_community(grown: Flask) -> None:
    first = digest(grown)
    apps.empty(grown)
    grow(grown)
    assert digest(grown) == first
    apps.empty(grown)
    grow(grown, seed=2)
    assert digest(grown) != first


def test_the_same_command_again_changes_nothing(grown: Flask) -> None:
    before = digest(grown)
    grow(grown)
    assert digest(grown) == before


def test_a_community_that_grew_in_two_steps_is_the_same(grown: Flask) -> None:
    at_once = digest(grown)
    apps.empty(grown)
    grow(grown, threads=5, longest=0)
    grow(grown)
    assert digest(grown) == at_once


def test_counters_are_what_counting_gives(grown: Flask) -> None:
    with grown.app_context():
        threads = db.session.scalars(select(Thread)).all()
        assert len(threads) == 13
        for thread in threads:
            opening, *comments = comments_of(thread)
            authors = [comment.author_id for comment in (opening, *comments)]
            assert thread.comment_count == thread.last_number == len(comments)
            assert thread.author_id == opening.author_id
            assert thread.last_author_id == comments[-1].author_id
            assert thread.last_activity_at == comments[-1].created_at
            assert thread.participants == list(dict.fromkeys(reversed(authors)))[:4]
        for theme in db.session.scalars(select(Theme)):
            own = [thread for thread in threads if thread.theme_id == theme.id]
            assert theme.thread_count == len(own)
            assert theme.comment_count == sum(thread.comment_count for thread in own)


def test_comments_form_a_true_tree(grown: Flask) -> None:
    with grown.app_context():
        for thread in db.session.scalars(select(Thread)):
            comments = {comment.id: comment for comment in comments_of(thread)}
            answers = dict.fromkeys(comments, 0)
            for comment in comments.values():
                if comment.is_opening:
                    assert comment.path == paths.OPENING
                    continue
                parent = comments[comment.parent_id] if comment.parent_id else None
                above = parent.path if parent else paths.OPENING
                assert comment.path == paths.place_under(above, comment.number)
                assert comment.depth == paths.depth(comment.path)
                if parent:
                    assert parent.created_at < comment.created_at
                    answers[parent.id] += 1
            assert {i: comment.answer_count for i, comment in comments.items()} == answers


def test_texts_are_about_six_hundred_characters_in_both_languages(grown: Flask) -> None:
    with grown.app_context():
        comments = db.session.scalars(select(Comment)).all()
        assert all(580 < len(comment.html) < 800 for comment in comments)
        assert {comment.lang for comment in comments} == {"fr", "nl"}
        assert max(comment.depth for comment in comments) > 3


def test_who_wrote_has_read_as_far_as_they_wrote(grown: Flask) -> None:
    with grown.app_context():
        written = select(Comment.author_id, Comment.thread_id, func.max(Comment.number)).group_by(
            Comment.author_id, Comment.thread_id
        )
        read = select(Reading.member_id, Reading.thread_id, Reading.read_through)
        assert set(db.session.execute(read)) == set(db.session.execute(written))


def test_life_goes_on_where_the_sample_ends(grown: Flask) -> None:
    with grown.app_context():
        thread = db.session.scalars(select(Thread).order_by(Thread.id)).all()[-1]
        author = db.session.scalars(select(Member)).first()
        assert author is not None
        comment = actions.post_comment(author, thread, body="Merci à toutes et à tous.")
        assert comment.number == 61
        assert log.head(thread.stream) == 1
