"""What somebody is looking for: the lines of a sheet, and the question that opens a thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from connect import rich_text
from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.places import municipalities
from connect.strategies.models import Strategy


@dataclass(frozen=True)
class Need:
    """Of a subject that the reader has reached. `seekers` are those who know what they said;
    `sizes` those of their municipalities."""

    subject: str
    texts: Sequence[str]
    theme_ids: Sequence[int]
    seekers: frozenset[int]
    sizes: frozenset[str]
    strategy_id: int | None = None


def need_of(subject: str) -> Need | None:
    """None for what looks for nothing."""
    kind, _, number = subject.partition(":")
    find = SEEKING.get(kind)
    return find(int(number)) if find else None


def _of_strategy(number: int) -> Need | None:
    strategy = db.session.get_one(Strategy, number)
    if not strategy.sheet["needs"]:
        return None
    return Need(
        strategy.subject,
        strategy.sheet["needs"],
        strategy.theme_ids,
        strategy.writer_ids,
        _sizes(strategy.municipalities),
        strategy.id,
    )


def _of_thread(number: int) -> Need | None:
    """Of the kinds of threads, a question is a need."""
    opening = db.session.scalars(
        select(Comment).where(Comment.thread_id == number, Comment.number == 0)
    ).one()
    thread = db.session.get_one(Thread, number)
    if thread.kind != "question" or not opening.stands:
        return None
    tags = [tag.name for tag in thread.tags]
    place = opening.author.municipality
    return Need(
        thread.stream,
        [thread.title, *tags, rich_text.plain_text(opening.html)],
        [thread.theme_id],
        frozenset({opening.author_id}),
        _sizes([place] if place else []),
    )


def _sizes(refnis_codes: Sequence[str]) -> frozenset[str]:
    sizes = (municipalities.get(refnis).size for refnis in refnis_codes)
    return frozenset(size for size in sizes if size)


SEEKING: Mapping[str, Callable[[int], Need | None]] = {
    "strategy": _of_strategy,
    "thread": _of_thread,
}
