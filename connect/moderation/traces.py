"""The lines among answers that tell of comments that left, and of those that arrived."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import contains_eager

from connect.database import db
from connect.discussions.models import Thread
from connect.discussions.pages import Line
from connect.discussions.visibility import is_within_reach
from connect.members.models import Member
from connect.moderation.models import Decision, Move

TEMPLATE = "moderation/_trace.html"


@dataclass(frozen=True)
class Trace:
    """`other` is the thread on the other side, where the reader may know of it."""

    move: Move
    decision: Decision
    has_left: bool
    other: Thread | None

    @property
    def line(self) -> Line:
        move = self.move
        if self.has_left:
            return Line(move.left_path, max(move.left_number, 1) - 0.5, TEMPLATE, self)
        return Line(move.arrived_path, max(move.arrived_number, 1) - 0.5, TEMPLATE, self)

    @property
    def path(self) -> str:
        return self.line.path

    @property
    def number(self) -> float:
        return self.line.number

    @property
    def depth(self) -> int:
        return len(self.path) // 4


def traces_among(reader: Member | None, thread: Thread) -> Sequence[Line]:
    """What stands undone leaves none."""
    if not thread.decision_count:
        return []
    is_source = Move.from_id == thread.id
    other_id = case((is_source, Move.to_id), else_=Move.from_id)
    known = and_(is_within_reach(reader), Thread.withdrawn_at.is_(None), Thread.hidden_at.is_(None))
    rows = db.session.execute(
        select(Move, Thread, known)
        .join(Thread, Thread.id == other_id)
        .join(Thread.theme)
        .join(Move.decision)
        .where(or_(is_source, Move.to_id == thread.id), Decision.undone_at.is_(None))
        .order_by(Move.decision_id)
        .options(
            contains_eager(Thread.theme),
            contains_eager(Move.decision).joinedload(Decision.by),
        )
    )
    return [
        Trace(move, move.decision, move.from_id == thread.id, other if is_known else None).line
        for move, other, is_known in rows
    ]


def trace_for_all(move: Move, thread: Thread) -> Trace | None:
    """As every reader of the thread may see it; none of what was undone."""
    if move.decision.undone_at is not None:
        return None
    has_left = move.from_id == thread.id
    other = move.target if has_left else move.source
    known = other if _is_known(other, thread) else None
    return Trace(move, move.decision, has_left, known)


def _is_known(other: Thread, thread: Thread) -> bool:
    if other.withdrawn_at is not None or other.hidden_at is not None or other.audience != "theme":
        return False
    shares_readers = thread.audience == "theme" and thread.theme_id == other.theme_id
    return shares_readers or other.theme.access == "public"
