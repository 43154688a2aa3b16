"""Invitations: made, mailed, taken back, sent again with a new link."""

import secrets
from datetime import timedelta
from typing import Any

from connect import mail
from connect.accounts.models import Invitation, JoinRequest, hash_token
from connect.database import atomic, utc_now
from connect.events import log
from connect.members.models import Member, normal_email

LONGEST_DAYS = 90
USUAL_DAYS = 30


def invite(by: Member | None, *, email: str | None = None, **details: Any) -> str:
    """The link's token, of which only the hash is kept. With an e-mail the link is mailed there,
    and for one person. `details` are further columns; nobody made it when a domain was known."""
    token = secrets.token_urlsafe(24)
    details["uses"] = 1 if email else details.get("uses", 1)
    with atomic() as session:
        invitation = Invitation(
            token_hash=hash_token(token),
            email=email and normal_email(email),
            created_by_id=by.id if by else None,
            uses_left=details["uses"],
            **{"days": USUAL_DAYS} | details,
        )
        invitation.expires_at = utc_now() + timedelta(days=invitation.days)
        session.add(invitation)
        session.flush()
        _record("invitation.created", invitation, by)
        _mail(invitation, token)
    return token


def renew_invitation(by: Member, invitation: Invitation) -> str:
    """A new link, good for as many days again; the old one opens nothing any more."""
    token = secrets.token_urlsafe(24)
    with atomic():
        invitation.token_hash = hash_token(token)
        invitation.expires_at = utc_now() + timedelta(days=invitation.days)
        invitation.withdrawn_at = None
        _record("invitation.renewed", invitation, by)
        _mail(invitation, token)
    return token


def withdraw_invitation(by: Member, invitation: Invitation) -> None:
    """Until it is sent again. Who joined by it stays."""
    with atomic():
        if invitation.withdrawn_at is None:
            invitation.withdrawn_at = utc_now()
            _record("invitation.withdrawn", invitation, by)


def _mail(invitation: Invitation, token: str) -> None:
    if not invitation.email:
        return
    asked: JoinRequest | None = invitation.join_request
    mail.queue(
        "request_approved" if asked else "invitation",
        to=invitation.email,
        locale=invitation.locale,
        key=f"invitation:{invitation.id}:{invitation.token_hash[:16]}",
        path=f"/join/{token}",
        name=invitation.name,
        inviter=invitation.created_by.name if invitation.created_by else "",
        message=invitation.message,
        days=invitation.days,
    )


def _record(kind: str, invitation: Invitation, actor: Member | None) -> None:
    log.record(
        kind,
        subject=f"invitation:{invitation.id}",
        streams=[],
        actor_id=actor.id if actor else None,
    )
