"""A thread of Chloé's under the public theme, two answers, and the means to write what it comes
to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.syntheses import actions, queries
from connect.syntheses.models import Line
from connect.syntheses.pages import Synthesis
from connect.web.access import reached
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations


@dataclass
class Writing:
    """A synthesis as its writers make it, without pages."""

    app: Flask
    people: Cast
    thread: Thread
    first: Comment
    second: Comment
    talk: Conversations = field(repr=False)

    @property
    def address(self) -> str:
        return f"{self.thread.address}/synthesis"

    def save(self, *lines: Line, writer: Member | None = None, version: int | None = None) -> None:
        with self.app.app_context():
            thread = db.session.get_one(Thread, self.thread.id)
            began = thread.synthesis_version if version is None else version
            author = writer or self.people.amina
            actions.save_synthesis(author, thread, lines, version=began)

    def name(self, member: Member) -> None:
        with self.app.app_context():
            thread = db.session.get_one(Thread, self.thread.id)
            actions.name_writer(self.people.amina, thread, member, reason="Elle connaît le sujet.")

    def remove(self, member: Member) -> None:
        with self.app.app_context():
            thread = db.session.get_one(Thread, self.thread.id)
            actions.remove_writer(self.people.amina, thread, member, reason="C’est fini.")

    @property
    def now(self) -> Synthesis:
        with self.app.app_context():
            return reached(queries.synthesis_of(db.session.get_one(Thread, self.thread.id)))

    def agreed(self, fr: str = "Un référent par quartier.", *cites: Comment, nl: str = "") -> Line:
        return Line("agreed", fr, nl, tuple(comment.id for comment in cites or (self.first,)))

    def settle(self) -> None:
        with self.app.app_context():
            settle_due()

    def form(
        self,
        *rows: dict[str, str],
        version: int = 0,
        also: Mapping[str, str] = MappingProxyType({}),
        **fields: str,
    ) -> dict[str, Any]:
        """As a browser sends it, with these rows under what is agreed."""
        cells = {
            f"agreed-{number}-{name}": words
            for number, row in enumerate(rows)
            for name, words in row.items()
        }
        return {"version": str(version), **cells, **also, **fields}


@pytest.fixture
def writing(app: Flask, people: Cast) -> Writing:
    talk = Conversations(app)
    thread = talk.open(people.chloe, people.prevention)
    first = talk.post(people.bram, thread, "Een vaste contactpersoon per wijk.")
    second = talk.post(people.dirk, thread, "En de avonden dan?")
    return Writing(app, people, thread, first, second, talk)
