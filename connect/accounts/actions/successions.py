"""A function is handed over: offered, accepted or declined, withdrawn."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask_babel import force_locale
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from connect import mail
from connect.accounts.errors import SuccessionClosed, SuccessionOpen
from connect.accounts.handovers import Thing, parts
from connect.accounts.models import Succession, SuccessionState
from connect.database import atomic, db, utc_now
from connect.events import log
from connect.members.models import Member

Things = dict[str, Sequence[Thing]]

OPEN_FOR = timedelta(days=30)


def offer_succession(
    by: Member, giver: Member, successor: Member, names: Sequence[str], message: str = ""
) -> Succession:
    """Offer what the giver has now of these parts. SuccessionOpen when one of theirs waits."""
    offered = {name: list(part.keys_of(giver)) for name, part in parts(by).items() if name in names}
    try:
        with atomic() as session:
            _close_if_expired(giver)
            succession = Succession(
                giver_id=giver.id,
                successor_id=successor.id,
                started_by_id=by.id,
                parts=offered,
                message=message,
                expires_at=utc_now() + OPEN_FOR,
            )
            session.add(succession)
            session.flush()
            _record("succession.offered", succession, by)
            _tell("succession_offered", succession, successor, asker=by)
            if by.id != giver.id:
                _tell("succession_started", succession, giver)
    except IntegrityError:
        raise SuccessionOpen from None
    return succession


def accept_succession(succession: Succession) -> None:
    """Everything changes hands at once. What the successor may have is asked again now: the rest
    stays, and the giver is told of it."""
    with atomic():
        _decide(succession, "accepted")
        moved, stayed = _hand_over(succession)
        succession.outcome = {name: len(things) for name, things in moved.items()}
        _record("succession.accepted", succession, succession.successor)
        _tell("succession_taken_over", succession, succession.successor, path="/drafts/")
        for member in _givers(succession):
            own = member.id == succession.giver_id  # to an organiser, drafts have no titles
            told = {"moved": moved, "stayed": stayed, "shows_titles": own}
            _tell("succession_accepted", succession, member, **told)


def decline_succession(succession: Succession) -> None:
    with atomic():
        _decide(succession, "declined")
        _record("succession.declined", succession, succession.successor)
        for member in _givers(succession):
            _tell("succession_declined", succession, member)


def withdraw_succession(by: Member, succession: Succession) -> None:
    with atomic():
        _decide(succession, "withdrawn")
        _record("succession.withdrawn", succession, by)
        _tell("succession_withdrawn", succession, succession.successor, asker=by)


def _hand_over(succession: Succession) -> tuple[Things, Things]:
    """What went, by part, and what stayed, called as the giver knows it."""
    giver, successor = succession.giver, succession.successor
    moved: Things = {}
    stayed: Things = {}
    for name, part in parts(succession.started_by).items():
        with force_locale(giver.locale):
            there = part.within_reach(giver, giver, succession.parts.get(name, []))
        keys = {thing.key for thing in part.within_reach(giver, successor, _keys(there))}
        moved[name] = [thing for thing in there if thing.key in keys]
        stayed[name] = [thing for thing in there if thing.key not in keys]
        part.hand_over(giver, successor, _keys(moved[name]))
    return _some(moved), _some(stayed)


def _some(things: Things) -> Things:
    return {name: some for name, some in things.items() if some}


def _keys(things: Sequence[Thing]) -> list[str]:
    return [thing.key for thing in things]


def _decide(succession: Succession, state: SuccessionState) -> None:
    """The one decision, as long as it is open; whoever comes second changes nothing."""
    decided = db.session.execute(
        update(Succession)
        .where(
            Succession.id == succession.id,
            Succession.state == "pending",
            Succession.expires_at > utc_now(),
        )
        .values(state=state, decided_at=utc_now())
        .returning(Succession.id)
    )
    if decided.first() is None:
        raise SuccessionClosed


def _close_if_expired(giver: Member) -> None:
    """What nobody answered in time does not stand in the way of the next one."""
    late = Succession.expires_at <= utc_now()
    waiting = update(Succession).where(Succession.giver_id == giver.id, late)
    db.session.execute(waiting.where(Succession.state == "pending").values(state="withdrawn"))


def _givers(succession: Succession) -> list[Member]:
    """Who gives, and the organiser who does it for them."""
    found = {member.id: member for member in (succession.giver, succession.started_by)}
    return list(found.values())


def _tell(template: str, succession: Succession, reader: Member, **values: Any) -> None:
    values = {"path": succession.url, "message": succession.message} | values
    mail.queue(
        template,
        to=reader.email,
        locale=reader.locale,
        key=f"{template}:{succession.id}:{reader.id}",
        name=reader.name,
        giver=succession.giver,
        successor=succession.successor,
        labels={name: part.label for name, part in parts(succession.started_by).items()},
        **values,
    )


def _record(kind: str, succession: Succession, actor: Member) -> None:
    log.record(kind, subject=f"succession:{succession.id}", streams=[], actor_id=actor.id)
