"""Reading batches: one's own, and what was left alone of their targets."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import is_readable
from connect.members.models import Member
from connect.moderation.models import Batch, Decision, Report
from connect.moderation.queries.reports import is_for
from connect.moderation.queries.sections import SECTIONS

MOST_LISTED = 20
MOST_FAILURES = 100


@dataclass(frozen=True)
class Target:
    """What an act was for, by the thread where it stands; `kind` of a decision to be undone."""

    url: str
    thread: Thread | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Failure:
    """`target` is None when it is gone, or not for who began the batch."""

    why: str
    target: Target | None


def reach_batch(member: Member, batch_id: int) -> Batch | None:
    """One's own."""
    return db.session.scalar(select(Batch).where(Batch.id == batch_id, Batch.by_id == member.id))


def batch_by_token(by_id: int, token: str) -> Batch | None:
    return db.session.scalar(select(Batch).where(Batch.by_id == by_id, Batch.token == token))


def own_batches(member: Member) -> Sequence[Batch]:
    """The latest first."""
    mine = select(Batch).where(Batch.by_id == member.id)
    return db.session.scalars(mine.order_by(Batch.id.desc()).limit(MOST_LISTED)).all()


def undoing_of(batch: Batch) -> Batch | None:
    return db.session.scalar(select(Batch).where(Batch.undoes_id == batch.id))


def failures_of(batch: Batch) -> Sequence[Failure]:
    """The first hundred, in the order in which they came."""
    noted = batch.failures[:MOST_FAILURES]
    if not noted:
        return []
    is_of_decisions = batch.act == "undo"
    subject = "decision" if is_of_decisions else SECTIONS[batch.section].subject
    targets = READERS[subject](batch.by, [failure["target"] for failure in noted])
    return [Failure(failure["why"], targets.get(failure["target"])) for failure in noted]


def _threads(by: Member, ids: Collection[int]) -> Mapping[int, Target]:
    found = select(Thread).join(Thread.theme).where(Thread.id.in_(ids), is_readable(by))
    return {row.id: Target(row.url, row) for row in db.session.scalars(found)}


def _comments(by: Member, ids: Collection[int]) -> Mapping[int, Target]:
    found = (
        select(Comment)
        .join(Comment.thread)
        .join(Thread.theme)
        .where(Comment.id.in_(ids), is_readable(by))
        .options(contains_eager(Comment.thread))
    )
    return {row.id: Target(row.url, row.thread) for row in db.session.scalars(found)}


def _reports(by: Member, ids: Collection[int]) -> Mapping[int, Target]:
    found = (
        select(Report)
        .join(Report.comment)
        .join(Comment.thread)
        .where(Report.id.in_(ids), is_for(by))
        .options(contains_eager(Report.comment).contains_eager(Comment.thread))
    )
    return {row.id: Target(row.url, row.comment.thread) for row in db.session.scalars(found)}


def _decisions(by: Member, ids: Collection[int]) -> Mapping[int, Target]:
    """Their own, about threads that they may not read any more as well."""
    found = (
        select(Decision, is_readable(by))
        .outerjoin(Decision.thread)
        .outerjoin(Thread.theme)
        .where(Decision.id.in_(ids))
        .options(contains_eager(Decision.thread))
    )
    return {
        row.id: Target(row.url, row.thread if may_read else None, row.kind)
        for row, may_read in db.session.execute(found)
    }


def _drafts(_by: Member, ids: Iterable[int]) -> Mapping[int, Target]:
    return {id: Target(f"/approvals/{id}") for id in ids}


READERS: dict[str, Callable[[Member, Collection[int]], Mapping[int, Target]]] = {
    "comment": _comments,
    "decision": _decisions,
    "draft": _drafts,
    "report": _reports,
    "thread": _threads,
}
