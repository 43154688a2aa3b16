"""Strategies as pages and other features ask for them."""

from collections.abc import Collection, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from connect.database import db
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.strategies.models import (
    Strategy,
    StrategyTranslation,
    StrategyVersion,
    StrategyWriter,
)
from connect.strategies.visibility import is_readable, is_written_by
from connect.themes.models import Theme
from connect.themes.queries import listed_themes


def reach_strategy(reader: Member | None, strategy_id: int) -> Strategy | None:
    """The strategy with its people and its thread, if it exists for this reader."""
    return (
        db.session.scalars(
            select(Strategy)
            .where(Strategy.id == strategy_id, is_readable(reader))
            .options(
                joinedload(Strategy.author),
                joinedload(Strategy.contact),
                joinedload(Strategy.thread).joinedload(Thread.theme),
                joinedload(Strategy.writers).joinedload(StrategyWriter.member),
            )
        )
        .unique()
        .one_or_none()
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


def strategies_written_by(writer: Member) -> Sequence[Strategy]:
    """All of them, last changed first."""
    return db.session.scalars(
        select(Strategy)
        .where(is_written_by(writer))
        .order_by(Strategy.updated_at.desc(), Strategy.id.desc())
        .options(joinedload(Strategy.author))
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


def begun_version(current: Strategy, version: int) -> StrategyVersion | None:
    """What a change began from, if that is no longer what stands."""
    return reach_version(current, version) if 0 < version < current.version else None


def themes_of(reader: Member | None, strategy: Strategy) -> Sequence[Theme]:
    """Those whose name the reader may know, in the order of the sheet."""
    known = {theme.id: theme for theme in listed_themes(reader)}
    return [known[theme_id] for theme_id in strategy.theme_ids if theme_id in known]


def translations_of(strategy: Strategy) -> Sequence[StrategyTranslation]:
    return db.session.scalars(
        select(StrategyTranslation)
        .where(StrategyTranslation.strategy_id == strategy.id)
        .order_by(StrategyTranslation.lang)
        .options(joinedload(StrategyTranslation.translator))
    ).all()


def translation_into(strategy: Strategy, lang: str) -> StrategyTranslation | None:
    return next((t for t in translations_of(strategy) if t.lang == lang), None)


def kin_of(reader: Member | None, strategy: Strategy) -> tuple[Strategy | None, Sequence[Strategy]]:
    """The sheet that it was inspired by and those that took it over, as far as they exist for
    the reader; no drafts among those, whoever wrote them."""
    taken_over = (Strategy.adapted_from_id == strategy.id) & (Strategy.state != "draft")
    found = db.session.scalars(
        select(Strategy)
        .where(or_(Strategy.id == strategy.adapted_from_id, taken_over), is_readable(reader))
        .order_by(Strategy.published_at, Strategy.id)
    ).all()
    origin = next((other for other in found if other.id == strategy.adapted_from_id), None)
    return origin, [other for other in found if other.adapted_from_id == strategy.id]


def adaptations_by(member: Member, origin: Strategy) -> Sequence[Strategy]:
    """What the member began of this sheet, and still writes or has published."""
    return db.session.scalars(
        select(Strategy)
        .where(Strategy.adapted_from_id == origin.id, is_written_by(member))
        .order_by(Strategy.id)
    ).all()
