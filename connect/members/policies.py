"""What a member may do to accounts. Pure: no query, no request."""

from connect.members.models import Member


def can_administer_members(member: Member) -> bool:
    """Decide on requests to join, invite, read the mail that was sent."""
    return member.is_organiser


def can_deactivate_member(member: Member, other: Member) -> bool:
    """Not oneself: the last organiser would lock everybody out."""
    return member.is_organiser and member.id != other.id
