"""The texts on which the lines of a synthesis rest: told to them, and counted by them."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.syntheses.models import Citation, Line, state_of


def rest_on(
    session: Session, thread: Thread, standing: Sequence[Line], lines: Sequence[Line]
) -> None:
    """Put the citations of `lines` in place of those of `standing`, which stood so far.

    A line that says what it said rests on a text as it was seen then; in one that is new or says
    something else, its writer has looked at the texts as they are now.
    """
    seen = _seen_so_far(session, thread, standing)
    session.execute(delete(Citation).where(Citation.thread_id == thread.id))
    states = _states(session, {id for line in lines for id in line.cites})
    for number, line in enumerate(lines, 1):
        for comment_id in line.cites:
            state = seen.get((line.words, comment_id), states[comment_id])
            session.add(
                Citation(thread_id=thread.id, line=number, comment_id=comment_id, seen=state)
            )
    session.flush()
    _count(session, standing, lines)


def _seen_so_far(
    session: Session, thread: Thread, standing: Sequence[Line]
) -> dict[tuple[tuple[str, str], int], str]:
    """By the words of a line and the comment."""
    cited = session.scalars(select(Citation).where(Citation.thread_id == thread.id)).all()
    found = {(standing[c.line - 1].words, c.comment_id): c.seen for c in cited}
    for citation in cited:
        session.expunge(citation)
    return found


def _states(session: Session, comment_ids: set[int]) -> dict[int, str]:
    found = session.scalars(
        select(Comment).where(Comment.id.in_(comment_ids)).execution_options(populate_existing=True)
    )
    return {comment.id: state_of(comment) for comment in found}


def _count(session: Session, standing: Sequence[Line], lines: Sequence[Line]) -> None:
    """Comments say whether they are used: those that come to be or cease to be tell it live."""
    counts = Counter(id for line in lines for id in line.cites)
    counts.subtract(id for line in standing for id in line.cites)
    for comment_id, step in sorted(counts.items()):
        if not step:
            continue
        count, thread_id = session.execute(
            update(Comment)
            .where(Comment.id == comment_id)
            .values(citation_count=Comment.citation_count + step)
            .returning(Comment.citation_count, Comment.thread_id)
            .execution_options(synchronize_session=False)
        ).one()
        if count in (0, step):
            log.record(
                "comment.cited",
                subject=f"comment:{comment_id}",
                streams=[f"thread:{thread_id}"],
            )
