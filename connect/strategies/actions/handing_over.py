"""Sheets change hands: who takes over a function goes on writing them."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from connect.accounts.handovers import Part, Thing
from connect.database import atomic, db, utc_now
from connect.events import log
from connect.members.models import Member
from connect.strategies.actions.locking import lock
from connect.strategies.actions.retelling import retell
from connect.strategies.models import Strategy, StrategyWriter
from connect.strategies.visibility import is_written_by


def keys_of(giver: Member) -> list[str]:
    found = select(Strategy.id).where(is_written_by(giver)).order_by(Strategy.id)
    return [str(strategy_id) for strategy_id in db.session.scalars(found)]


def within_reach(giver: Member, _reader: Member, keys: Sequence[str]) -> list[Thing]:
    """All that the giver still writes: drafts too, which are theirs to hand on."""
    return [Thing(str(s.id), s.title, s.lang) for s in _of(giver, keys)]


def hand_over(giver: Member, successor: Member, keys: Sequence[str]) -> None:
    """An author is followed by an author, a co-author by a co-author, and a contact person by a
    contact person, who agreed by taking over. The giver reads a draft no more."""
    with atomic() as session:
        for strategy in _of(giver, keys):
            lock(session, strategy)
            _follow(session, giver, successor, strategy)
            if strategy.contact_id == giver.id:
                strategy.sheet = {**strategy.sheet, "contact": successor.id}
                strategy.contact_agreed_at = utc_now()
            session.flush()
            retell(session, strategy)
            log.record(
                "strategy.handed_over",
                subject=strategy.subject,
                streams=[strategy.stream, log.ACCESS],
                actor_id=successor.id,
            )


def _follow(session: Session, giver: Member, successor: Member, strategy: Strategy) -> None:
    was_author = strategy.author_id == giver.id
    followed = giver.id if not was_author else successor.id
    strategy.writers[:] = [w for w in strategy.writers if w.member_id != followed]
    session.flush()
    if was_author:
        strategy.author_id, strategy.token = successor.id, None
    elif successor.id not in strategy.writer_ids:
        strategy.writers.append(StrategyWriter(member_id=successor.id))


def _of(giver: Member, keys: Sequence[str]) -> Sequence[Strategy]:
    numbers = [int(key) for key in keys]
    return db.session.scalars(
        select(Strategy).where(Strategy.id.in_(numbers), is_written_by(giver)).order_by(Strategy.id)
    ).all()


SHEETS = Part(
    label=_("Strategy sheets"),
    keys_of=keys_of,
    within_reach=within_reach,
    hand_over=hand_over,
)
