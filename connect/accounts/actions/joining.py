"""The two ways in: an invitation, or a request that an organiser approves by inviting."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from connect import mail
from connect.accounts import queries, security
from connect.accounts.actions.accounts import ask_to_confirm, new_member
from connect.accounts.actions.invitations import invite
from connect.accounts.errors import AlreadyDecided, InvitationClosed
from connect.accounts.models import (
    Invitation,
    InvitationUse,
    JoinRequest,
    JoinRequestState,
    KnownDomain,
)
from connect.database import atomic, db, utc_now
from connect.events import log
from connect.members.models import Member, MemberRole, normal_email
from connect.members.queries import member_with_email
from connect.themes.models import Theme, ThemeCircle, ThemeFollow, ThemeModerator


def request_to_join(email: str, **details: Any) -> None:
    """Ask, or correct what was asked before. A member is told by mail, and only there."""
    if _remind_of_account(email):
        return
    try:
        with atomic() as session:
            known = queries.pending_request_of(email)
            request = known or JoinRequest(email=normal_email(email))
            for name, value in details.items():
                setattr(request, name, value)
            session.add(request)
            session.flush()
            _record("join_request.corrected" if known else "join_request.made", request, None)
    except IntegrityError:
        if queries.pending_request_of(email) is None:
            raise
        # else the same request, sent twice at once


def approve_request(
    by: Member | None, request: JoinRequest, known: KnownDomain | None = None
) -> None:
    """By an organiser, or because the domain of the address is known."""
    domain = known.domain if known else None
    with atomic():
        _decide(request, "approved", by, domain=domain)
        _record("join_request.approved", request, by, {"domain": domain} if domain else None)
        invite(
            by,
            email=request.email,
            locale=request.locale,
            name=request.name,
            function=request.function,
            municipality=request.municipality,
            organisation_id=known.organisation_id if known else None,
            join_request=request,
        )


def decline_request(by: Member, request: JoinRequest, reason: str) -> None:
    with atomic():
        _decide(request, "declined", by, reason=reason)
        _record("join_request.declined", request, by)
        mail.queue(
            "request_declined",
            to=request.email,
            locale=request.locale,
            key=f"declined:{request.id}",
            name=request.name,
            reason=reason,
        )


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
            role: MemberRole = "organiser" if invitation.role == "organiser" else "member"
            member = new_member(address, name, hashed, role, confirmed=confirmed, **details)
            db.session.add(InvitationUse(invitation_id=invitation.id, member_id=member.id))
            _take_part(member, invitation.theme_ids, moderates=invitation.role == "moderator")
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
            Invitation.token_hash == invitation.token_hash,
            Invitation.withdrawn_at.is_(None),
            Invitation.uses_left > 0,
            Invitation.expires_at > utc_now(),
        )
        .values(uses_left=Invitation.uses_left - 1)
        .returning(Invitation.id)
    )
    if used.first() is None:
        raise InvitationClosed


def _take_part(member: Member, theme_ids: Sequence[int], *, moderates: bool) -> None:
    """Follow the themes of the invitation, enter the circle of those kept to one, and look after
    them if that is the role."""
    for theme in db.session.scalars(select(Theme).where(Theme.id.in_(theme_ids))):
        both = {"theme_id": theme.id, "member_id": member.id}
        db.session.add(ThemeFollow(**both))
        if theme.access == "circle":
            db.session.add(ThemeCircle(**both))
        if moderates:
            db.session.add(ThemeModerator(**both))


def _decide(
    request: JoinRequest, state: JoinRequestState, by: Member | None, **details: str | None
) -> None:
    """The one decision; whoever comes second changes nothing."""
    decided = db.session.execute(
        update(JoinRequest)
        .where(JoinRequest.id == request.id, JoinRequest.state == "pending")
        .values(state=state, decided_by_id=by.id if by else None, decided_at=utc_now(), **details)
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


def _record(
    kind: str, request: JoinRequest, actor: Member | None, payload: dict[str, Any] | None = None
) -> None:
    log.record(
        kind,
        subject=f"join_request:{request.id}",
        streams=[],
        actor_id=actor.id if actor else None,
        payload=payload,
    )
