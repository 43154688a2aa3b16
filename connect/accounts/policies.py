"""What a member may do to accounts. Pure: no query, no request."""

from collections.abc import Sequence

from connect.accounts.models import Passkey, Succession
from connect.members.models import Member


def can_renew_recovery_codes(member: Member) -> bool:
    return member.second_factor_since is not None


def can_reset_account(member: Member, other: Member) -> bool:
    """Take off a lost second factor, or move the account to another address. One's own account
    has ways of its own, that ask for a proof."""
    return member.is_organiser and member.id != other.id and other.active


def can_unlink_identity(member: Member, passkeys: Sequence[Passkey]) -> bool:
    """Not when it is the last thing that opens the account."""
    return bool(member.password or passkeys)


def can_hand_over(member: Member, giver: Member) -> bool:
    """Everybody what is theirs; an organiser also for somebody who has left."""
    return member.id == giver.id or (member.is_organiser and not giver.active)


def can_answer_succession(member: Member, succession: Succession) -> bool:
    return member.id == succession.successor_id


def can_withdraw_succession(member: Member, succession: Succession) -> bool:
    return member.id == succession.started_by_id or can_hand_over(member, succession.giver)
