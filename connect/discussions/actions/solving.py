"""Which answer solves a question: said by who asked it, or by a moderator, see `moderation`."""

from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.errors import NoSolution
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.members.models import Member


def choose_solution(asker: Member, comment: Comment) -> None:
    """Let the answer be the solution, in place of another; saying it twice changes nothing.

    Raises NoSolution when it is no answer to a question, or does not stand any more.
    """
    with atomic() as session:
        thread = lock(session, comment.thread)
        session.refresh(comment)
        if thread.solution_id == comment.id:
            return
        solve(session, thread, comment)
        _record("solution.chosen", thread, asker)


def drop_solution(asker: Member, comment: Comment) -> None:
    """The question is open again, unless another answer has become its solution meanwhile."""
    with atomic() as session:
        thread = lock(session, comment.thread)
        if thread.solution_id != comment.id:
            return
        thread.solution_id = None
        _record("solution.dropped", thread, asker)


def solve(session: Session, thread: Thread, comment: Comment) -> None:
    """Both are locked or fresh. Raises NoSolution."""
    is_answer = comment.thread_id == thread.id and not comment.is_opening and comment.stands
    if thread.kind != "question" or not is_answer:
        raise NoSolution
    thread.solution_id = comment.id
    session.flush()


def solution_of(thread: Thread) -> str:
    """The subject of its events: what the fragments of others do not carry along."""
    return f"solution:{thread.id}"


def _record(kind: str, thread: Thread, asker: Member) -> None:
    log.record(kind, subject=solution_of(thread), streams=thread.streams, actor_id=asker.id)
