"""Handing over: to whom, what, and what waits for an answer."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from connect.accounts.handovers import Part, Thing, parts
from connect.accounts.models import Succession
from connect.database import db
from connect.members.models import Member


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
