"""Handing over: to whom, what, and what waits for an answer."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from connect.accounts.handovers import Part, Thing, parts
from connect.accounts.models import Succession
from connect.database import db
from connect.folding import fold
from connect.members.models import Member
from connect.members.queries import MOST_SUGGESTIONS, is_known, member_with_email


def reach_succession(reader: Member, succession_id: int) -> Succession | None:
    """For those it concerns; of somebody who has left, for every organiser."""
    concerned = (Succession.giver_id, Succession.successor_id, Succession.started_by_id)
    conditions = [one == reader.id for one in concerned]
    if reader.is_organiser:
        conditions.append(~Member.active)
    return db.session.scalar(
        select(Succession)
        .join(Succession.giver)
        .where(Succession.id == succession_id, or_(*conditions))
        .options(contains_eager(Succession.giver), joinedload(Succession.successor))
    )


def pending_succession_of(giver: Member) -> Succession | None:
    """The one that waits for an answer and is not out of date."""
    found = db.session.scalar(
        select(Succession)
        .where(Succession.giver_id == giver.id, Succession.state == "pending")
        .options(joinedload(Succession.successor))
    )
    return found if found and found.is_open else None


def what_could_go(starter: Member, giver: Member) -> list[tuple[str, Part, int]]:
    """The parts that this member may hand over for the giver, and how much there is of each."""
    return [(name, part, len(part.keys_of(giver))) for name, part in parts(starter).items()]


def what_would_go(succession: Succession, reader: Member) -> list[tuple[Part, Sequence[Thing]]]:
    """Of what was offered, all that the reader may have, part by part."""
    known = parts(succession.started_by)
    things = [
        (part, part.within_reach(succession.giver, reader, succession.parts.get(name, [])))
        for name, part in known.items()
    ]
    return [(part, found) for part, found in things if found]


def possible_successors(giver: Member, words: str) -> Sequence[Member]:
    """Whom a name that is being typed could mean, those of the same place first."""
    folded = fold(words)
    if not folded:
        return []
    return db.session.scalars(
        _others(giver)
        .where(Member.name_folded.contains(folded, autoescape=True))
        .order_by(_same_place(giver).desc(), Member.name_folded, Member.id)
        .limit(MOST_SUGGESTIONS)
    ).all()


def successors_meant(giver: Member, typed: str, member_id: int | None) -> Sequence[Member]:
    """The member with this number if that is their name, else those with this address or name."""
    if "@" in typed:
        found = member_with_email(typed, active=True)
        return [found] if found and found.confirmed_at else []
    named = _others(giver).where(Member.name_folded == fold(typed))
    if member_id is not None:
        chosen = db.session.scalars(named.where(Member.id == member_id)).all()
        if chosen:
            return chosen
    return db.session.scalars(named.limit(2)).all()


def _others(giver: Member) -> Select[Member]:
    return select(Member).where(is_known(), Member.id != giver.id)


def _same_place(giver: Member) -> ColumnElement[bool]:
    if giver.municipality:
        return Member.municipality == giver.municipality
    return Member.organisation_id == giver.organisation_id
