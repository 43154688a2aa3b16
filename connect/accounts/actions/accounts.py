"""Accounts: add, confirm, set a password, end every access."""

from uuid import uuid4

from sqlalchemy import delete

from connect.accounts import security
from connect.accounts.actions.sessions import revoke_sessions
from connect.accounts.actions.telling import tell
from connect.accounts.models import ExternalIdentity, MemberSession, SignInLink
from connect.database import atomic, db, utc_now
from connect.members import queries
from connect.members.actions import record
from connect.members.models import Member, MemberRole, folded_name, normal_email


def add_member(
    email: str,
    name: str,
    password: str | None = None,
    role: MemberRole = "member",
    *,
    confirmed: bool = True,
    **details: object,
) -> Member:
    """A new member, or the one who has this address already, unchanged.

    Without a password the way in is a link for a forgotten one.
    """
    known = queries.member_with_email(email)
    if known:
        return known
    hashed = security.hashed(password) if password else None
    return new_member(email, name, hashed, role, confirmed=confirmed, **details)


def new_member(
    email: str,
    name: str,
    hashed: str | None,
    role: MemberRole,
    *,
    confirmed: bool,
    **details: object,
) -> Member:
    """IntegrityError when the address has an account."""
    with atomic() as session:
        member = Member(
            email=normal_email(email),
            name=name,
            name_folded=folded_name(name),
            password=hashed,
            role=role,
            fs_uniquifier=uuid4().hex,
            confirmed_at=utc_now() if confirmed else None,
            **details,
        )
        session.add(member)
        session.flush()
        if confirmed:
            record("member.joined", member)
    return member


def confirm_address(member: Member) -> bool:
    """False when it was confirmed before."""
    with atomic():
        if member.confirmed_at:
            return False
        member.confirmed_at = utc_now()
        record("member.joined", member)
    return True


def ask_to_confirm(member: Member) -> None:
    """At most once an hour: who joined with the address may be somebody else, and decides when."""
    path = f"/confirm/{security.confirmation_token(member)}"
    tell("confirm", member, once=f"{member.id}:{utc_now():%Y-%m-%dT%H}", path=path)


def forget_unproved(member: Member) -> None:
    """Whoever reads the mailbox is here without the link that confirms it: what the one who joined
    with this address chose, who may be somebody else, opens nothing."""
    if member.confirmed_at is None:
        member.password = None
        db.session.execute(delete(ExternalIdentity).where(ExternalIdentity.member_id == member.id))


def set_password(member: Member, password: str, keep: MemberSession | None = None) -> None:
    """Ends every session of the member but the one to `keep`. Who could set it has read our mail
    or was signed in."""
    hashed = security.hashed(password)  # slow on purpose, so not under the write lock
    with atomic():
        forget_unproved(member)
        member.password = hashed
        end_access(member, keep)
        confirm_address(member)
        record("member.password_changed", member, member)
        tell("password_changed", member)


def end_access(member: Member, keep: MemberSession | None = None) -> None:
    """No session but that one, and no link mailed before, is good any more."""
    member.fs_uniquifier = uuid4().hex
    revoke_sessions(member, *([MemberSession.id != keep.id] if keep else []))
    db.session.execute(delete(SignInLink).where(SignInLink.member_id == member.id))
