"""Who looks after the running platform. Pure: no query, no request."""

from connect.members.models import Member


def can_operate(member: Member | None) -> bool:
    """See its measures and what was given up, and let that be tried again."""
    return member is not None and member.is_organiser
