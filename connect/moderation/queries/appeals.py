"""Appeals, and who may answer them."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, literal, not_, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from connect.database import db
from connect.members.models import Member
from connect.moderation.models import Appeal, Decision


def reach_appeal(member: Member, appeal_id: int) -> Appeal | None:
    """One that this member may answer, or could have answered."""
    return db.session.scalar(
        select(Appeal)
        .join(Appeal.decision)
        .where(Appeal.id == appeal_id, is_answerable_by(member))
        .options(contains_eager(Appeal.decision), joinedload(Appeal.member))
    )


def is_answerable_by(member: Member) -> ColumnElement[bool]:
    """A condition on Appeal joined with its Decision. Where it was decided, by another moderator
    than the one who decided, or by an organiser; by that one only where there is nobody else."""
    themes = list(member.moderated_theme_ids)
    decided_there = or_(literal(member.is_organiser), Decision.theme_id.in_(themes))
    by_another = Decision.by_id.is_distinct_from(member.id)
    if member.is_organiser and _is_only_organiser(member):
        by_another = true()
    return decided_there & by_another & (Appeal.member_id != member.id)


def appeal_of(decision: Decision) -> Appeal | None:
    return db.session.scalar(
        select(Appeal).where(Appeal.decision_id == decision.id).options(joinedload(Appeal.answer))
    )


def _is_only_organiser(member: Member) -> bool:
    others = select(Member.id).where(
        Member.role == "organiser",
        Member.active,
        Member.confirmed_at.is_not(None),
        not_(Member.is_suspended),
        Member.id != member.id,
    )
    return db.session.scalar(others.limit(1)) is None


def appealed_decisions(decision_ids: Collection[int]) -> set[int]:
    """Those of them that somebody has appealed against."""
    if not decision_ids:
        return set()
    found = select(Appeal.decision_id).where(Appeal.decision_id.in_(decision_ids))
    return set(db.session.scalars(found))
