"""Who a strategy exists for: the one condition that every door asks.

A draft exists for its writers alone. What is published or archived exists for its audience and
its writers; organisers, who help with everything else, read no drafts.
"""

from sqlalchemy import ColumnElement, and_, or_, select

from connect.members.models import Member
from connect.members.readers import audiences_of
from connect.strategies.models import Strategy, StrategyWriter


def is_readable(reader: Member | None) -> ColumnElement[bool]:
    """A condition on Strategy."""
    shared = and_(Strategy.state != "draft", Strategy.visibility.in_(audiences_of(reader)))
    return shared if reader is None else or_(shared, is_written_by(reader))


def is_written_by(member: Member) -> ColumnElement[bool]:
    """A condition on Strategy: the member is its author or a co-author."""
    co_written = select(StrategyWriter.strategy_id).where(StrategyWriter.member_id == member.id)
    return or_(Strategy.author_id == member.id, Strategy.id.in_(co_written))
