"""Who is kept out, of what and until when."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.database import db, utc_now
from connect.members.models import Member
from connect.moderation.models import Decision, Suspension


def running_suspensions(member: Member) -> Sequence[Suspension]:
    """With why and where; from everywhere first."""
    return db.session.scalars(
        select(Suspension)
        .where(
            Suspension.member_id == member.id,
            Suspension.ended_at.is_(None),
            Suspension.until > utc_now(),
        )
        .order_by(Suspension.theme_id.is_not(None), Suspension.until.desc())
        .options(
            joinedload(Suspension.decision).joinedload(Decision.by),
            joinedload(Suspension.theme),
        )
    ).all()


def suspension_from_everywhere(member: Member) -> Suspension | None:
    """The one that runs longest."""
    found = running_suspensions(member)
    return next((one for one in found if one.theme_id is None), None)


def reach_suspension(member: Member, suspension_id: int) -> Suspension | None:
    """One of this member's."""
    found = db.session.get(Suspension, suspension_id)
    return found if found and found.member_id == member.id else None
