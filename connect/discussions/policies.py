"""Who may do what in a discussion. Pure: nothing here asks the database.

A thread or comment that reaches these functions came from a `reach_` query: it may be read.
"""

from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.themes.models import Theme


def can_open_thread(member: Member | None, theme: Theme) -> bool:
    return member is not None and member.active


def can_comment(member: Member | None, thread: Thread) -> bool:
    return member is not None and member.active and thread.withdrawn_at is None


def can_answer_comment(member: Member | None, comment: Comment) -> bool:
    return can_comment(member, comment.thread) and comment.withdrawn_at is None


def can_edit_comment(member: Member | None, comment: Comment) -> bool:
    return can_withdraw_comment(member, comment) and comment.withdrawn_at is None


def can_withdraw_comment(member: Member | None, comment: Comment) -> bool:
    return is_author(member, comment) and not is_told_elsewhere(comment)


def can_read_history(member: Member | None, comment: Comment) -> bool:
    """What was taken back is taken back with all that it said before."""
    return comment.withdrawn_at is None


def can_restore_revision(member: Member | None, comment: Comment) -> bool:
    return can_edit_comment(member, comment)


def can_remove_revision(member: Member | None, comment: Comment) -> bool:
    """Because of personal data; also of what was withdrawn, which can be restored."""
    return can_moderate(member, comment.thread)


def can_correct_language(member: Member | None, comment: Comment) -> bool:
    if comment.withdrawn_at is not None or is_told_elsewhere(comment):
        return False
    return is_author(member, comment) or can_moderate(member, comment.thread)


def can_react(member: Member | None, comment: Comment) -> bool:
    return member is not None and member.active and comment.withdrawn_at is None


def can_moderate(member: Member | None, thread: Thread) -> bool:
    if member is None or not member.active:
        return False
    return member.is_organiser or thread.theme_id in member.moderated_theme_ids


def is_author(member: Member | None, comment: Comment) -> bool:
    return member is not None and member.active and member.id == comment.author_id


def is_told_elsewhere(comment: Comment) -> bool:
    """The opening of a discussion under something else says what that says, and changes there."""
    return comment.is_opening and comment.thread.home is not None
