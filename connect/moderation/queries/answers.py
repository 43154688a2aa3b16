"""Answers to start from."""

from collections.abc import Sequence

from sqlalchemy import select

from connect.database import db
from connect.moderation.models import CannedAnswer
from connect.moderation.models.answers import AnswerKind


def canned_answers(*kinds: AnswerKind) -> Sequence[CannedAnswer]:
    """Those of some kinds, or all, in the order in which they were written."""
    found = select(CannedAnswer).order_by(CannedAnswer.kind, CannedAnswer.id)
    return db.session.scalars(found.where(CannedAnswer.kind.in_(kinds)) if kinds else found).all()


def reach_answer(answer_id: int) -> CannedAnswer | None:
    return db.session.get(CannedAnswer, answer_id)
