"""Whatever is posted, moved, split, merged, hidden, read and undone, in whatever order: trees are
valid, counters say what counting again would say, and undoing at once restores every byte."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from connect.database import atomic, db, utc_now
from connect.discussions import actions, paths
from connect.discussions.actions.counting import lock, retell_latest, settle_thread, turn
from connect.discussions.models import Comment, Reading, Thread
from connect.discussions.trees import numbers_in
from connect.events import log
from connect.events.models import Entry, Stream
from connect.members.models import Member
from connect.moderation.actions.reversing import reverse
from connect.moderation.actions.shaping import merge_threads, move_comments, split_thread
from connect.moderation.errors import CannotMove, CannotUndo
from connect.moderation.models import Decision
from connect.themes.models import Theme
from tests.discussions.test_counters import check_latest
from tests.support import apps, cast
from tests.support.cast import Cast

pytestmark = pytest.mark.any_database

POSTING = ["post", "answer", "answer", "read", "withdraw", "restore", "hide"]
SHAPING = ["move", "split", "merge", "undo", "undo"]
STEPS = st.lists(
    st.tuples(st.sampled_from(POSTING + SHAPING), st.integers(0, 2**16)), min_size=8, max_size=22
)


@given(steps=STEPS)
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # a shorter example would take longer than finding this one
    suppress_health_check=list(HealthCheck),
)
def test_threads_stay_whole(app: Flask, steps: list[tuple[str, int]]) -> None:
    apps.empty(app)
    people = cast.call(app)
    with app.app_context():
        world = World(people)
        for step, seed in steps:
            world.chance = random.Random(seed)  # noqa: S311
            before = world.rows()
            decision = getattr(world, step)()
            world.check()
            if decision is not None:
                world.take_back(decision)
                world.check()
                assert before.items() <= world.rows().items()
                world.chance = random.Random(seed)  # noqa: S311
                assert getattr(world, step)() is not None
                world.check()


class World:
    """Two or more threads of a theme in which everybody writes; `chance` decides what and where."""

    def __init__(self, people: Cast) -> None:
        self.people = people
        self.chance = random.Random(0)  # noqa: S311
        self.decisions: list[int] = []
        self.threads = [self.open(title) for title in ("Une", "Deux", "Trois")]
        for thread in self.threads:
            for _ in range(4):
                self.answer_in(thread)

    def open(self, title: str) -> int:
        theme = db.session.get_one(Theme, self.people.prevention.id)
        told = {"kind": "question", "title": title, "body": "Qui sait ?"}
        return actions.open_thread(self.people.chloe, theme, **told).id

    def post(self) -> None:
        if thread := self.any_thread():
            actions.post_comment(self.anyone(), thread, body="Une réponse.")

    def answer(self) -> None:
        if thread := self.any_thread():
            self.answer_in(thread.id)

    def answer_in(self, thread_id: int) -> None:
        thread = db.session.get_one(Thread, thread_id)
        parent = self.chance.choice(self.comments(thread))
        actions.post_comment(self.anyone(), thread, body="Une réponse.", parent_id=parent.id)

    def read(self) -> None:
        if thread := self.any_thread():
            numbers = [c.number for c in self.comments(thread) if self.chance.random() < 0.6]
            actions.mark_read(self.anyone(), thread, numbers)

    def withdraw(self) -> None:
        if comment := self.any_comment():
            actions.withdraw_comment(comment.author, comment)

    def restore(self) -> None:
        if comment := self.any_comment(lambda c: c.withdrawn_at is not None):
            actions.restore_comment(comment.author, comment)

    def hide(self) -> None:
        comment = self.any_comment(lambda c: c.number > 0)
        if comment is None:
            return
        with atomic() as session:
            lock(session, comment.thread)
            session.refresh(comment)
            turn(session, comment, hidden_at=None if comment.hidden_at else utc_now())
            retell_latest(session, comment.thread)
            settle_thread(session, comment.thread, self.people.amina)
            log.record("comment.hidden", subject=comment.subject, streams=comment.thread.streams)

    def move(self) -> int | None:
        source = self.any_thread()
        targets = [t for t in self.standing() if source and t.id != source.id]
        if not source or not targets:
            return None
        target = self.chance.choice(targets)
        chosen = self.choose(source)
        return self.done(
            lambda: move_comments(self.people.amina, source, chosen, target, reason="Ici.")
        )

    def split(self) -> int | None:
        source = self.any_thread()
        if not source:
            return None
        told: dict[str, Any] = {"title": "À part", "kind": "discussion", "reason": "Là."}
        chosen = self.choose(source)
        told["theme"] = db.session.get_one(Theme, source.theme_id)
        return self.done(lambda: split_thread(self.people.amina, source, chosen, **told))

    def merge(self) -> int | None:
        source = self.any_thread()
        targets = [t for t in self.standing() if source and t.id != source.id]
        if not source or not targets or len(self.standing()) < 3:
            return None
        target = self.chance.choice(targets)
        return self.done(
            lambda: merge_threads(self.people.amina, source, target, reason="La même.")
        )

    def undo(self) -> None:
        if self.decisions:
            decision = db.session.get_one(Decision, self.chance.choice(self.decisions[-4:]))
            with suppress(CannotUndo):
                reverse(self.people.amina, decision)

    def take_back(self, decision_id: int) -> None:
        reverse(self.people.amina, db.session.get_one(Decision, decision_id))

    def done(self, act: Any) -> int | None:
        try:
            act()
        except CannotMove:
            return None
        made = db.session.scalars(select(func.max(Decision.id))).one()
        self.decisions.append(made)
        return int(made)

    def choose(self, source: Thread) -> set[int]:
        answers = [comment.id for comment in self.comments(source) if comment.number]
        return set(self.chance.sample(answers, min(len(answers), self.chance.randint(1, 3))))

    def standing(self) -> list[Thread]:
        return list(db.session.scalars(select(Thread).where(Thread.stands).order_by(Thread.id)))

    def any_thread(self) -> Thread | None:
        standing = self.standing()[-4:]
        return self.chance.choice(standing) if standing else None

    def any_comment(self, wanted: Callable[[Comment], bool] = lambda _: True) -> Comment | None:
        found = db.session.scalars(select(Comment).order_by(Comment.id)).all()
        fitting = [comment for comment in found if wanted(comment)]
        return self.chance.choice(fitting) if fitting else None

    def anyone(self) -> Member:
        return self.chance.choice([self.people.amina, self.people.bram, self.people.chloe])

    def comments(self, thread: Thread) -> Sequence[Comment]:
        own = select(Comment).where(Comment.thread_id == thread.id)
        return db.session.scalars(own.order_by(Comment.number)).all()

    def rows(self) -> dict[tuple[object, ...], tuple[object, ...]]:
        """Every row that a reader's page is made of, by table and key."""
        found: dict[tuple[object, ...], tuple[object, ...]] = {}
        for model in (Comment, Thread, Reading, Theme):
            table: Any = model.__table__
            kept = [column for column in table.columns if column.name != "decision_count"]
            keys = [column.name for column in table.primary_key.columns]
            for row in db.session.execute(select(*kept)).mappings():
                said = tuple(str(value) for value in row.values())
                found[table.name, *(row[key] for key in keys)] = said
        return found

    def check(self) -> None:
        db.session.expire_all()
        threads = db.session.scalars(select(Thread).order_by(Thread.id)).all()
        for thread in threads:
            comments = self.comments(thread)
            if thread.merged_into_id is not None:
                assert not comments
                assert thread.comment_count == 0
            else:
                check_tree(thread, comments)
                check_counts(thread, comments)
        standing = [thread for thread in threads if thread.stands]
        theme = db.session.get_one(Theme, self.people.prevention.id)
        assert theme.thread_count == len(standing)
        assert theme.comment_count == sum(thread.comment_count for thread in standing)
        check_streams()


