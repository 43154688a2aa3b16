"""Who signs in with which account elsewhere."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.accounts.models import ExternalIdentity
from connect.accounts.provider import Identity
from connect.database import db
from connect.members.models import Member


def identity_of(member: Member, issuer: str) -> ExternalIdentity | None:
    return db.session.scalar(
        select(ExternalIdentity).where(
            ExternalIdentity.member_id == member.id, ExternalIdentity.issuer == issuer
        )
    )


def known_identity(identity: Identity) -> ExternalIdentity | None:
    """With its member, by issuer and subject and nothing else."""
    return db.session.scalar(
        select(ExternalIdentity)
        .where(
            ExternalIdentity.issuer == identity.issuer,
            ExternalIdentity.subject == identity.subject,
        )
        .options(joinedload(ExternalIdentity.member))
    )
