"""Requests for contact, as the two whom they concern read them; nobody else does."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from connect.contacts.models import ContactRequest
from connect.database import db, utc_now
from connect.members.models import Member

PAGE_SIZE = 20
MOST_OPEN = 10
IN_PEACE = timedelta(days=30)


def reach_request(member: Member, request_id: int) -> ContactRequest | None:
    return db.session.scalar(_of(member).where(ContactRequest.id == request_id))


def requests_of(
    member: Member, *, sent: bool, before: int | None = None
) -> Sequence[ContactRequest]:
    """Those the member sent, or got: the latest first, one more than a page."""
    own = ContactRequest.asker_id if sent else ContactRequest.asked_id
    older = [] if before is None else [ContactRequest.id < before]
    return db.session.scalars(
        _of(member)
        .where(own == member.id, *older)
        .order_by(ContactRequest.id.desc())
        .limit(PAGE_SIZE + 1)
    ).all()


def request_between(member: Member, other: Member) -> ContactRequest | None:
    """The latest that waits between the two, whoever asked, or that was accepted."""
    return db.session.scalar(
        _of(member)
        .where(is_between(member.id, other.id), ContactRequest.state.in_(("asked", "accepted")))
        .order_by(ContactRequest.id.desc())
        .limit(1)
    )


def request_with_token(asker: Member, token: str) -> ContactRequest | None:
    return db.session.scalar(
        select(ContactRequest).where(
            ContactRequest.asker_id == asker.id, ContactRequest.token == token
        )
    )


def open_count(asker: Member) -> int:
    waiting = _open().where(ContactRequest.asker_id == asker.id)
    return db.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0


def open_requests_of(member: Member) -> Sequence[ContactRequest]:
    """Sent and got."""
    own = or_(ContactRequest.asker_id == member.id, ContactRequest.asked_id == member.id)
    return db.session.scalars(_open().where(own).order_by(ContactRequest.id)).all()


def left_in_peace_until(asker: Member, asked: Member) -> datetime | None:
    """None when the last "not now" is long ago, or there was none."""
    said_no = db.session.scalar(
        select(func.max(ContactRequest.answered_at)).where(
            ContactRequest.asker_id == asker.id,
            ContactRequest.asked_id == asked.id,
            ContactRequest.state == "declined",
        )
    )
    return said_no + IN_PEACE if said_no and said_no + IN_PEACE > utc_now() else None


def contacted_ids(member: Member) -> Select[int]:
    """Everybody who asked the member, or was asked, however it ended."""
    asked = select(ContactRequest.asked_id).where(ContactRequest.asker_id == member.id)
    askers = select(ContactRequest.asker_id).where(ContactRequest.asked_id == member.id)
    return select(asked.union(askers).subquery().c[0])


def is_between(one_id: int, other_id: int) -> ColumnElement[bool]:
    """A condition on ContactRequest, whoever of the two asked."""
    there = and_(ContactRequest.asker_id == one_id, ContactRequest.asked_id == other_id)
    back = and_(ContactRequest.asker_id == other_id, ContactRequest.asked_id == one_id)
    return or_(there, back)


def _of(member: Member) -> Select[ContactRequest]:
    return (
        select(ContactRequest)
        .where(or_(ContactRequest.asker_id == member.id, ContactRequest.asked_id == member.id))
        .options(joinedload(ContactRequest.asker), joinedload(ContactRequest.asked))
    )


def _open() -> Select[ContactRequest]:
    return select(ContactRequest).where(ContactRequest.state == "asked")
