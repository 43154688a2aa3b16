"""Closed accounts."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.accounts.models import Deactivation
from connect.database import db
from connect.members.models import Member


def closed_accounts() -> Sequence[Deactivation]:
    """The latest first, with who and why."""
    return db.session.scalars(
        select(Deactivation)
        .where(Deactivation.ended_at.is_(None))
        .order_by(Deactivation.id.desc())
        .options(joinedload(Deactivation.member), joinedload(Deactivation.by))
    ).all()


def closing_of(member: Member) -> Deactivation | None:
    """Why the account is closed, if it is."""
    return db.session.scalar(
        select(Deactivation)
        .where(Deactivation.member_id == member.id, Deactivation.ended_at.is_(None))
        .options(joinedload(Deactivation.by))
    )
