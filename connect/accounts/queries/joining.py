"""Invitations and requests to join, as organisers' pages need them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from connect.accounts.models import Invitation, InvitationUse, JoinRequest, hash_token
from connect.database import db
from connect.members.models import normal_email


def invitation_with_token(token: str) -> Invitation | None:
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == hash_token(token)))


def invitations() -> Sequence[Invitation]:
    """The latest hundred."""
    return db.session.scalars(
        select(Invitation)
        .order_by(Invitation.id.desc())
        .limit(100)
        .options(joinedload(Invitation.created_by))
    ).all()


def reach_invitation(invitation_id: int) -> Invitation | None:
    """With those who joined by it."""
    return db.session.get(
        Invitation,
        invitation_id,
        options=[selectinload(Invitation.used_by).joinedload(InvitationUse.member)],
    )


def pending_request_of(email: str) -> JoinRequest | None:
    return db.session.scalar(
        select(JoinRequest).where(
            JoinRequest.email == normal_email(email), JoinRequest.state == "pending"
        )
    )


def join_requests() -> Sequence[JoinRequest]:
    """Those that wait, oldest first, then the latest decided ones."""
    waiting = JoinRequest.state == "pending"
    found = select(JoinRequest).options(joinedload(JoinRequest.decided_by))
    pending = found.where(waiting).order_by(JoinRequest.created_at)
    decided = found.where(~waiting).order_by(JoinRequest.decided_at.desc()).limit(50)
    return [*db.session.scalars(pending), *db.session.scalars(decided)]


def reach_join_request(request_id: int) -> JoinRequest | None:
    return db.session.get(JoinRequest, request_id)
