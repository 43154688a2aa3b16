"""Strategies as pages and other features ask for them."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from connect.database import db
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.strategies.models import Strategy, StrategyVersion, StrategyWriter
from connect.strategies.visibility import is_readable, is_written_by


def reach_strategy(reader: Member | None, strategy_id: int) -> Strategy | None:
    """The strategy with its people and its thread, if it exists for this reader."""
    return db.session.scalar(
        select(Strategy)
        .where(Strategy.id == strategy_id, is_readable(reader))
        .options(
            joinedload(Strategy.author),
            joinedload(Strategy.contact),
            joinedload(Strategy.thread).joinedload(Thread.theme),
            selectinload(Strategy.writers).joinedload(StrategyWriter.member),
        )
    )


def strategies_within_reach(
    reader: Member | None, strategy_ids: Collection[int]
) -> Sequence[Strategy]:
    """Those of the numbered ones that exist for this reader, with their writers."""
    return db.session.scalars(
        select(Strategy)
        .where(Strategy.id.in_(strategy_ids), is_readable(reader))
        .options(joinedload(Strategy.author), selectinload(Strategy.writers))
    ).all()


def strategies_by(reader: Member | None, writer: Member, limit: int = 20) -> Sequence[Strategy]:
    """What a member wrote alone or with others, as far as the reader may know of it."""
    return db.session.scalars(
        select(Strategy)
        .where(is_written_by(writer), is_readable(reader))
        .order_by(Strategy.updated_at.desc(), Strategy.id.desc())
        .limit(limit)
    ).all()


def strategy_by_token(author_id: int, token: str) -> Strategy | None:
    """What this author already started with this form."""
    return db.session.scalar(
        select(Strategy).where(Strategy.author_id == author_id, Strategy.token == token)
    )


def versions(strategy: Strategy) -> Sequence[StrategyVersion]:
    """Earlier versions, the latest first."""
    return db.session.scalars(
        select(StrategyVersion)
        .where(StrategyVersion.strategy_id == strategy.id)
        .order_by(StrategyVersion.version.desc())
        .options(joinedload(StrategyVersion.editor))
    ).all()


def reach_version(strategy: Strategy, version: int) -> StrategyVersion | None:
    """An earlier version of a strategy that was reached."""
    return db.session.scalar(
        select(StrategyVersion).where(
            StrategyVersion.strategy_id == strategy.id, StrategyVersion.version == version
        )
    )
