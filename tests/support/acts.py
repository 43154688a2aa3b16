"""Deciding as moderators do: by the pages of moderation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask

from connect.database import db, utc_now
from connect.discussions.models import Thread
from connect.moderation.models import Decision
from connect.web.helpers import BRUSSELS
from tests.support.visitors import Answer, Visitor


@dataclass
class Acts:
    """What a moderator sends from the pages of a thread."""

    app: Flask
    visitor: Visitor

    def send(
        self, thread: Thread, path: str, reason: str = "Relisons d'abord.", **form: Any
    ) -> Answer:
        seen = self.visitor.get(f"/threads/{thread.id}/{path}").page.select_one("[name=seen]")
        known = {"seen": seen["value"]} if seen else {}
        return self.visitor.post(
            f"/threads/{thread.id}/{path}", {**known, "reason": reason, **form}
        )

    def decide(
        self, thread: Thread, path: str, reason: str = "Relisons d'abord.", **form: Any
    ) -> Decision:
        """What came of it; it has to succeed."""
        answer = self.send(thread, path, reason, **form)
        assert answer.status == 303, answer.text
        return self.last(thread)

    def last(self, thread: Thread) -> Decision:
        with self.app.app_context():
            found = db.session.query(Decision).filter_by(thread_id=thread.id)
            return found.order_by(Decision.id.desc()).first()  # type: ignore[return-value]

    def count(self, thread: Thread) -> int:
        with self.app.app_context():
            return db.session.query(Decision).filter_by(thread_id=thread.id).count()

    def undo(self, decision: Decision) -> Answer:
        return self.visitor.post(f"{decision.url}/reversal")


ActsOf = Callable[..., Acts]


def on_the_clock(ahead: timedelta, start: datetime | None = None) -> str:
    """A time to come, as a browser sends it."""
    return ((start or utc_now()) + ahead).astimezone(BRUSSELS).strftime("%Y-%m-%dT%H:%M")
