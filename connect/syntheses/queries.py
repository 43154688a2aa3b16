"""Reading syntheses."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import is_readable
from connect.members.models import Member
from connect.syntheses.models import Citation, Line, SynthesisVersion
from connect.syntheses.pages import Cited, ShownLine, Synthesis

SHOWN_VERSIONS = 20


def synthesis_of(thread: Thread) -> Synthesis | None:
    """One query, and none where the thread has no synthesis."""
    return syntheses_of([thread.id]).get(thread.id) if thread.synthesis_version else None


def syntheses_of(thread_ids: Collection[int]) -> dict[int, Synthesis]:
    """Those that stand, by thread, in one query."""
    rows = db.session.execute(
        select(SynthesisVersion, Citation, Comment)
        .join(SynthesisVersion.thread)
        .outerjoin(Citation, Citation.thread_id == SynthesisVersion.thread_id)
        .outerjoin(Comment, Comment.id == Citation.comment_id)
        .where(
            SynthesisVersion.thread_id.in_(thread_ids),
            SynthesisVersion.number == Thread.synthesis_version,
        )
        .options(
            contains_eager(SynthesisVersion.thread),
            joinedload(SynthesisVersion.writer),
            joinedload(Comment.author),
        )
    )
    versions: dict[int, SynthesisVersion] = {}
    cited: dict[tuple[int, int, int], Cited] = {}
    for version, citation, comment in rows:
        versions[version.thread_id] = version
        if citation is not None:
            place = (citation.thread_id, citation.line, citation.comment_id)
            cited[place] = Cited(comment, citation.seen)
    return {id: _as_shown(version, cited) for id, version in versions.items()}


def version_of(thread: Thread, number: int) -> SynthesisVersion | None:
    return db.session.scalar(
        select(SynthesisVersion).where(
            SynthesisVersion.thread_id == thread.id, SynthesisVersion.number == number
        )
    )


def lines_of(thread: Thread) -> Sequence[Line]:
    """Those that stand."""
    version = version_of(thread, thread.synthesis_version)
    return version.lines if version else []


def versions(thread: Thread, before: int | None = None) -> Sequence[SynthesisVersion]:
    """A page of them, latest first, below number `before`; and one more, to compare the oldest
    shown with."""
    older = [] if before is None else [SynthesisVersion.number < before]
    return db.session.scalars(
        select(SynthesisVersion)
        .where(SynthesisVersion.thread_id == thread.id, *older)
        .order_by(SynthesisVersion.number.desc())
        .limit(SHOWN_VERSIONS + 1)
        .options(joinedload(SynthesisVersion.writer))
    ).all()


def citable(thread: Thread, comment_ids: Collection[int]) -> dict[int, Comment]:
    """Those that a line of this thread's synthesis may rest on, by id: texts of the thread that
    stand, and what it rested on at any time, wherever that was moved."""
    if not comment_ids:
        return {}
    found = db.session.scalars(
        select(Comment).where(Comment.id.in_(comment_ids)).options(joinedload(Comment.author))
    ).all()
    here = {c.id: c for c in found if c.thread_id == thread.id and c.stands}
    if len(here) == len(found):
        return here
    known = _ever_cited(thread)
    return here | {comment.id: comment for comment in found if comment.id in known}


def threads_resting_on(comment_ids: Collection[int]) -> set[int]:
    """Whose synthesis rests on one of the comments."""
    return set(
        db.session.scalars(
            select(Citation.thread_id).where(Citation.comment_id.in_(comment_ids)).distinct()
        )
    )


def threads_touched_by(thread_id: int) -> set[int]:
    """Whose synthesis rests on a text that stands in this thread, and itself."""
    found = (
        select(Citation.thread_id)
        .join(Comment, Comment.id == Citation.comment_id)
        .where(or_(Comment.thread_id == thread_id, Citation.thread_id == thread_id))
    )
    return set(db.session.scalars(found.distinct()))


def where_cited(reader: Member | None, comment: Comment) -> tuple[Thread, int] | None:
    """The thread whose synthesis rests on the comment, and the first line that does, if the
    reader reads there: its own thread before others."""
    found = db.session.execute(
        select(Thread, Citation.line)
        .join(Citation, Citation.thread_id == Thread.id)
        .join(Thread.theme)
        .where(Citation.comment_id == comment.id, is_readable(reader))
        .order_by(Thread.id != comment.thread_id, Thread.id, Citation.line)
        .limit(1)
    ).one_or_none()
    return (found[0], found[1]) if found else None


def writers_of(thread: Thread) -> Sequence[Member]:
    """The members named to write it, by name."""
    return db.session.scalars(
        select(Member)
        .where(Member.id.in_(thread.synthesis_writers))
        .order_by(Member.name_folded, Member.id)
    ).all()


def _as_shown(version: SynthesisVersion, found: Mapping[tuple[int, int, int], Cited]) -> Synthesis:
    lines = [
        ShownLine(number, line, _in_turn(found[version.thread_id, number, id] for id in line.cites))
        for number, line in enumerate(version.lines, 1)
    ]
    return Synthesis(version.thread, version, lines)


def _in_turn(cited: Iterable[Cited]) -> list[Cited]:
    turns = Counter[int]()
    found = []
    for one in cited:
        turns[one.comment.author_id] += 1
        found.append(replace(one, turn=turns[one.comment.author_id]))
    return found


def _ever_cited(thread: Thread) -> set[int]:
    saved = db.session.scalars(
        select(SynthesisVersion).where(SynthesisVersion.thread_id == thread.id)
    )
    return {id for version in saved for line in version.lines for id in line.cites}
