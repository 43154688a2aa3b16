"""Who may do what with a strategy that was reached. Pure: nothing here asks the database."""

from connect.members.models import Member
from connect.strategies.models import Strategy


def can_start_strategy(member: Member | None) -> bool:
    return member is not None and member.active


def can_edit_strategy(member: Member | None, strategy: Strategy) -> bool:
    return is_writer(member, strategy)


def can_publish_strategy(member: Member | None, strategy: Strategy) -> bool:
    return is_writer(member, strategy)


def can_withdraw_strategy(member: Member | None, strategy: Strategy) -> bool:
    """Make a published sheet a draft again, that nobody else reads."""
    return is_writer(member, strategy)


def can_archive_strategy(member: Member | None, strategy: Strategy) -> bool:
    return is_writer(member, strategy) or can_moderate_strategy(member, strategy)


def can_choose_writers(member: Member | None, strategy: Strategy) -> bool:
    return member is not None and member.active and member.id == strategy.author_id


def can_confirm_practice(member: Member | None, strategy: Strategy) -> bool:
    """Nobody gives the badge to a sheet of their own."""
    return can_moderate_strategy(member, strategy) and not is_writer(member, strategy)


def can_adapt_strategy(member: Member | None, strategy: Strategy) -> bool:
    return member is not None and member.active and strategy.state != "draft"


def can_translate_strategy(member: Member | None, strategy: Strategy) -> bool:
    """Whoever reads it, in two languages."""
    return member is not None and member.active and strategy.state == "published"


def can_moderate_strategy(member: Member | None, strategy: Strategy) -> bool:
    """Organisers, and the moderators of one of its themes."""
    if member is None or not member.active:
        return False
    return member.is_organiser or not member.moderated_theme_ids.isdisjoint(strategy.theme_ids)


def can_remove_version(member: Member | None, strategy: Strategy) -> bool:
    """Take the words of an earlier version away, because of personal data."""
    return can_moderate_strategy(member, strategy)


def is_writer(member: Member | None, strategy: Strategy) -> bool:
    return member is not None and member.active and member.id in strategy.writer_ids
