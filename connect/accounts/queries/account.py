"""A member's own account, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from connect.accounts.models import (
    AddressChange,
    ExternalIdentity,
    MemberSession,
    Passkey,
    RecoveryCode,
    SignInLink,
    hash_token,
)
from connect.accounts.queries.openid import identity_of
from connect.accounts.queries.passkeys import passkeys_of
from connect.accounts.queries.sessions import open_sessions
from connect.database import db, utc_now
from connect.members.models import Member


@dataclass(frozen=True)
class Account:
    member: Member
    sessions: Sequence[MemberSession]
    address_change: AddressChange | None
    recovery_codes_left: int
    passkeys: Sequence[Passkey]
    identity: ExternalIdentity | None


def account_of(member: Member, issuer: str) -> Account:
    return Account(
        member=member,
        sessions=open_sessions(member),
        address_change=address_change_of(member),
        recovery_codes_left=recovery_codes_left(member) if member.second_factor_since else 0,
        passkeys=passkeys_of(member),
        identity=identity_of(member, issuer) if issuer else None,
    )


def recovery_codes_left(member: Member) -> int:
    unused = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.member_id == member.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(unused) or 0


def address_change_of(member: Member) -> AddressChange | None:
    """The one that waits for its mailboxes."""
    return db.session.scalar(
        select(AddressChange).where(
            AddressChange.member_id == member.id, AddressChange.expires_at > utc_now()
        )
    )


def address_change_with_token(token: str) -> AddressChange | None:
    """By the link that was mailed to either address."""
    hashed = hash_token(token)
    return db.session.scalar(
        select(AddressChange)
        .where(
            (AddressChange.old_token_hash == hashed) | (AddressChange.new_token_hash == hashed),
            AddressChange.expires_at > utc_now(),
        )
        .options(joinedload(AddressChange.member))
    )


def sign_in_link_with_token(token: str) -> SignInLink | None:
    """One that still works, of a member who may sign in."""
    return db.session.scalar(
        select(SignInLink)
        .join(SignInLink.member)
        .where(
            SignInLink.token_hash == hash_token(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > utc_now(),
            Member.active,
        )
    )
