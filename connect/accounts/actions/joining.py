"""The two ways in: an invitation, or a request that an organiser approves by inviting."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from connect import mail
from connect.accounts import queries, security
from connect.accounts.actions.accounts import ask_to_confirm, new_member
from connect.accounts.errors import AlreadyDecided, InvitationClosed
from connect.accounts.models import Invitation, JoinRequest, JoinRequestState, hash_token
from connect.database import atomic, db, utc_now
from connect.events import log
from connect.members.models import Member, MemberRole, normal_email
from connect.members.queries import member_with_email
from connect.themes.models import Theme, ThemeCircle, ThemeFollow

INVITATION_LASTS = timedelta(days=30)


def request_to_join(email: str, **details: Any) -> None:
    """Ask, or correct what was asked before. A member is told by mail, and only there."""
    if _remind_of_account(email):
        return
    try:
        with atomic() as session:
            request = queries.pending_request_of(email)
            if request is None:
                request = JoinRequest(email=normal_email(email), **details)
                session.add(request)
                session.flush()
                _record("join_request.made", request, None)
            for name, value in details.items():
                setattr(request, name, value)
    except IntegrityError:
        if queries.pending_request_of(email) is None:
            raise
        # else the same request, sent twice at once


def approve_request(by: Member, request: JoinRequest) -> None:
    with atomic():
        _decide(request, "approved", by)
        _record("join_request.approved", request, by)
        invite(by, email=request.email, locale=request.locale, join_request=request)


def decline_request(by: Member, request: JoinRequest, reason: str) -> None:
    with atomic():
        _decide(request, "declined", by, reason)
        _record("join_request.declined", request, by)
        mail.queue(
            "request_declined",
            to=request.email,
            locale=request.locale,
            key=f"declined:{request.id}",
            name=request.name,
            reason=reason,
        )


def invite(
    by: Member,
    *,
    email: str | None = None,
    locale: str = "fr",
    role: MemberRole = "member",
    theme_ids: Sequence[int] = (),
    municipality: str | None = None,
    uses: int = 1,
    join_request: JoinRequest | None = None,
) -> str:
    """The link's token, of which only the hash is kept. With an e-mail the link is mailed too."""
    token = secrets.token_urlsafe(24)
    with atomic() as session:
        invitation = Invitation(
            token_hash=hash_token(token),
            email=email and normal_email(email),
            role=role,
            theme_ids=list(theme_ids),
            municipality=join_request.municipality if join_request else municipality,
            join_request_id=join_request.id if join_request else None,
            expires_at=utc_now() + INVITATION_LASTS,
            uses_left=1 if email else uses,
            created_by_id=by.id,
        )
        session.add(invitation)
        session.flush()
        _record("invitation.created", invitation, by)
        if invitation.email:
            mail.queue(
                "invitation",
                to=invitation.email,
                locale=locale,
                key=f"invitation:{invitation.id}",
                path=f"/join/{token}",
                inviter=by.name,
            )
    return token


def join(
    invitation: Invitation, *, email: str, name: str, password: str, **details: Any
) -> Member | None:
    """The new member; None when the address has an account already, and is told so by mail.

    An invitation mailed to the address has proved it; otherwise a mail asks to confirm.
    """
    # First, so that it takes as long for a known address, and never happens under the write lock.
    hashed = security.hashed(password)
    address = invitation.email or email
    if _remind_of_account(address):
        return None
    confirmed = invitation.email is not None
    try:
        with atomic():
            _use(invitation)
            member = new_member(
                address, name, hashed, invitation.role, confirmed=confirmed, **details
            )
            _take_part(member, invitation.theme_ids)
            if not confirmed:
                ask_to_confirm(member)
    except IntegrityError:
        if _remind_of_account(address):  # of two that joined at the same moment, the other one did
            return None
        raise
    return member


def _use(invitation: Invitation) -> None:
    used = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation.id,
            Invitation.uses_left > 0,
            Invitation.expires_at > utc_now(),
        )
        .values(uses_left=Invitation.uses_left - 1)
        .returning(Invitation.id)
    )
    if used.first() is None:
        raise InvitationClosed


def _take_part(member: Member, theme_ids: Sequence[int]) -> None:
    """Follow the themes of the invitation, and enter the circle of those kept to one."""
    for theme_id in theme_ids:
        theme = db.session.get(Theme, theme_id)
        if theme is None:
            continue
        db.session.add(ThemeFollow(theme_id=theme.id, member_id=member.id))
        if theme.access == "circle":
            db.session.add(ThemeCircle(theme_id=theme.id, member_id=member.id))


def _decide(request: JoinRequest, state: JoinRequestState, by: Member, reason: str = "") -> None:
    """The one decision; whoever comes second changes nothing."""
    decided = db.session.execute(
        update(JoinRequest)
        .where(JoinRequest.id == request.id, JoinRequest.state == "pending")
        .values(state=state, reason=reason, decided_by_id=by.id, decided_at=utc_now())
        .returning(JoinRequest.id)
    )
    if decided.first() is None:
        raise AlreadyDecided


def _remind_of_account(email: str) -> bool:
    """Tell who has this address that they have an account; False for nobody's. At most once a
    day: whoever types the address decides when."""
    member = member_with_email(email)
    if member:
        mail.queue(
            "already_member",
            to=member.email,
            locale=member.locale,
            key=f"already_member:{member.id}:{utc_now():%Y-%m-%d}",
            name=member.name,
            path="/sign-in",
        )
    return member is not None


def _record(kind: str, subject: JoinRequest | Invitation, actor: Member | None) -> None:
    name = f"{'join_request' if isinstance(subject, JoinRequest) else 'invitation'}:{subject.id}"
    log.record(kind, subject=name, streams=[], actor_id=actor.id if actor else None)
