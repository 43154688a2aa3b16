"""A sheet is read again on the day that its writers chose."""

from sqlalchemy import select

from connect.database import atomic, db, utc_now
from connect.events import log
from connect.members.models import Member
from connect.strategies.actions.locking import lock
from connect.strategies.actions.retelling import record, retell
from connect.strategies.models import Strategy
from connect.strategies.review import next_review

MOST_AT_ONCE = 100


def remind_due() -> int:
    """Remind the writers of what should be read again by now, once for each such day; how many
    sheets were looked at."""
    due = db.session.scalars(
        select(Strategy.id)
        .where(
            Strategy.state == "published",
            Strategy.review_on <= utc_now().date(),
            Strategy.reminded_at.is_(None),
        )
        .order_by(Strategy.id)
        .limit(MOST_AT_ONCE)
    ).all()
    for strategy_id in due:
        _remind(strategy_id)
    return len(due)


def confirm_review(writer: Member, strategy: Strategy) -> None:
    """It is still right: look again after the usual time. No new version, for nothing else
    changes."""
    with atomic() as session:
        lock(session, strategy)
        if not strategy.is_due:
            return
        day = next_review(utc_now().date())
        strategy.sheet = {**strategy.sheet, "review_on": day.isoformat()}
        strategy.reminded_at = None
        retell(session, strategy)
        record("strategy.reviewed", strategy, writer)


def _remind(strategy_id: int) -> None:
    """Unless another worker does so at this moment, or the day was moved."""
    with atomic() as session:
        strategy = session.scalar(
            select(Strategy)
            .where(Strategy.id == strategy_id)
            .with_for_update(skip_locked=True, of=Strategy)
            .execution_options(populate_existing=True)
        )
        if strategy is None or strategy.reminded_at is not None or not strategy.is_due:
            return
        strategy.reminded_at = utc_now()
        log.record("strategy.review_due", subject=strategy.subject, streams=[])
