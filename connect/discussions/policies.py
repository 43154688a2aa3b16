"""Who may do what in a discussion. Pure: nothing here asks the database.

A thread or comment that reaches these functions came from a `reach_` query: it may be read.
"""

from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.themes.models import Theme


def can_open_thread(member: Member | None, theme: Theme) -> bool:
    return member is not None and member.active and not is_kept_out_of(member, theme)


def can_comment(member: Member | None, thread: Thread) -> bool:
    return member is not None and member.active and is_open_to(member, thread)


def is_open_to(member: Member, thread: Thread) -> bool:
    """A closed thread is open to those who moderate it; an archived one to nobody."""
    if not thread.stands or thread.archived_at is not None or is_kept_out(member, thread):
        return False
    return thread.is_open or can_moderate(member, thread)


def is_slowed(member: Member, thread: Thread) -> bool:
    """Whether they have to wait between one answer and the next."""
    return thread.slow_minutes is not None and not can_moderate(member, thread)


def can_answer_comment(member: Member | None, comment: Comment) -> bool:
    return can_comment(member, comment.thread) and comment.stands


def can_edit_comment(member: Member | None, comment: Comment) -> bool:
    thread = comment.thread
    is_kept_as_it_is = thread.archived_at is not None or _is_suspended(member, thread)
    return can_withdraw_comment(member, comment) and comment.stands and not is_kept_as_it_is


def can_withdraw_comment(member: Member | None, comment: Comment) -> bool:
    return is_author(member, comment) and not is_told_elsewhere(comment)


def can_read_history(member: Member | None, comment: Comment) -> bool:
    """What was taken back is taken back with all that it said before."""
    return comment.stands


def can_read_hidden(member: Member | None, comment: Comment) -> bool:
    """What a moderator hid, moderators read to decide about it; unless it was taken back."""
    return comment.withdrawn_at is None and can_moderate(member, comment.thread)


def can_restore_revision(member: Member | None, comment: Comment) -> bool:
    return can_edit_comment(member, comment)


def can_remove_revision(member: Member | None, comment: Comment) -> bool:
    """Because of personal data; also of what was withdrawn, which can be restored."""
    return can_moderate(member, comment.thread)


def can_correct_language(member: Member | None, comment: Comment) -> bool:
    if not comment.stands or is_told_elsewhere(comment):
        return False
    return is_author(member, comment) or can_moderate(member, comment.thread)


def can_react(member: Member | None, comment: Comment) -> bool:
    """Also where a thread is closed: nobody has to answer a reaction."""
    if member is None or not member.active or is_kept_out(member, comment.thread):
        return False
    return comment.stands and comment.thread.stands and comment.thread.archived_at is None


def can_cite(member: Member | None, thread: Thread) -> bool:
    """Whether they write what the thread comes to: its moderators, and members whom these named."""
    if member is None or not member.active or not thread.stands or is_kept_out(member, thread):
        return False
    return member.id in thread.synthesis_writers or can_moderate(member, thread)


def can_solve(member: Member | None, thread: Thread) -> bool:
    """Point out which answer solves a question, as who asked it."""
    if member is None or not member.active or member.id != thread.author_id:
        return False
    is_question = thread.kind == "question" and thread.home is None
    is_kept_as_it_is = not thread.stands or thread.archived_at is not None
    return is_question and not is_kept_as_it_is and not is_kept_out(member, thread)


def is_kept_out(member: Member, thread: Thread) -> bool:
    """Suspended from a theme that lists it: what was written stays, nothing is added."""
    return member.is_suspended or member.is_suspended_from(*thread.theme_ids)


def _is_suspended(member: Member | None, thread: Thread) -> bool:
    return member is not None and is_kept_out(member, thread)


def is_kept_out_of(member: Member, theme: Theme) -> bool:
    return member.is_suspended or member.is_suspended_from(theme.id)


def can_moderate(member: Member | None, thread: Thread) -> bool:
    if member is None or not member.active:
        return False
    return member.is_organiser or thread.theme_id in member.moderated_theme_ids


def is_author(member: Member | None, comment: Comment) -> bool:
    return member is not None and member.active and member.id == comment.author_id


def is_told_elsewhere(comment: Comment) -> bool:
    """The opening of a discussion under something else says what that says, and changes there."""
    return comment.is_opening and comment.thread.home is not None
