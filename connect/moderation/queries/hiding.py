"""What was decided about whether a text is read."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from connect.database import db
from connect.discussions.models import Comment
from connect.moderation.models import Decision

TURNS = ("comment.hidden", "comment.unhidden", "report.settled", "report.rejected")


def standing_decision(comment: Comment) -> Decision | None:
    """The last that was not undone."""
    return _latest(Decision.comment_id == comment.id)


def later_decision(decision: Decision) -> Decision | None:
    """About the same text, made after this one and not undone."""
    return _latest(Decision.comment_id == decision.comment_id, Decision.id > decision.id)


def _latest(*which: ColumnElement[bool]) -> Decision | None:
    return db.session.scalar(
        select(Decision)
        .where(Decision.kind.in_(TURNS), Decision.undone_at.is_(None), *which)
        .order_by(Decision.id.desc())
        .limit(1)
        .options(joinedload(Decision.by))
    )
