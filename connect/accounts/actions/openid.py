"""Accounts elsewhere: link, use, unlink."""

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from connect.accounts import queries
from connect.accounts.actions.telling import tell
from connect.accounts.errors import IdentityTaken
from connect.accounts.models import ExternalIdentity
from connect.accounts.provider import Identity
from connect.database import atomic, utc_now
from connect.members.actions import record
from connect.members.models import Member


def link_identity(member: Member, identity: Identity, *, called: str) -> None:
    """`called` is the operator's name for such accounts. Linked already, nothing happens."""
    known = queries.known_identity(identity)
    if known and known.member_id == member.id:
        return
    try:
        with atomic() as session:
            session.add(
                ExternalIdentity(
                    member_id=member.id,
                    issuer=identity.issuer,
                    subject=identity.subject,
                    name=identity.name,
                )
            )
            session.flush()
            record("member.identity_linked", member)
            tell("identity_linked", member, called=called, path="/account")
    except IntegrityError as error:
        raise IdentityTaken from error


def note_use(known: ExternalIdentity) -> None:
    with atomic() as session:
        session.execute(
            update(ExternalIdentity)
            .where(ExternalIdentity.id == known.id)
            .values(used_at=utc_now())
        )


def unlink_identity(member: Member, issuer: str, *, called: str) -> None:
    """Repeated, it changes nothing."""
    with atomic() as session:
        removed = session.execute(
            delete(ExternalIdentity)
            .where(ExternalIdentity.member_id == member.id, ExternalIdentity.issuer == issuer)
            .returning(ExternalIdentity.id)
        )
        if removed.first():
            record("member.identity_unlinked", member)
            tell("identity_unlinked", member, called=called, path="/account")
