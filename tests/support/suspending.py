"""Keeping members out in tests, as a moderator would."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask

from connect.database import db, utc_now
from connect.members.models import Member
from connect.moderation.actions.suspending import end_suspension, suspend_member
from connect.moderation.models import Decision, Suspension
from connect.themes.models import Theme

REASON = "Trop de messages d’un coup."


@dataclass(frozen=True)
class Suspending:
    app: Flask

    def suspend(
        self, by: Member, member: Member, theme: Theme | None = None, until: datetime | None = None
    ) -> Decision:
        """For three days, unless another end is named."""
        with self.app.app_context():
            return suspend_member(
                db.session.get_one(Member, by.id),
                db.session.get_one(Member, member.id),
                db.session.get_one(Theme, theme.id) if theme else None,
                until=until or utc_now() + timedelta(days=3),
                reason=REASON,
            )

    def end(self, by: Member, decision: Decision) -> Decision:
        with self.app.app_context():
            found = db.session.query(Suspension).filter_by(decision_id=decision.id).one()
            return end_suspension(db.session.get_one(Member, by.id), found, "C’est réglé.")
