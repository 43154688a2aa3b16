"""A new e-mail address: asked for, allowed by the old mailbox, proved by the new one."""

import secrets
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from connect.accounts.actions.telling import tell
from connect.accounts.errors import AddressTaken
from connect.accounts.models import AddressChange, SignInLink, hash_token
from connect.database import atomic, db, utc_now
from connect.members.actions import record
from connect.members.models import Member, normal_email
from connect.members.queries import member_with_email

CHANGE_WITHIN = timedelta(days=2)


def ask_to_change_address(member: Member, email: str, by: Member) -> None:
    """Mail a link to both addresses; what was asked before is forgotten. An organiser allows it
    in the place of a lost mailbox, which is told all the same and can still stop it.

    Whose address it is already is told by mail, and only there: the change then never happens.
    """
    old_token, new_token = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    is_own = by.id == member.id
    with atomic() as session:
        session.execute(delete(AddressChange).where(AddressChange.member_id == member.id))
        session.add(
            AddressChange(
                member_id=member.id,
                email=normal_email(email),
                old_token_hash=hash_token(old_token),
                new_token_hash=hash_token(new_token),
                allowed_at=None if is_own else utc_now(),
                expires_at=utc_now() + CHANGE_WITHIN,
            )
        )
        record("member.address_asked", member, by)
        asked = "address_allow" if is_own else "address_moved"
        tell(asked, member, path=f"/address/{old_token}", address=email)
        known = member_with_email(email)
        if known:
            tell("address_taken", known, path="/sign-in")
        else:
            tell("address_prove", member, to=email, path=f"/address/{new_token}", address=email)


def agree_to_address(change: AddressChange, token: str) -> bool:
    """What the link of one mailbox says. True when it was the last that was missing: the account
    has the new address. AddressTaken when somebody else took it meanwhile."""
    with atomic() as session:
        locked = session.scalar(
            select(AddressChange)
            .where(AddressChange.id == change.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        if locked is None:
            return False
        if hash_token(token) == locked.old_token_hash:
            locked.allowed_at = locked.allowed_at or utc_now()
        else:
            locked.proved_at = locked.proved_at or utc_now()
        if locked.allowed_at is None or locked.proved_at is None:
            return False
        _move(locked)
    return True


def cancel_address_change(change: AddressChange) -> None:
    with atomic() as session:
        cancelled = session.execute(
            delete(AddressChange)
            .where(AddressChange.id == change.id)
            .returning(AddressChange.member_id)
        )
        if cancelled.first():
            record("member.address_kept", change.member)


def _move(change: AddressChange) -> None:
    """Links mailed to the old address are good no more."""
    member, old = change.member, change.member.email
    member.email, member.fs_uniquifier = change.email, uuid4().hex
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AddressTaken from error
    db.session.execute(delete(SignInLink).where(SignInLink.member_id == member.id))
    db.session.delete(change)
    record("member.address_changed", member)
    for mailbox in (old, member.email):
        tell("address_changed", member, to=mailbox, address=member.email)
