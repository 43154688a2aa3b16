"""Choosing one comment of a thread: to be shown first in it, or as the solution of its question."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.actions.solving import solution_of, solve
from connect.discussions.errors import NoSolution, explained
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.errors import NotPossible
from connect.moderation.models import Decision


def pin_comment(
    by: Member, comment: Comment, *, reason: str, seen: int | None = None
) -> Decision | None:
    """Show it under the opening of its thread, in place of another. None: it stands there."""
    with atomic() as session:
        thread = lock(session, comment.thread)
        session.refresh(comment)
        if thread.pinned_comment_id == comment.id:
            return None
        heed_others(by, thread, seen)
        _check(thread)
        if comment.is_opening or not comment.stands:
            raise NotPossible(_("Only an answer whose words are read can be pinned."))
        before, thread.pinned_comment_id = thread.pinned_comment_id, comment.id
        return _pinned("comment.pinned", session, by, comment, reason, before)


def unpin_comment(
    by: Member, comment: Comment, *, reason: str, seen: int | None = None
) -> Decision | None:
    """None: it is not pinned any more."""
    with atomic() as session:
        thread = lock(session, comment.thread)
        if thread.pinned_comment_id != comment.id:
            return None
        heed_others(by, thread, seen)
        thread.pinned_comment_id = None
        return _pinned("comment.unpinned", session, by, comment, reason, comment.id)


def mark_solution(
    by: Member, comment: Comment, *, reason: str, seen: int | None = None
) -> Decision | None:
    """As a moderator; who asked does so in discussions, for no reason. None: it is that already."""
    with atomic() as session:
        thread = lock(session, comment.thread)
        session.refresh(comment)
        if thread.solution_id == comment.id:
            return None
        heed_others(by, thread, seen)
        _check(thread)
        before = thread.solution_id
        try:
            solve(session, thread, comment)
        except NoSolution as refusal:
            raise NotPossible(explained(refusal)) from None
        return _solved("solution.marked", session, by, comment, reason, before)


def remove_solution(
    by: Member, comment: Comment, *, reason: str, seen: int | None = None
) -> Decision | None:
    """None: it is not the solution any more."""
    with atomic() as session:
        thread = lock(session, comment.thread)
        if thread.solution_id != comment.id:
            return None
        heed_others(by, thread, seen)
        thread.solution_id = None
        return _solved("solution.removed", session, by, comment, reason, comment.id)


def first_comment_of(thread: Thread) -> str:
    """The subject of its events: what the fragments of others do not carry along."""
    return f"first_comment:{thread.id}"


def _check(thread: Thread) -> None:
    if not thread.stands:
        raise NotPossible(_("This thread is not there for everybody: nothing is chosen in it."))
    if thread.archived_at is not None:
        raise NotPossible(_("This thread is archived: it stays as it is."))


def _pinned(
    kind: str, session: Session, by: Member, comment: Comment, reason: str, before: int | None
) -> Decision:
    session.flush()
    return decide(
        kind,
        by,
        reason=reason,
        thread=comment.thread,
        comment=comment,
        streams=[comment.thread.stream],
        subject=first_comment_of(comment.thread),
        payload={"before": before, "after": comment.thread.pinned_comment_id},
    )


def _solved(
    kind: str, session: Session, by: Member, comment: Comment, reason: str, before: int | None
) -> Decision:
    session.flush()
    return decide(
        kind,
        by,
        reason=reason,
        thread=comment.thread,
        comment=comment,
        streams=comment.thread.streams,
        subject=solution_of(comment.thread),
        payload={"before": before, "after": comment.thread.solution_id},
    )
