"""What must hold in the database after any fault: recounted from the rows themselves."""

from collections import Counter
from collections.abc import Collection

from flask import Flask
from sqlalchemy import select

from connect.database import db
from connect.discussions import paths
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.events.models import Entry, Event, Stream
from connect.members.models import Member
from connect.notifications.models import Notification
from connect.themes.models import Theme


def check(app: Flask) -> None:
    """Numbers without holes, trees without strays, counters that count."""
    with app.app_context():
        _check_streams()
        for thread in db.session.scalars(select(Thread)):
            _check_tree(thread)
        _check_counters()


def check_posts(app: Flask, stream: str, tokens: Collection[str]) -> None:
    """Every acknowledged text is there once, as a comment and as an entry; and nothing else."""
    with app.app_context():
        comments = db.session.scalars(select(Comment.token).where(Comment.number > 0))
        entries = db.session.scalars(select(Entry.token).where(Entry.stream == stream))
        assert sorted(map(str, comments)) == sorted(tokens)
        assert sorted(map(str, entries)) == sorted(tokens)


def head(app: Flask, stream: str) -> int:
    with app.app_context():
        return log.head(stream)


def _check_streams() -> None:
    placed: dict[str, list[int]] = {}
    for stream, seq in db.session.execute(select(Entry.stream, Entry.seq).order_by(Entry.seq)):
        placed.setdefault(stream, []).append(seq)
    for name, floor, last in db.session.execute(select(Stream.name, Stream.floor, Stream.head)):
        assert placed.pop(name, []) == list(range(floor + 1, last + 1)), name
    assert not placed
    numbered = db.session.scalars(select(Entry.event_id)).all()
    assert set(numbered) <= set(db.session.scalars(select(Event.id)))


def _check_tree(thread: Thread) -> None:
    comments = db.session.scalars(
        select(Comment).where(Comment.thread_id == thread.id).order_by(Comment.number)
    ).all()
    by_id = {comment.id: comment for comment in comments}
    assert [comment.number for comment in comments] == list(range(thread.last_number + 1))
    for comment in comments[1:]:
        above = by_id[comment.parent_id].path if comment.parent_id else paths.OPENING
        assert comment.path == paths.place_under(above, comment.number)
        assert comment.depth == paths.depth(comment.path)
    answers = Counter(comment.parent_id for comment in comments)
    assert all(comment.answer_count == answers[comment.id] for comment in comments)
    assert thread.comment_count == len(comments) - 1


def _check_counters() -> None:
    threads = db.session.scalars(select(Thread)).all()
    for theme in db.session.scalars(select(Theme)):
        own = [thread for thread in threads if thread.theme_id == theme.id]
        assert theme.thread_count == len(own)
        assert theme.comment_count == sum(thread.comment_count for thread in own)
    unread = Counter(
        db.session.scalars(select(Notification.member_id).where(Notification.read_at.is_(None)))
    )
    for member in db.session.scalars(select(Member)):
        assert member.unread_count == unread[member.id], member.name
