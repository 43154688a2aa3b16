"""Writing in discussions as members would, without pages."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask

from connect.database import atomic, db, utc_now
from connect.discussions import actions, paths
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.themes.models import Theme

Row = TypeVar("Row", Comment, Thread, Theme)


@dataclass
class Conversations:
    """Each step is a request of its own; what it returns is loaded and stands for itself."""

    app: Flask

    def open(self, author: Member, theme: Theme, **details: Any) -> Thread:
        told = {"kind": "question", "title": "Qui prévient ?", "body": "Qui prévient qui ?"}
        with self.app.app_context():
            return actions.open_thread(author, theme, **{**told, **details})

    def post(
        self, author: Member, thread: Thread, body: str = "Chez nous, la police.", **details: Any
    ) -> Comment:
        with self.app.app_context():
            return actions.post_comment(author, _loaded(thread), body=body, **details)

    def answer(self, author: Member, parent: Comment, body: str = "Chez nous aussi.") -> Comment:
        with self.app.app_context():
            thread = db.session.get_one(Thread, parent.thread_id)
            return actions.post_comment(author, thread, body=body, parent_id=parent.id)

    def edit(self, comment: Comment, body: str, **details: Any) -> Comment:
        with self.app.app_context():
            found = _loaded(comment)
            version = details.pop("version", found.version)
            return actions.edit_comment(found.author, found, body=body, version=version, **details)

    def withdraw(self, comment: Comment) -> Comment:
        with self.app.app_context():
            found = _loaded(comment)
            return actions.withdraw_comment(found.author, found)

    def restore(self, comment: Comment) -> Comment:
        with self.app.app_context():
            found = _loaded(comment)
            return actions.restore_comment(found.author, found)

    def react(self, member: Member, comment: Comment, kind: str, pressed: bool = True) -> None:
        with self.app.app_context():
            actions.react(member, _loaded(comment), kind, pressed)

    def read(self, member: Member, thread: Thread, *numbers: int) -> None:
        with self.app.app_context():
            actions.mark_read(member, _loaded(thread), numbers)

    def opening_of(self, thread: Thread) -> Comment:
        with self.app.app_context():
            return db.session.query(Comment).filter_by(thread_id=thread.id, number=0).one()

    def again(self, row: Row) -> Row:
        """As it stands in the database now."""
        with self.app.app_context():
            return _loaded(row)


def _loaded(row: Row) -> Row:
    return db.session.get_one(type(row), row.id)


def grow(
    thread: Thread,
    author: Member,
    answered: Sequence[int],
    withdrawn: Collection[int] = (),
) -> dict[int, Comment]:
    """A tree at once, by number: comment n answers comment `answered[n - 1]`, or with 0 the
    thread. Far faster than posting, and for pages just as good."""
    paths_by_number = {0: paths.OPENING}
    shown_answers = Counter[int]()
    for number, parent in reversed(list(enumerate(answered, 1))):
        if number not in withdrawn or shown_answers[number]:
            shown_answers[parent] += 1
    with atomic() as session:
        found = session.get_one(Thread, thread.id)
        comments: dict[int, Comment] = {}
        for number, parent in enumerate(answered, 1):
            path = paths_by_number[number] = paths.place_under(paths_by_number[parent], number)
            comments[number] = Comment(
                thread_id=thread.id,
                parent=comments.get(parent),
                author_id=author.id,
                number=number,
                path=path,
                depth=paths.depth(path),
                html=f"<p>Texte {number}.</p>",
                lang="fr",
                answer_count=shown_answers[number],
                withdrawn_at=utc_now() if number in withdrawn else None,
            )
        session.add_all(comments.values())
        found.last_number = len(answered)
        found.comment_count = len(answered) - len(withdrawn)
    return comments
