"""Hiding, reporting and deciding as members and moderators do: by their pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask

from connect.database import db
from connect.discussions.models import Comment
from connect.members.models import Member
from connect.moderation.models import Decision, Report
from connect.worker import settle_due
from tests.support.visitors import Answer, Visitor

ANSWERS = {"answer_fr": "Merci.", "answer_nl": "Dank u.", "answer_author": "Relisez."}


@dataclass
class Protection:
    """Each step sends a form as its page shows it; what follows from it has followed."""

    app: Flask
    browser_of: Callable[..., Visitor]

    def hide(self, by: Member, comment: Comment, reason: str = "Une personne.") -> Answer:
        return self._decide(by, f"/comments/{comment.id}/hiding", reason)

    def show(self, by: Member, comment: Comment, reason: str = "Relu : rien.") -> Answer:
        return self._decide(by, f"/comments/{comment.id}/hiding/removal", reason)

    def report(
        self, by: Member, comment: Comment, kind: str = "offensive", note: str = ""
    ) -> Answer:
        form = {"kind": kind, "note": note}
        return self._post(by, f"/comments/{comment.id}/report", form)

    def settle(self, by: Member, report: Report, **form: Any) -> Answer:
        return self._close(by, report, "settled", form)

    def reject(self, by: Member, report: Report, **form: Any) -> Answer:
        return self._close(by, report, "rejected", form)

    def undo(self, by: Member, decision: Decision) -> Answer:
        return self._post(by, f"{decision.url}/reversal", {})

    def report_of(self, comment: Comment) -> Report:
        """The latest."""
        with self.app.app_context():
            found = db.session.query(Report).filter_by(comment_id=comment.id)
            report = found.order_by(Report.id.desc()).first()
            assert report
            assert report.reporters, "loaded, for who looks at them later"
            assert report.comment.thread, "loaded too"
            return report

    def last(self, comment: Comment) -> Decision:
        with self.app.app_context():
            found = db.session.query(Decision).filter_by(comment_id=comment.id)
            decision = found.order_by(Decision.id.desc()).first()
            assert decision
            return decision

    def _decide(self, by: Member, path: str, reason: str) -> Answer:
        seen = self.browser_of(by).get(path).page.select_one("[name=seen]")
        known = {"seen": seen["value"]} if seen else {}
        return self._post(by, path, {**known, "reason": reason})

    def _close(self, by: Member, report: Report, outcome: str, form: dict[str, Any]) -> Answer:
        seen = self.browser_of(by).get(report.url).page.select_one("#decide [name=seen]")
        known = {"seen": seen["value"]} if seen else {}
        told = {"outcome": outcome, "reason": "Relu à deux.", **ANSWERS, **known, **form}
        return self._post(by, f"{report.url}/decision", told)

    def _post(self, by: Member, path: str, form: dict[str, Any]) -> Answer:
        answer = self.browser_of(by).post(path, form)
        with self.app.app_context():
            settle_due()
        return answer
