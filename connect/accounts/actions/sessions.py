"""Sessions: opened by signing in, seen now and then, proved again, ended."""

import secrets
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, or_, update

from connect.accounts.models import AddressChange, MemberSession, Proof, SignInLink, hash_token
from connect.accounts.models.sessions import LASTS_UNSEEN
from connect.database import atomic, utc_now
from connect.members.actions import record
from connect.members.models import Member

SEEN_EVERY = timedelta(minutes=10)
KEPT_AFTER_THE_END = timedelta(days=7)


def open_session(member: Member, how: Proof, *, device: str = "", place: str = "") -> str:
    """The key for the cookie, of which only the hash is kept."""
    key = secrets.token_urlsafe(32)
    with atomic() as session:
        session.add(
            MemberSession(
                member_id=member.id,
                key_hash=hash_token(key),
                how=how,
                device=device,
                place=place,
            )
        )
    return key


def note_visit(found: MemberSession) -> None:
    """At most once in ten minutes, so that pages which only read seldom write."""
    now = utc_now()
    if found.last_seen_at > now - SEEN_EVERY:
        return
    with atomic() as session:
        session.execute(
            update(MemberSession)
            .where(MemberSession.id == found.id, MemberSession.last_seen_at < now)
            .values(last_seen_at=now)
        )


def note_proof(found: MemberSession) -> None:
    """The member has just proved again who they are."""
    with atomic():
        found.proved_at = utc_now()


def end_session(found: MemberSession) -> None:
    """Repeated, it changes nothing."""
    _sign_out(found.member, MemberSession.id == found.id)


def end_other_sessions(member: Member, keep: MemberSession) -> None:
    _sign_out(member, MemberSession.id != keep.id)


def revoke_sessions(member: Member, *which: ColumnElement[bool]) -> bool:
    """Within an `atomic` block whose event goes to the stream `log.ACCESS`: that cuts the live
    sockets of what ended, in every process. False when nothing was open."""
    with atomic() as session:
        ended = session.execute(
            update(MemberSession)
            .where(MemberSession.member_id == member.id, MemberSession.revoked_at.is_(None), *which)
            .values(revoked_at=utc_now())
            .returning(MemberSession.id)
        )
        return ended.first() is not None


def prune_sessions() -> None:
    """Forget where members were signed in, and the links that nobody followed: those for another
    address name one that may be anybody's."""
    now = utc_now()
    ended = now - KEPT_AFTER_THE_END
    with atomic() as session:
        session.execute(
            delete(MemberSession).where(
                or_(
                    MemberSession.last_seen_at < now - LASTS_UNSEEN,
                    MemberSession.revoked_at < ended,
                )
            )
        )
        session.execute(delete(SignInLink).where(SignInLink.expires_at < ended))
        session.execute(delete(AddressChange).where(AddressChange.expires_at < ended))


def _sign_out(member: Member, *which: ColumnElement[bool]) -> None:
    with atomic():
        if revoke_sessions(member, *which):
            record("member.signed_out", member)
