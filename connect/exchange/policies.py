"""Who may bring in and take out in bulk."""

from connect.members.models import Member


def can_import_strategies(member: Member | None) -> bool:
    return member is not None and member.active and member.is_organiser


def can_export_members(member: Member | None) -> bool:
    return member is not None and member.active and member.is_organiser


def can_export_decisions(member: Member | None) -> bool:
    """With the names of those concerned."""
    return member is not None and member.active and member.is_organiser
