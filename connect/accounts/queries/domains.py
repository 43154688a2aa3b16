"""Which domains let their people in."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.accounts.mail_domains import domain_of
from connect.accounts.models import JoinRequest, KnownDomain
from connect.database import db
from connect.folding import fold


def known_domains() -> Sequence[KnownDomain]:
    return db.session.scalars(
        select(KnownDomain).order_by(KnownDomain.domain).options(joinedload(KnownDomain.created_by))
    ).all()


def reach_known_domain(domain_id: int) -> KnownDomain | None:
    return db.session.get(KnownDomain, domain_id)


def known_domain_of(email: str) -> KnownDomain | None:
    """The very domain of a valid address; one below or above it vouches for nobody."""
    return db.session.scalar(select(KnownDomain).where(KnownDomain.domain == domain_of(email)))


def speaks_for(known: KnownDomain, request: JoinRequest) -> bool:
    """Whether the domain is that of the place somebody says to speak for, or they said none."""
    if request.municipality:
        return request.municipality == known.municipality
    if not request.organisation:
        return True
    named = known.organisation
    return named is not None and fold(request.organisation) in {
        fold(named.name_fr),
        fold(named.name_nl),
    }
