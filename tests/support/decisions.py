"""Decisions of moderators, as their acts log them, without pages."""

from dataclasses import dataclass
from typing import Any

from flask import Flask

from connect.database import atomic, db, utc_now
from connect.members.models import Member
from connect.moderation.actions.deciding import decide
from connect.moderation.models import Decision


@dataclass
class Decisions:
    """Each step is a request of its own; what it returns is loaded and stands for itself."""

    app: Flask

    def make(
        self, kind: str, by: Member | None, reason: str = "C’est dit.", **about: Any
    ) -> Decision:
        """`about` whom and what: a thread, a comment, a member, a theme_id."""
        with self.app.app_context():
            rows = {name: _loaded(row) for name, row in about.items()}
            return decide(kind, by, reason=reason, **rows)

    def undo(self, decision: Decision, by: Member) -> None:
        """As far as the log knows."""
        with self.app.app_context(), atomic() as session:
            undone = session.get_one(Decision, decision.id)
            undone.undone_at, undone.undone_by_id = utc_now(), by.id

    def change(self, row: Any, **columns: Any) -> None:
        """What else happened meanwhile to a thread or a decision."""
        with self.app.app_context(), atomic() as session:
            found = session.get_one(type(row), row.id)
            for name, value in columns.items():
                setattr(found, name, value)


def _loaded(row: Any) -> Any:
    return db.session.get_one(type(row), row.id) if hasattr(row, "id") else row
