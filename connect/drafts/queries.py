"""Reading drafts: always one's own."""

from collections.abc import Sequence

from sqlalchemy import select, tuple_

from connect.database import db, utc_now
from connect.drafts.models import Draft
from connect.members.models import Member

PAGE_SIZE = 20


def draft_at(member: Member | None, place: str) -> Draft | None:
    """What the member is writing there; None also for a visitor."""
    if member is None:
        return None
    return db.session.scalar(
        select(Draft).where(
            Draft.member_id == member.id, Draft.place == place, Draft.state == "kept"
        )
    )


def drafts_of(member: Member, before: int | None = None) -> Sequence[Draft]:
    """The member's drafts, last changed first: one more than a page, to know of a next one."""
    found = select(Draft).where(Draft.member_id == member.id, Draft.state == "kept")
    last = db.session.get(Draft, before) if before is not None else None
    if last is not None and last.member_id == member.id:
        found = found.where(tuple_(Draft.updated_at, Draft.id) < (last.updated_at, last.id))
    ordered = found.order_by(Draft.updated_at.desc(), Draft.id.desc())
    return db.session.scalars(ordered.limit(PAGE_SIZE + 1)).all()


def due_drafts() -> Sequence[int]:
    """The drafts whose time has come, by their numbers."""
    return db.session.scalars(
        select(Draft.id)
        .where(Draft.post_at <= utc_now(), Draft.state == "kept")
        .order_by(Draft.post_at, Draft.id)
        .limit(50)
    ).all()
