"""The number of endorsements on a strategy's row, carried along in their transaction."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from connect.strategies.models import Strategy


def count_endorsement(session: Session, strategy_id: int, step: int) -> None:
    session.execute(
        update(Strategy)
        .where(Strategy.id == strategy_id)
        .values(endorsement_count=Strategy.endorsement_count + step)
        .execution_options(synchronize_session=False)
    )
