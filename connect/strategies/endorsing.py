"""Strategies as what municipalities endorse."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from connect.database import db
from connect.endorsements.endorsing import Endorsable
from connect.members.models import Member
from connect.strategies.actions.endorsing import count_endorsement
from connect.strategies.models import Strategy, StrategyWriter


class EndorsableStrategies:
    """While they are published: a draft can still become anything, an archived one is past."""

    def may_endorse(self, member: Member, number: int) -> bool:
        state = select(Strategy.state).where(Strategy.id == number)
        return db.session.scalar(state) == "published"

    def url(self, number: int) -> str:
        return f"/strategies/{number}#endorsements"

    def next_url(self, number: int, level: str) -> str:
        """Who adapted it is asked for their own version of the sheet."""
        return f"/strategies/{number}/adaptation" if level == "adapted" else self.url(number)

    def streams(self, number: int) -> Sequence[str]:
        return [f"strategy:{number}"]

    def writers(self, number: int) -> Sequence[int]:
        author = select(Strategy.author_id).where(Strategy.id == number)
        others = select(StrategyWriter.member_id).where(StrategyWriter.strategy_id == number)
        return db.session.scalars(author.union(others)).all()

    def after_change(self, session: Session, number: int, step: int) -> None:
        if step:
            count_endorsement(session, number, step)


STRATEGIES: Endorsable = EndorsableStrategies()
