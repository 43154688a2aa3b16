"""What moving comments to another thread will do, worked out before anything is locked: a few
numbers of each comment are read, and none of its words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import sleep

from sqlalchemy import select

from connect.database import db
from connect.discussions import paths
from connect.discussions.models import Comment, Thread
from connect.discussions.trees import Leaf, placed, recounted, roots
from connect.events import log


@dataclass(frozen=True)
class Plan:
    """`moved` is as it stands and `arriving` as it will stand, both in the same order, by number.
    True as long as the streams of its threads have these `heads`: every change moves them."""

    heads: Mapping[str, int]
    moved: Sequence[Leaf]
    arriving: Sequence[Leaf]
    places: str
    """JSON of those that arrive: id, number, path and depth."""
    counted: Sequence[Leaf] = ()
    """Whose answers are others then."""
    silenced: Sequence[int] = ()
    """Numbers of withdrawn ones that stay, and show nothing any more without their answers."""
    unshown: frozenset[int] = field(default_factory=frozenset)
    """Numbers of those that arrive and show nothing."""

    @property
    def numbers(self) -> dict[int, int]:
        """The new one by the old one."""
        pairs = zip(self.moved, self.arriving, strict=True)
        return {was.number: will.number for was, will in pairs}


def leaves_of(thread_id: int) -> list[Leaf]:
    """The whole thread by number, as it stands."""
    rows = db.session.execute(
        select(
            Comment.id,
            Comment.number,
            Comment.parent_id,
            Comment.path,
            Comment.stands,
            Comment.hidden_at.is_not(None),
            Comment.answer_count,
        )
        .where(Comment.thread_id == thread_id)
        .order_by(Comment.number)
    )
    return [Leaf(*row) for row in rows]


def last_number_of(thread_id: int) -> int:
    return db.session.scalars(select(Thread.last_number).where(Thread.id == thread_id)).one()


def heads_of(*thread_ids: int) -> dict[str, int]:
    return log.heads([f"thread:{thread_id}" for thread_id in thread_ids])


def outline(
    heads: Mapping[str, int],
    leaving: Sequence[Leaf],
    moved: Sequence[Leaf],
    numbers: Mapping[int, int],
    parents: Mapping[int, int | None],
    standing: Sequence[Leaf] = (),
) -> Plan:
    """`leaving` is the whole thread that is left. New numbers and parents by id; `standing`: those
    that stand where the comments arrive and have answers among them, or may."""
    arriving = placed(moved, numbers, parents, standing)
    _let_others_go_on()
    taken = {leaf.id for leaf in moved}
    staying = [leaf for leaf in leaving if leaf.id not in taken]
    after = recounted(staying)
    _let_others_go_on()
    joined = recounted([*standing, *arriving])
    _let_others_go_on()
    before = {leaf.id: leaf for leaf in [*leaving, *standing]}
    arrived = {leaf.id: leaf for leaf in joined if leaf.id in taken}
    will = [arrived[leaf.id] for leaf in moved]
    places = json.dumps([(o.id, o.number, o.path, paths.depth(o.path)) for o in will])
    _let_others_go_on()
    return Plan(
        heads=heads,
        moved=moved,
        arriving=will,
        places=places,
        counted=[
            leaf for leaf in [*after, *joined] if leaf.answer_count != before[leaf.id].answer_count
        ],
        silenced=[leaf.number for leaf in after if before[leaf.id].is_shown and not leaf.is_shown],
        unshown=frozenset(leaf.number for leaf in arrived.values() if not leaf.is_shown),
    )


def going_away(
    heads: Mapping[str, int], leaving: Sequence[Leaf], moved: Sequence[Leaf], first: int
) -> Plan:
    """To another thread, numbered from `first` in the order they have; 0: the first of them opens
    a new thread, and its answers answer that. Whose parent stays stands at the top."""
    numbers = {leaf.id: number for number, leaf in enumerate(moved, first)}
    parents: dict[int, int | None] = {leaf.id: None for leaf in roots(moved)}
    if first == 0:
        opening = moved[0].id
        parents |= {leaf.id: None for leaf in moved if leaf.parent_id == opening}
    return outline(heads, leaving, moved, numbers, parents)


def merging(heads: Mapping[str, int], leaving: Sequence[Leaf], first: int) -> Plan:
    """A whole thread under its opening, which becomes an answer like others."""
    opening = leaving[0].id
    numbers = {leaf.id: number for number, leaf in enumerate(leaving, first)}
    parents = {leaf.id: opening for leaf in leaving[1:] if leaf.parent_id is None}
    return outline(heads, leaving, leaving, numbers, parents)


def _let_others_go_on() -> None:
    """Thousands of comments take a while: other greenlets have their turn between two steps. Not
    within a transaction that writes: on SQLite, who would write too makes all wait for it."""
    if "atomic" not in db.session.info:
        sleep(0)
