"""Comments change threads: they keep their id, and with it all that points at them."""

import json
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.actions.counting import count_in_theme, retell_latest, settle_thread
from connect.discussions.actions.rewriting import rewrite
from connect.discussions.models import Comment, Thread, ThreadKind
from connect.discussions.plans import Plan
from connect.discussions.trees import Leaf, with_gaps
from connect.events import log
from connect.members.models import Member


def lock_all(session: Session, *threads: Thread) -> None:
    """As `lock`, several: in the order of their numbers, so that nobody waits in a circle."""
    for thread in sorted(threads, key=lambda thread: thread.id):
        session.refresh(thread, with_for_update={"of": Thread, "key_share": True})


def is_still_true(plan: Plan) -> bool:
    """Of a plan that was made before the lock."""
    return log.heads(list(plan.heads)) == plan.heads


def thread_for(opening: Comment, *, theme_id: int, kind: ThreadKind, title: str) -> Thread:
    """A thread without comments yet, to be opened by one that stands elsewhere."""
    with atomic() as session:
        thread = Thread(
            theme_id=theme_id,
            author_id=opening.author_id,
            kind=kind,
            title=title,
            lang=opening.lang,
            created_at=opening.created_at,
            last_activity_at=opening.created_at,
            last_author_id=opening.author_id,
            last_lang=opening.lang,
            participants=[],
        )
        session.add(thread)
        session.flush()
        count_in_theme(session, thread, threads=1)
    return thread


def move_comments(source: Thread, target: Thread, plan: Plan) -> None:
    """Let the comments stand where the plan says, with all that is counted; both threads are
    locked. What members have read of them is carried along by `carrying`."""
    with atomic() as session:
        _place(session, target, plan)
        counts = [(leaf.id, leaf.answer_count) for leaf in plan.counted]
        if counts:
            rewrite(session, json.dumps(counts), "answer_count")
        leaving, arriving = _answers(plan.moved), _answers(plan.arriving)
        source.comment_count -= leaving
        target.comment_count += arriving
        for thread, step in ((source, -leaving), (target, arriving)):
            if thread.stands:
                count_in_theme(session, thread, comments=step)
        source.gaps = with_gaps(source.gaps, (leaf.number for leaf in plan.moved if leaf.number))
        target.last_number = max(target.last_number, plan.arriving[-1].number)
        _forget_loaded(session)
        for thread in (source, target):
            retell_latest(session, thread)


def lead_on(session: Session, source: Thread, target: Thread) -> list[int]:
    """What led to the source, which is empty, leads to the target at once: nobody follows two
    pointers. The threads that led to the source before."""
    led = select(Thread).where(Thread.merged_into_id == source.id).with_for_update()
    followers = session.scalars(led.execution_options(populate_existing=True)).all()
    for thread in followers:
        thread.merged_into_id = target.id
    if source.stands:
        count_in_theme(session, source, threads=-1)
    source.merged_into_id = target.id
    return [thread.id for thread in followers]


def lead_back(session: Session, source: Thread, followers: Sequence[int]) -> None:
    """It is a thread again, and empty yet."""
    target_id, source.merged_into_id = source.merged_into_id, None
    if source.stands:
        count_in_theme(session, source, threads=1)
    led = select(Thread).where(Thread.id.in_(followers), Thread.merged_into_id == target_id)
    for thread in session.scalars(led.with_for_update()).all():
        thread.merged_into_id = source.id


def settle_emptiness(by: Member, *threads: Thread) -> None:
    """A thread whose opening was withdrawn goes with its last answer, and comes back with one."""
    with atomic() as session:
        for thread in threads:
            settle_thread(session, thread, by)


def raise_to_latest(session: Session, target: Thread, plan: Plan) -> None:
    """The thread moved when its latest comment was written, wherever that was."""
    arrived = (plan.arriving[0].number, plan.arriving[-1].number)
    latest = session.scalars(
        select(func.max(Comment.created_at)).where(
            Comment.thread_id == target.id, Comment.number.between(*arrived)
        )
    ).one()
    target.last_activity_at = max(target.last_activity_at, latest)


def _place(session: Session, target: Thread, plan: Plan) -> None:
    rewrite(session, plan.places, "number", "path", "depth", thread_id=target.id)
    # Apart: whose parent is named again is looked up again.
    pairs = zip(plan.moved, plan.arriving, strict=True)
    under = [(will.id, will.parent_id) for was, will in pairs if was.parent_id != will.parent_id]
    if under:
        rewrite(session, json.dumps(under), "parent_id")


def _answers(leaves: Sequence[Leaf]) -> int:
    """Those that are counted as answers to be read."""
    return sum(leaf.stands and leaf.number > 0 for leaf in leaves)


def _forget_loaded(session: Session) -> None:
    """What the session knows of comments was true before."""
    for loaded in list(session.identity_map.values()):
        if isinstance(loaded, Comment):
            session.expire(loaded)
