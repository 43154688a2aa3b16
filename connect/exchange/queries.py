"""Imports, and what feeds and the map of the site tell of: only what everybody may read."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import is_readable as is_readable_thread
from connect.exchange.models import StrategyImport
from connect.strategies.models import Strategy
from connect.strategies.visibility import is_readable
from connect.themes.models import Theme
from connect.themes.queries import is_visible

NOBODY = None
IN_A_FEED = 30
IN_A_MAP = 10_000


def imports() -> Sequence[StrategyImport]:
    """The latest twenty."""
    return db.session.scalars(
        select(StrategyImport)
        .order_by(StrategyImport.id.desc())
        .limit(20)
        .options(joinedload(StrategyImport.created_by))
    ).all()


def reach_import(import_id: int) -> StrategyImport | None:
    return db.session.get(StrategyImport, import_id)


def latest_strategies() -> Sequence[Strategy]:
    return db.session.scalars(
        select(Strategy)
        .where(Strategy.state == "published", is_readable(NOBODY))
        .order_by(Strategy.published_at.desc(), Strategy.id.desc())
        .limit(IN_A_FEED)
        .options(joinedload(Strategy.author))
    ).all()


def latest_openings(theme: Theme) -> Sequence[Comment]:
    """The opening texts of a public theme's latest threads."""
    return db.session.scalars(
        select(Comment)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(
            or_(Thread.theme_id == theme.id, Thread.second_theme_id == theme.id),
            Thread.home.is_(None),
            is_readable_thread(NOBODY),
            Comment.number == 0,
            Comment.stands,
        )
        .order_by(Thread.created_at.desc(), Thread.id.desc())
        .limit(IN_A_FEED)
        .options(contains_eager(Comment.thread), joinedload(Comment.author))
    ).all()


def public_theme(slug: str) -> Theme | None:
    return db.session.scalar(select(Theme).where(Theme.slug == slug, is_visible(NOBODY)))


def public_themes() -> Sequence[Theme]:
    return db.session.scalars(select(Theme).where(is_visible(NOBODY)).order_by(Theme.id)).all()


def public_strategies(page: int) -> Sequence[Strategy]:
    """Those whose number is on a page of the map of the site."""
    return db.session.scalars(
        select(Strategy)
        .where(_on_page(Strategy.id, page), Strategy.state == "published", is_readable(NOBODY))
        .order_by(Strategy.id)
    ).all()


def public_threads(page: int) -> Sequence[Thread]:
    return db.session.scalars(
        select(Thread)
        .join(Thread.theme)
        .where(_on_page(Thread.id, page), Thread.home.is_(None), is_readable_thread(NOBODY))
        .order_by(Thread.id)
    ).all()


def pages_of(kind: type[Strategy] | type[Thread]) -> range:
    last = db.session.scalar(select(func.max(kind.id))) or 0
    return range(1, last // IN_A_MAP + 2)


def _on_page(number: InstrumentedAttribute[int], page: int) -> ColumnElement[bool]:
    return number.between((page - 1) * IN_A_MAP, page * IN_A_MAP - 1)
