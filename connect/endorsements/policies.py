"""Who speaks for a municipality. Pure: nothing here asks the database."""

from connect.members.models import Member


def can_endorse(member: Member | None) -> bool:
    """For the municipality that the member speaks for, and for no other."""
    return member is not None and member.active and member.municipality is not None
