"""Counters and copies that follow from a comment, carried along in its transaction."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from connect import rich_text
from connect.database import utc_now
from connect.discussions.actions.marking import mark_read_for_all
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.members.models import Member
from connect.themes.models import Theme

SHOWN_PARTICIPANTS = 4
EXCERPT_LENGTH = 160


def lock(session: Session, thread: Thread) -> Thread:
    """The thread as it stands now, ours until the commit. Whatever changes a text does this
    first: comments get their numbers one by one, and nobody waits in a circle."""
    # `of`: a refresh loads what was loaded with the row, and outer-joined tags cannot be locked.
    # `key_share`: whoever adds a row that names the thread need not wait. A reader's first mark
    # did, holding what a comment of that reader would add while it held the thread.
    session.refresh(thread, with_for_update={"of": Thread, "key_share": True})
    return thread


def count_in_theme(
    session: Session,
    thread: Thread,
    *,
    threads: int = 0,
    comments: int = 0,
    moved_at: datetime | None = None,
) -> None:
    """A discussion under something else is no thread of its theme, whose readers are others."""
    if thread.home:
        return
    session.execute(
        update(Theme)
        .where(Theme.id == thread.theme_id)
        .values(
            thread_count=Theme.thread_count + threads,
            comment_count=Theme.comment_count + comments,
            last_activity_at=moved_at or Theme.last_activity_at,
        )
        .execution_options(synchronize_session=False)
    )


def turn(session: Session, comment: Comment, **marks: datetime | None) -> None:
    """Set what decides whether a comment's words are read (`withdrawn_at`, `hidden_at`), with all
    that is counted by it. Its thread is locked."""
    stood, was_shown = comment.stands, comment.is_shown
    for name, moment in marks.items():
        setattr(comment, name, moment)
    session.flush()
    if comment.is_opening:
        return
    if comment.stands != stood:
        step = 1 if comment.stands else -1
        comment.thread.comment_count += step
        if comment.thread.stands:
            count_in_theme(session, comment.thread, comments=step)
    if comment.is_shown != was_shown:
        turned = count_answer(session, comment, 1 if comment.is_shown else -1)
        if not comment.is_shown:
            mark_read_for_all(comment.thread, turned)


def turn_thread(session: Session, thread: Thread, **marks: datetime | None) -> None:
    """Set what decides whether a thread is there for everybody (`withdrawn_at`, `hidden_at`). Its
    theme counts the threads that are, and the texts in them. It is locked."""
    stood = thread.stands
    for name, moment in marks.items():
        setattr(thread, name, moment)
    session.flush()
    if thread.stands != stood:
        step = 1 if thread.stands else -1
        count_in_theme(session, thread, threads=step, comments=step * thread.comment_count)


def count_answer(session: Session, comment: Comment, step: int) -> list[int]:
    """Tell what `comment` answers that it came (+1) or went (-1).

    A withdrawn comment shows its trace only while it has answers, so it comes or goes itself
    with the first or last of them, and what it answers is told too. The numbers of all that
    came or went.
    """
    turned = [comment.number]
    while comment.parent_id is not None:
        comment = session.get_one(Comment, comment.parent_id, populate_existing=True)
        was_shown = comment.is_shown
        comment.answer_count += step
        session.flush()
        if comment.is_shown == was_shown:
            break
        turned.append(comment.number)
    return turned


def retell_latest(session: Session, thread: Thread) -> None:
    """Copy anew what the thread's row says of its latest texts, after one of them changed."""
    readable = (Comment.thread_id == thread.id, Comment.stands)
    latest = session.scalar(
        select(Comment).where(*readable).order_by(Comment.number.desc()).limit(1)
    )
    if latest is None:
        return
    thread.last_author_id = latest.author_id
    thread.last_lang = latest.lang
    thread.last_excerpt = rich_text.excerpt(latest.html, EXCERPT_LENGTH)
    latest_authors = (
        select(Comment.author_id)
        .where(*readable)
        .group_by(Comment.author_id)
        .order_by(func.max(Comment.number).desc())
        .limit(SHOWN_PARTICIPANTS)
    )
    thread.participants = list(session.scalars(latest_authors))


def settle_thread(session: Session, thread: Thread, actor: Member) -> None:
    """A thread is withdrawn while its opening is and nobody's answer is left to be read."""
    opening = session.scalars(
        select(Comment).where(Comment.thread_id == thread.id, Comment.number == 0)
    ).one()
    is_gone = opening.withdrawn_at is not None and thread.comment_count == 0
    if is_gone == (thread.withdrawn_at is not None):
        return
    now = utc_now()
    turn_thread(session, thread, withdrawn_at=now if is_gone else None)
    if not is_gone:
        thread.last_activity_at = now
    log.record(
        "thread.withdrawn" if is_gone else "thread.restored",
        subject=f"thread:{thread.id}",
        streams=thread.list_streams,
        actor_id=actor.id,
    )
