"""Domains whose people join at once: the list of them, and what it does for those who ask."""

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from connect.accounts import queries
from connect.accounts.actions.joining import approve_request
from connect.accounts.errors import AlreadyDecided, DomainKnown
from connect.accounts.models import JoinRequest, KnownDomain
from connect.database import atomic
from connect.events import log
from connect.members.models import Member


def add_domain(
    by: Member, domain: str, *, municipality: str | None, organisation_id: int | None
) -> KnownDomain:
    """`domain` as `normal_domain` writes it; DomainKnown when it is on the list."""
    try:
        with atomic() as session:
            known = KnownDomain(
                domain=domain,
                municipality=municipality,
                organisation_id=None if municipality else organisation_id,
                created_by_id=by.id,
            )
            session.add(known)
            session.flush()
            _record("known_domain.added", known, by)
    except IntegrityError:
        raise DomainKnown from None
    return known


def remove_domain(by: Member, known: KnownDomain) -> None:
    """Who joined through it stays; the next who ask wait for an organiser."""
    with atomic() as session:
        gone = delete(KnownDomain).where(KnownDomain.id == known.id).returning(KnownDomain.id)
        if session.execute(gone).first():
            _record("known_domain.removed", known, by)


def approve_known(request: JoinRequest) -> None:
    """Let somebody in whose domain speaks for the place they said, or who said none."""
    known = queries.known_domain_of(request.email)
    if known is None or not queries.speaks_for(known, request):
        return
    try:
        with atomic():
            request.municipality = request.municipality or known.municipality
            approve_request(None, request, known=known)
    except AlreadyDecided:
        pass  # by an organiser, meanwhile


def _record(kind: str, known: KnownDomain, by: Member) -> None:
    log.record(
        kind,
        subject=f"known_domain:{known.id}",
        streams=[],
        actor_id=by.id,
        payload={"domain": known.domain},
    )
