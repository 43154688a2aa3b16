"""Links mailed to who asks for them: to sign in, or to choose a new password."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from connect.accounts import security
from connect.accounts.actions.accounts import confirm_address, forget_unproved
from connect.accounts.actions.telling import tell
from connect.accounts.models import SignInLink, hash_token
from connect.database import atomic, db, utc_now
from connect.events import log
from connect.members.models import Member, normal_email

LINK_WORKS_FOR = timedelta(minutes=15)


def ask_for_sign_in_link(email: str, leads_to: str) -> None:
    subject, member_id = _asking(email)
    payload = {"member_id": member_id, "leads_to": leads_to}
    log.record("sign_in_link.asked", subject=subject, streams=[], payload=payload)


def request_password_reset(email: str) -> None:
    subject, member_id = _asking(email)
    payload = {"member_id": member_id}
    log.record("password_reset.asked", subject=subject, streams=[], payload=payload)


def mail_sign_in_link(member: Member, leads_to: str) -> None:
    token = secrets.token_urlsafe(24)
    with atomic() as session:
        session.add(
            SignInLink(
                token_hash=hash_token(token),
                member_id=member.id,
                leads_to=leads_to,
                expires_at=utc_now() + LINK_WORKS_FOR,
            )
        )
        tell("sign_in_link", member, path=f"/sign-in/link/{token}")


def mail_reset_link(member: Member) -> None:
    tell("reset", member, path=f"/reset/{security.reset_token(member)}")


def use_sign_in_link(link: SignInLink) -> Member | None:
    """Once: of two requests at the same moment, one signs in. It proves the address as well."""
    with atomic() as session:
        used = session.execute(
            update(SignInLink)
            .where(SignInLink.id == link.id, SignInLink.used_at.is_(None))
            .values(used_at=utc_now())
            .returning(SignInLink.id)
        )
        if used.first() is None:
            return None
        session.execute(
            delete(SignInLink).where(
                SignInLink.member_id == link.member_id, SignInLink.id != link.id
            )
        )
        forget_unproved(link.member)
        confirm_address(link.member)
    return link.member


def _asking(email: str) -> tuple[str, int | None]:
    """The subject of the event, and the member. The mail is written by what follows from it:
    until the answer as much is done for nobody as for a member, and the time taken does not tell
    who has an account."""
    member_id = db.session.scalar(
        select(Member.id).where(Member.email == normal_email(email), Member.active)
    )
    return (f"member:{member_id}" if member_id else "nobody"), member_id
