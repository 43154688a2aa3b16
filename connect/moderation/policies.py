"""Who may moderate what. Pure: nothing here asks the database.

A moderator of one theme can do nothing in another, at any door; organisers moderate everywhere.
"""

from connect.discussions.models import Thread
from connect.discussions.policies import can_moderate
from connect.members.models import Member
from connect.moderation.models import Decision


def can_moderate_anything(member: Member) -> bool:
    """Whether there is a desk for them at all."""
    return member.active and (member.is_organiser or bool(member.moderated_theme_ids))


def can_moderate_theme(member: Member, theme_id: int | None) -> bool:
    """None: everywhere, which is for organisers."""
    return member.active and (member.is_organiser or theme_id in member.moderated_theme_ids)


def can_moderate_thread(member: Member, thread: Thread) -> bool:
    return can_moderate(member, thread)


def can_undo_decision(member: Member, decision: Decision) -> bool:
    """Where it was decided, and where its thread stands now, which may be another theme."""
    there = can_moderate_theme(member, decision.theme_id)
    return there and (decision.thread is None or can_moderate_thread(member, decision.thread))
