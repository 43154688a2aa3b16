"""What the contact person answers, who was asked."""

from connect.database import atomic, utc_now
from connect.members.models import Member
from connect.strategies.actions.locking import lock
from connect.strategies.actions.retelling import record
from connect.strategies.actions.writing import rewrite
from connect.strategies.models import Strategy


def agree_as_contact(member: Member, strategy: Strategy) -> None:
    """Their name is shown from now on. Nothing happens to who is not named any more."""
    with atomic() as session:
        lock(session, strategy)
        if strategy.contact_id == member.id and strategy.contact_agreed_at is None:
            strategy.contact_agreed_at = utc_now()
            record("strategy.contact_agreed", strategy, member)


def decline_as_contact(member: Member, strategy: Strategy) -> None:
    """Their name leaves the sheet, also after they had agreed; its writers choose another one."""
    with atomic() as session:
        lock(session, strategy)
        if strategy.contact_id == member.id:
            without = {**strategy.sheet, "contact": None}
            rewrite(session, member, strategy, without, strategy.file_keys, strategy.lang)
            record("strategy.contact_declined", strategy, member)
