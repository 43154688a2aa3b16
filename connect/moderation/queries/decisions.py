"""Reading decisions."""

from sqlalchemy import func, select

from connect.database import db
from connect.discussions.models import Thread
from connect.moderation.models import Decision


def last_decision_id(thread: Thread) -> int:
    """What a moderator's form knows of; 0 before the first."""
    newest = select(func.max(Decision.id)).where(Decision.thread_id == thread.id)
    return db.session.scalar(newest) or 0


def last_decision_of(thread: Thread) -> Decision:
    """What was decided about it just now."""
    newest = select(Decision).where(Decision.thread_id == thread.id)
    return db.session.scalars(newest.order_by(Decision.id.desc()).limit(1)).one()
