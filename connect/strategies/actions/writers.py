"""Those who write a sheet together."""

from connect.database import atomic
from connect.events import log
from connect.members.models import Member
from connect.strategies.actions.locking import lock
from connect.strategies.models import Strategy, StrategyWriter


def add_writer(author: Member, strategy: Strategy, member: Member) -> None:
    """Let a member write the sheet as its author does. Safe to repeat."""
    with atomic() as session:
        lock(session, strategy)
        if member.id in strategy.writer_ids:
            return
        strategy.writers.append(StrategyWriter(member_id=member.id))
        log.record(
            "strategy.writer_added",
            subject=strategy.subject,
            streams=[],
            actor_id=author.id,
            payload={"member": member.id},
        )


def remove_writer(actor: Member, strategy: Strategy, member_id: int) -> None:
    """Take a co-author out, or leave. What they wrote in the sheet stays. Safe to repeat."""
    with atomic() as session:
        lock(session, strategy)
        leaving = [writer for writer in strategy.writers if writer.member_id == member_id]
        if not leaving:
            return
        strategy.writers.remove(leaving[0])
        log.record(
            "strategy.writer_removed",
            subject=strategy.subject,
            streams=[log.ACCESS],
            actor_id=actor.id,
            payload={"member": member_id},
        )
