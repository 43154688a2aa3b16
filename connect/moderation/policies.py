"""Who may moderate what. Pure: nothing here asks the database.

A moderator of one theme can do nothing in another, at any door; organisers moderate everywhere.
"""

from datetime import timedelta

from connect.database import utc_now
from connect.discussions.models import Comment, Thread
from connect.discussions.policies import can_moderate, is_author, is_told_elsewhere
from connect.members.models import Member
from connect.moderation.models import Decision, StaffNote, Suspension
from connect.themes.models import Theme

APPEAL_WITHIN = timedelta(days=30)
APPEALABLE = frozenset({"comment.hidden", "member.suspended", "report.settled"})
"""What a member whom it concerns may ask somebody else to look at again."""


def can_moderate_anything(member: Member) -> bool:
    """Whether there is a desk for them at all."""
    return member.active and (member.is_organiser or bool(member.moderated_theme_ids))


def can_moderate_theme(member: Member, theme_id: int | None) -> bool:
    """None: everywhere, which is for organisers."""
    return member.active and (member.is_organiser or theme_id in member.moderated_theme_ids)


def can_moderate_thread(member: Member, thread: Thread) -> bool:
    return can_moderate(member, thread)


def can_pin(member: Member, thread: Thread, *, everywhere: bool) -> bool:
    return can_moderate_thread(member, thread) and (member.is_organiser or not everywhere)


def can_undo_decision(member: Member, decision: Decision) -> bool:
    """Where it was decided, and where its thread stands now, which may be another theme."""
    if _keeps_out(decision, member):
        return False
    there = can_moderate_theme(member, decision.theme_id)
    return there and (decision.thread is None or can_moderate_thread(member, decision.thread))


def can_report_comment(member: Member, comment: Comment) -> bool:
    """A text of somebody else. Who is kept out of a theme still reads it, and reports."""
    return member.active and not is_author(member, comment) and not is_told_elsewhere(comment)


def can_remove_note(member: Member, note: StaffNote) -> bool:
    """Who wrote it."""
    return member.active and note.author_id == member.id


def can_edit_answers(member: Member) -> bool:
    """Moderators use the answers, organisers keep them."""
    return member.active and member.is_organiser


def can_suspend(member: Member, other: Member, theme_id: int | None) -> bool:
    """None: from everywhere. A moderator keeps out no other moderator of the theme, and nobody
    themselves; so the organiser who does it stays."""
    if member.id == other.id or not can_moderate_theme(member, theme_id):
        return False
    moderates = theme_id in {row.theme_id for row in other.moderations}
    return member.is_organiser or not (moderates or other.role == "organiser")


def can_end_suspension(member: Member, suspension: Suspension) -> bool:
    return member.id != suspension.member_id and can_moderate_theme(member, suspension.theme_id)


def can_appeal(member: Member, decision: Decision) -> bool:
    """Whom it concerns, while it stands and for as long as it can be undone. Once: whether an
    appeal was made is asked by `queries.appeals`."""
    in_time = decision.created_at > utc_now() - APPEAL_WITHIN
    stands = decision.undone_at is None and decision.kind in APPEALABLE
    return member.active and stands and in_time and _concerns(decision, member)


def can_approve(member: Member, theme: Theme) -> bool:
    """Read the first texts of members there, and say whether they are first read by one."""
    return can_moderate_theme(member, theme.id)


def _concerns(decision: Decision, member: Member) -> bool:
    wrote = decision.comment is not None and decision.comment.author_id == member.id
    return decision.by_id != member.id and (decision.member_id == member.id or wrote)


def _keeps_out(decision: Decision, member: Member) -> bool:
    return decision.kind == "member.suspended" and decision.member_id == member.id
