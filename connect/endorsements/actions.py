"""Giving, changing and withdrawing endorsements; nothing else writes them."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from connect import language
from connect.database import atomic, utc_now
from connect.endorsements import queries
from connect.endorsements.endorsing import endorsable_at
from connect.endorsements.errors import EndorsedMeanwhile
from connect.endorsements.models import Endorsement, Level
from connect.events import log
from connect.members.models import Member


def endorse(
    member: Member,
    subject: str,
    *,
    level: Level,
    mandate: str,
    note: str = "",
    replaces: int | None = None,
    token: str | None = None,
) -> Endorsement:
    """Let the member's municipality stand behind `subject`, in place of what it said before.

    The same form again gives the same endorsement. Raises EndorsedMeanwhile when what stands is
    not what the member saw (`replaces`; None: nothing): of two colleagues who endorse at once,
    the second gets to know what the first one said.
    """
    given = Endorsement(
        subject=subject,
        municipality=_municipality_of(member),
        member_id=member.id,
        mandate=mandate,
        level=level,
        note=note,
        lang=language.detect(f"{note}\n{mandate}", hint=member.locale),
        token=token,
    )
    if sent_before := _under_token(given):
        return sent_before
    try:
        with atomic() as session:
            _put_in_place(session, given, member, replaces)
    except (IntegrityError, EndorsedMeanwhile):  # of two at the same moment, this is the second
        if sent_before := _under_token(given):
            return sent_before
        raise EndorsedMeanwhile from None
    return given


def withdraw_endorsement(
    member: Member, subject: str, *, current: int | None, reason: str = ""
) -> None:
    """Take back what the member's municipality says; its history keeps it. Again, nothing.

    Raises EndorsedMeanwhile when what stands is not what the member saw (`current`).
    """
    with atomic() as session:
        standing = _locked(session, subject, _municipality_of(member))
        if standing is None:
            return
        if standing.id != current:
            raise EndorsedMeanwhile
        _end(standing, member)
        standing.withdrawal_reason = reason
        _record("endorsement.withdrawn", session, standing, member, step=-1)


def _under_token(given: Endorsement) -> Endorsement | None:
    """What the same form gave already, if it stands and says the same."""
    found = given.token and queries.endorsement_by_token(given.member_id, given.token)
    if not found:
        return None
    if found.is_current and _said(found) == _said(given):
        return found
    raise EndorsedMeanwhile


def _said(endorsement: Endorsement) -> tuple[str, ...]:
    return (
        endorsement.subject,
        endorsement.municipality,
        endorsement.level,
        endorsement.mandate,
        endorsement.note,
    )


def _put_in_place(
    session: Session, given: Endorsement, member: Member, replaces: int | None
) -> None:
    replaced = _locked(session, given.subject, given.municipality)
    if (replaced.id if replaced else None) != replaces:
        raise EndorsedMeanwhile
    if replaced:
        _end(replaced, member)
        session.flush()  # one alone may stand at any moment
    session.add(given)
    session.flush()
    if replaced:
        _record("endorsement.changed", session, given, member, step=0)
    else:
        _record("endorsement.given", session, given, member, step=1)


def _locked(session: Session, subject: str, municipality: str) -> Endorsement | None:
    """The one that stands, ours until the commit."""
    return session.scalar(
        select(Endorsement)
        .where(
            Endorsement.subject == subject,
            Endorsement.municipality == municipality,
            Endorsement.ended_at.is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _end(endorsement: Endorsement, member: Member) -> None:
    endorsement.ended_at = utc_now()
    endorsement.ended_by_id = member.id


def _record(
    kind: str, session: Session, endorsement: Endorsement, member: Member, step: int
) -> None:
    endorsable, number = endorsable_at(endorsement.subject)
    endorsable.after_change(session, number, step)
    log.record(
        kind,
        subject=f"endorsement:{endorsement.id}",
        streams=endorsable.streams(number),
        actor_id=member.id,
        payload={"of": endorsement.subject},
    )


def _municipality_of(member: Member) -> str:
    """The only one a member can speak for; who speaks for none was refused before."""
    if member.municipality is None:
        raise ValueError(f"member {member.id} speaks for no municipality")
    return member.municipality
