"""The number of endorsements on a strategy's row, carried along in their transaction."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from connect.events import log
from connect.strategies.actions.retelling import LIST
from connect.strategies.models import Strategy


def count_endorsement(session: Session, strategy_id: int, step: int) -> None:
    """The list can be sorted by this number: the index that follows its stream is told."""
    session.execute(
        update(Strategy)
        .where(Strategy.id == strategy_id)
        .values(endorsement_count=Strategy.endorsement_count + step)
        .execution_options(synchronize_session=False)
    )
    log.record("strategy.counted", subject=f"strategy:{strategy_id}", streams=[LIST])