def check_tree(thread: Thread, comments: Sequence[Comment]) -> None:
    by_id = {comment.id: comment for comment in comments}
    away = numbers_in(thread.gaps)
    assert comments[0].number == 0
    assert comments[-1].number <= thread.last_number
    assert not away.intersection(comment.number for comment in comments)
    assert len(away) + len(comments) == thread.last_number + 1
    for comment in comments[1:]:
        parent = by_id[comment.parent_id] if comment.parent_id else None
        above = parent.path if parent else paths.OPENING
        assert comment.path == paths.place_under(above, comment.number)
        assert comment.depth == paths.depth(comment.path)
        assert parent is None or parent.number < comment.number
        assert parent is None or not parent.is_opening
    assert (comments[0].parent_id, comments[0].path, comments[0].depth) == (None, "", 0)


def check_counts(thread: Thread, comments: Sequence[Comment]) -> None:
    shown = Counter[int | None]()
    for comment in reversed(comments):
        assert comment.answer_count == shown[comment.id]
        shown[comment.parent_id] += comment.is_shown
    opening, *answers = comments
    readable = [comment for comment in answers if comment.stands]
    assert thread.comment_count == len(readable)
    assert (thread.withdrawn_at is not None) == (opening.withdrawn_at is not None and not readable)
    check_latest(thread, [*([opening] if opening.stands else []), *readable])
    visible = [comment for comment in answers if comment.is_shown]
    for reading in db.session.scalars(select(Reading).where(Reading.thread_id == thread.id)):
        unread = [comment for comment in visible if not reading.has_read(comment.number)]
        assert reading.unread_count(thread) == len(unread)


def check_streams() -> None:
    counted = select(Entry.stream, func.count(), func.max(Entry.seq)).group_by(Entry.stream)
    heads = dict(db.session.execute(select(Stream.name, Stream.head)).all())
    for stream, count, last in db.session.execute(counted):
        assert count == last == heads[stream]
