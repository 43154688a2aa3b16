"""The badge of a proven practice, confirmed by a moderator and taken back."""

from connect.database import atomic, utc_now
from connect.members.models import Member
from connect.strategies.actions.locking import lock
from connect.strategies.actions.retelling import record, retell
from connect.strategies.errors import ChangedMeanwhile, Incomplete
from connect.strategies.gate import missing
from connect.strategies.models import Strategy


def confirm_practice(moderator: Member, strategy: Strategy, version: int | None = None) -> None:
    """Give the badge to a published sheet, as it was read in `version`: raises ChangedMeanwhile
    when it says something else by now, and Incomplete when the full depth is not met."""
    with atomic() as session:
        lock(session, strategy)
        if strategy.proven_at is not None or strategy.state != "published":
            return
        if version not in (None, strategy.version):
            raise ChangedMeanwhile(strategy)
        if lacking := missing(strategy.sheet, "full"):
            raise Incomplete(lacking)
        strategy.proven_at, strategy.proven_by_id = utc_now(), moderator.id
        strategy.proof_removal_reason = None
        retell(session, strategy)
        record("strategy.proven", strategy, moderator)


def remove_proof(moderator: Member, strategy: Strategy, reason: str) -> None:
    """Take the badge back, with a reason for those who write the sheet."""
    with atomic() as session:
        lock(session, strategy)
        if strategy.proven_at is None:
            return
        strategy.proven_at = strategy.proven_by_id = None
        strategy.proof_removal_reason = reason
        retell(session, strategy)
        record("strategy.proof_removed", strategy, moderator)
