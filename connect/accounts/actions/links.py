"""A link that signs in, mailed to who asks for it."""

import secrets
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete, update

from connect import mail
from connect.accounts.actions.accounts import confirm_address
from connect.accounts.models import SignInLink, hash_token
from connect.database import atomic, utc_now
from connect.events import log
from connect.members import queries
from connect.members.models import Member

LINK_WORKS_FOR = timedelta(minutes=15)


def mail_sign_in_link(email: str, leads_to: str) -> None:
    """For nobody, as much is done and written as for a member, and then there is no mail: the
    time taken does not tell who has an account."""
    member, token = queries.member_with_email(email, active=True), secrets.token_urlsafe(24)
    values = {
        "name": member.name if member else "",
        "path": f"/sign-in/link/{token}",
        "locale": member.locale if member else "fr",
    }
    with atomic() as session:
        subject = member.stream if member else "nobody"
        log.record("sign_in_link.asked", subject=subject, streams=[])
        if member is None:
            mail.compose("sign_in_link", **values)
            return
        session.add(
            SignInLink(
                token_hash=hash_token(token),
                member_id=member.id,
                leads_to=leads_to,
                expires_at=utc_now() + LINK_WORKS_FOR,
            )
        )
        mail.queue("sign_in_link", to=member.email, key=f"sign_in_link:{uuid4().hex}", **values)


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
        confirm_address(link.member)
    return link.member
