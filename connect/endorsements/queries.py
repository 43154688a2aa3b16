"""Reading endorsements: those that stand, and all that were said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from connect.database import db
from connect.endorsements.endorsing import Endorsed, endorsable_at, is_endorsable
from connect.endorsements.models import LEVELS, Endorsement
from connect.folding import fold
from connect.members.models import Member
from connect.subjects import reach_subjects
from connect.web.languages import current_locale

PAGE_SIZE = 30
MOST_LOOKED_THROUGH = 500
"""What one reader is shown of a municipality or a member is picked from so many at most."""


@dataclass(frozen=True)
class Given:
    """An endorsement that stands, with what it is about, which its reader may read."""

    endorsement: Endorsement
    endorsed: Endorsed


def endorsements_of(subject: str) -> Sequence[Endorsement]:
    """Those that stand, by level and then by the municipality's name for this reader."""
    return endorsements_of_all([subject])[subject]


def endorsements_of_all(subjects: Collection[str]) -> dict[str, list[Endorsement]]:
    """By subject, each in order."""
    found: dict[str, list[Endorsement]] = {subject: [] for subject in subjects}
    for endorsement in db.session.scalars(_standing().where(Endorsement.subject.in_(subjects))):
        found[endorsement.subject].append(endorsement)
    return {subject: in_order(given) for subject, given in found.items()}


def in_order(given: Collection[Endorsement]) -> list[Endorsement]:
    return sorted(given, key=_place_in_list)


def current_endorsement(subject: str, municipality: str) -> Endorsement | None:
    return db.session.scalar(
        _standing().where(Endorsement.subject == subject, Endorsement.municipality == municipality)
    )


def latest_endorsement(subject: str, municipality: str) -> Endorsement | None:
    """What the municipality said last, also when it was withdrawn since; as it is stored now."""
    return db.session.scalar(
        _with_people()
        .where(Endorsement.subject == subject, Endorsement.municipality == municipality)
        .order_by(Endorsement.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )


def endorsement_by_token(member_id: int, token: str) -> Endorsement | None:
    return db.session.scalar(
        _with_people().where(Endorsement.member_id == member_id, Endorsement.token == token)
    )


def history(
    subject: str, municipality: str | None = None, before: int | None = None
) -> tuple[Sequence[Endorsement], bool]:
    """A page of all that was said, the latest first, and whether older ones follow."""
    found = _with_people().where(Endorsement.subject == subject)
    if municipality is not None:
        found = found.where(Endorsement.municipality == municipality)
    if before is not None:
        found = found.where(Endorsement.id < before)
    rows = db.session.scalars(found.order_by(Endorsement.id.desc()).limit(PAGE_SIZE + 1)).all()
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


def endorsements_by_municipality(
    reader: Member | None, refnis: str, limit: int = 20
) -> Sequence[Given]:
    """What it stands behind now, the latest first, of what the reader may read."""
    return _within_reach(reader, _standing().where(Endorsement.municipality == refnis), limit)


def endorsements_by_member(
    reader: Member | None, member_id: int, limit: int = 20
) -> Sequence[Given]:
    """What stands now because this member acted for a municipality, the latest first."""
    return _within_reach(reader, _standing().where(Endorsement.member_id == member_id), limit)


def subjects_of(endorsement_ids: Collection[int]) -> dict[int, str]:
    found = select(Endorsement.id, Endorsement.subject).where(Endorsement.id.in_(endorsement_ids))
    return dict(db.session.execute(found).all())


def _within_reach(reader: Member | None, found: Select[Endorsement], limit: int) -> Sequence[Given]:
    latest = found.order_by(Endorsement.id.desc()).limit(MOST_LOOKED_THROUGH)
    rows = db.session.scalars(latest).all()
    subjects = reach_subjects(reader, {row.subject for row in rows})
    return [
        Given(row, Endorsed(subjects[row.subject], *endorsable_at(row.subject)))
        for row in rows
        if row.subject in subjects and is_endorsable(row.subject)
    ][:limit]


def _standing() -> Select[Endorsement]:
    return _with_people().where(Endorsement.ended_at.is_(None))


def _with_people() -> Select[Endorsement]:
    return select(Endorsement).options(
        joinedload(Endorsement.member), joinedload(Endorsement.ended_by)
    )


def _place_in_list(endorsement: Endorsement) -> tuple[int, str]:
    return LEVELS.index(endorsement.level), fold(endorsement.place_name(current_locale()))
