"""Who asks, by the key in their cookie; and where a member is signed in."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.orm import contains_eager

from connect.accounts.models import MemberSession, hash_token
from connect.accounts.models.sessions import LASTS_UNSEEN
from connect.database import db, utc_now
from connect.members.models import Member


def is_open() -> ColumnElement[bool]:
    """A condition on MemberSession: not ended, and not forgotten on some device."""
    return and_(
        MemberSession.revoked_at.is_(None), MemberSession.last_seen_at > utc_now() - LASTS_UNSEEN
    )


def may_be_here() -> ColumnElement[bool]:
    """A condition on Member. Who is suspended has no open session; one that was being opened at
    that very moment is good for nothing."""
    return and_(Member.active, not_(Member.is_suspended))


def session_with_key(key: str) -> MemberSession | None:
    """With its member and all that every page needs of them, in one query."""
    who = contains_eager(MemberSession.member)
    return (
        db.session.scalars(
            select(MemberSession)
            .join(MemberSession.member)
            .where(MemberSession.key_hash == hash_token(key), is_open(), may_be_here())
            .options(
                who.joinedload(Member.organisation),
                who.joinedload(Member.moderations),
                who.undefer(Member.inbox_seq),
            )
        )
        .unique()
        .one_or_none()
    )


def open_sessions(member: Member) -> Sequence[MemberSession]:
    """The one seen last comes first."""
    return db.session.scalars(
        select(MemberSession)
        .where(MemberSession.member_id == member.id, is_open())
        .order_by(MemberSession.last_seen_at.desc(), MemberSession.id.desc())
    ).all()


def open_session_ids(ids: Collection[int | None]) -> set[int]:
    """Those of `ids` that are still good."""
    found = select(MemberSession.id).join(MemberSession.member)
    return set(db.session.scalars(found.where(MemberSession.id.in_(ids), is_open(), may_be_here())))


def reach_session(member: Member, session_id: int) -> MemberSession | None:
    """Nobody knows of another member's sessions."""
    found = db.session.get(MemberSession, session_id)
    return found if found and found.member_id == member.id else None
