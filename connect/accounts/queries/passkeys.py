"""A member's passkeys, and whose a key is."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.accounts.models import Passkey
from connect.database import db
from connect.members.models import Member


def passkeys_of(member: Member) -> Sequence[Passkey]:
    """The oldest first."""
    return db.session.scalars(
        select(Passkey).where(Passkey.member_id == member.id).order_by(Passkey.id)
    ).all()


def passkey_with_id(credential_id: bytes) -> Passkey | None:
    """By the key's own name for itself, with its member; None for a member who left."""
    return db.session.scalar(
        select(Passkey)
        .join(Passkey.member)
        .where(Passkey.credential_id == credential_id, Member.active)
        .options(joinedload(Passkey.member))
    )


def reach_passkey(member: Member, passkey_id: int) -> Passkey | None:
    """Nobody knows of another member's passkeys."""
    found = db.session.get(Passkey, passkey_id)
    return found if found and found.member_id == member.id else None
