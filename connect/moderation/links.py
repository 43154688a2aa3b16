"""The link that is mailed with a decision: whoever it concerns can appeal without signing in."""

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from connect.database import db
from connect.members.models import Member
from connect.moderation.models import Decision
from connect.moderation.policies import APPEAL_WITHIN

WORKS_FOR_S = int(APPEAL_WITHIN.total_seconds())


def appeal_path(decision: Decision, member: Member) -> str:
    return f"/appeals/{_signer().dumps([decision.id, member.id])}"


def appealed_by(token: str) -> tuple[Decision, Member] | None:
    """The decision and whom it concerns; None for a link that is damaged or too old."""
    try:
        decision_id, member_id = _signer().loads(token, max_age=WORKS_FOR_S)
    except BadData:
        return None
    decision, member = db.session.get(Decision, decision_id), db.session.get(Member, member_id)
    return (decision, member) if decision and member and member.active else None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="appeal")
