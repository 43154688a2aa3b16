"""Two threads of Chloé's with answers, and what a moderator sends to shape them."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.moderation.actions import shaping
from connect.moderation.actions.reversing import reverse
from connect.moderation.errors import CannotUndo
from connect.moderation.models import Decision
from connect.themes.models import Theme
from tests.support.cast import Cast
from tests.support.conversations import Conversations


@dataclass
class Shaping:
    """Each step is a request of its own, and says what was decided."""

    app: Flask
    people: Cast

    def move(self, comments: list[Comment], target: Thread, **told: Any) -> int:
        with self.app.app_context():
            source = db.session.get_one(Comment, comments[0].id).thread
            chosen = {comment.id for comment in comments}
            shaping.move_comments(
                self.people.amina,
                source,
                chosen,
                db.session.get_one(Thread, target.id),
                **{"reason": "Un autre sujet.", **told},
            )
            return self._decided()

    def split(self, comments: list[Comment], theme: Theme | None = None, **told: Any) -> Thread:
        with self.app.app_context():
            source = db.session.get_one(Comment, comments[0].id).thread
            return shaping.split_thread(
                self.people.amina,
                source,
                {comment.id for comment in comments},
                title="À part",
                kind="discussion",
                theme=db.session.get_one(Theme, (theme or self.people.prevention).id),
                **{"reason": "Un autre sujet.", **told},
            )

    def merge(self, source: Thread, target: Thread, **told: Any) -> int:
        with self.app.app_context():
            shaping.merge_threads(
                self.people.amina,
                db.session.get_one(Thread, source.id),
                db.session.get_one(Thread, target.id),
                **{"reason": "La même question.", **told},
            )
            return self._decided()

    def undo(self, decision_id: int, by: Member | None = None) -> None:
        with self.app.app_context():
            reverse(by or self.people.amina, db.session.get_one(Decision, decision_id))

    def refusal(self, decision_id: int) -> int | None:
        """The decision that has to be undone before this one can be."""
        with self.app.app_context():
            with pytest.raises(CannotUndo) as refused:
                reverse(self.people.amina, db.session.get_one(Decision, decision_id))
            first = refused.value.first
            return first.id if first else None

    def last(self) -> int:
        with self.app.app_context():
            return self._decided()

    def order_of(self, thread: Thread) -> list[tuple[int, int]]:
        """Its comments as they are read: number and depth."""
        with self.app.app_context():
            own = select(Comment.number, Comment.depth).where(Comment.thread_id == thread.id)
            return [(n, d) for n, d in db.session.execute(own.order_by(Comment.path))]

    def _decided(self) -> int:
        return db.session.scalars(select(func.max(Decision.id))).one()


@dataclass
class Scene:
    """One thread with two branches, of three answers and of one; and another with one answer."""

    talk: Conversations
    one: Thread
    other: Thread
    branch: Comment
    below: Comment
    deep: Comment
    beside: Comment
    elsewhere: Comment


def set_scene(talk: Conversations, people: Cast) -> Scene:
    one = talk.open(people.chloe, people.prevention, title="Une question")
    other = talk.open(people.chloe, people.prevention, title="Une autre question")
    branch = talk.post(people.bram, one, "La branche.")
    below = talk.answer(people.chloe, branch, "Sous la branche.")
    beside = talk.post(people.bram, one, "À côté.")
    deep = talk.answer(people.bram, below, "Plus bas.")
    elsewhere = talk.post(people.bram, other, "Ailleurs.")
    return Scene(talk, one, other, branch, below, deep, beside, elsewhere)
