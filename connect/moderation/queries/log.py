"""The log of decisions, as each reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import is_readable, is_within_reach
from connect.members.models import Member
from connect.moderation import policies
from connect.moderation.models import Decision, Report, Reporter
from connect.moderation.openness import FOR_WHOM_IT_CONCERNS, OF_REPORTS
from connect.themes.models import Theme
from connect.themes.queries import is_visible

Columns = TypeVarTuple("Columns")

PAGE_SIZE = 20
BESIDE_A_THREAD = 5


@dataclass(frozen=True)
class Told:
    """A decision with what its reader may know of where it was made: neither thread nor theme is
    named to who does not see them. `is_whole` for who moderates there: whom it concerns is told to
    them, and to nobody else. `is_about_reader` for who is concerned; `may_undo` for who moderates
    there still."""

    decision: Decision
    thread: Thread | None
    theme: Theme | None
    is_whole: bool
    may_undo: bool
    is_about_reader: bool = False


@dataclass(frozen=True)
class Asked:
    """What the log is looked through for; nothing: all of it."""

    theme_id: int | None = None
    thread_id: int | None = None
    comment_id: int | None = None
    kind: str | None = None
    by_id: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        asked = {
            Decision.theme_id: self.theme_id,
            Decision.thread_id: self.thread_id,
            Decision.comment_id: self.comment_id,
            Decision.kind: self.kind,
            Decision.by_id: self.by_id,
        }
        return [column == value for column, value in asked.items() if value is not None]


def log_of(reader: Member, asked: Asked, before: int | None = None) -> Sequence[Told]:
    """The latest first, one more than a page."""
    older = [] if before is None else [Decision.id < before]
    rows = db.session.execute(
        _told_to(reader)
        .where(_is_listed(reader), *asked.conditions(), *older)
        .order_by(Decision.id.desc())
        .limit(PAGE_SIZE + 1)
    )
    return [_told(reader, *row) for row in rows]


def latest_of_thread(thread: Thread) -> Sequence[Decision]:
    """What stands of what was decided about a thread that was reached, oldest first."""
    latest = db.session.scalars(
        select(Decision)
        .where(
            Decision.thread_id == thread.id,
            _is_for_all(),
            Decision.undone_at.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(BESIDE_A_THREAD)
    )
    return latest.all()[::-1]


def reach_decision(reader: Member, decision_id: int) -> Told | None:
    """If it exists for this reader: it is listed for them, or concerns them."""
    wanted = and_(Decision.id == decision_id, or_(_is_listed(reader), _concerns(reader)))
    found = _told_to(reader).add_columns(_concerns(reader)).where(wanted)
    row = db.session.execute(found.options(joinedload(Decision.comment))).one_or_none()
    if row is None:
        return None
    *told, is_about_reader = row
    return replace(_told(reader, *told), is_about_reader=bool(is_about_reader))


def deciders(reader: Member) -> Sequence[Member]:
    """Who made the decisions that the reader finds in the log."""
    theirs = _joined(select(Decision.by_id)).where(_is_listed(reader))
    return db.session.scalars(
        select(Member).where(Member.id.in_(theirs)).order_by(Member.name_folded, Member.id)
    ).all()


def _told_to(reader: Member) -> Select[Decision, bool, bool]:
    """Decisions, whether their thread may be named, and whether their theme may."""
    return _joined(select(Decision, _names_thread(reader), _names_theme(reader))).options(
        contains_eager(Decision.thread).contains_eager(Thread.theme),
        joinedload(Decision.theme),
        joinedload(Decision.by),
        joinedload(Decision.undone_by),
        joinedload(Decision.member),
    )


def _told(reader: Member, decision: Decision, names_thread: bool, names_theme: bool) -> Told:
    return Told(
        decision=decision,
        thread=decision.thread if names_thread else None,
        theme=decision.theme if names_theme else None,
        is_whole=policies.can_moderate_theme(reader, decision.theme_id),
        may_undo=policies.can_undo_decision(reader, decision),
    )


def _joined(decisions: Select[*Columns]) -> Select[*Columns]:
    return decisions.outerjoin(Decision.thread).outerjoin(Thread.theme)


def _is_listed(reader: Member) -> ColumnElement[bool]:
    """All that was decided where the reader moderates; elsewhere what members read of what they
    know of."""
    if reader.is_organiser:
        return Decision.id.is_not(None)
    everywhere = and_(Decision.theme_id.is_(None), Decision.thread_id.is_(None))
    known = or_(_names_thread(reader), _names_theme(reader), everywhere)
    moderated = Decision.theme_id.in_(sorted(reader.moderated_theme_ids))
    return or_(moderated, and_(_is_for_all(), known))


def _concerns(reader: Member) -> ColumnElement[bool]:
    """Whom it is about, who wrote the text, and who reported it. Of a report that was rejected its
    author may never have heard."""
    unheard = and_(
        Decision.kind == "report.rejected", ~Decision.payload["tells_author"].as_boolean()
    )
    wrote = exists().where(Comment.id == Decision.comment_id, Comment.author_id == reader.id)
    reported = exists().where(
        Report.id == Reporter.report_id,
        Report.comment_id == Decision.comment_id,
        Reporter.member_id == reader.id,
    )
    about = or_(Decision.member_id == reader.id, and_(wrote, _is_for_all()))
    return or_(and_(about, ~unheard), and_(reported, Decision.kind.in_(OF_REPORTS)))


def _is_for_all() -> ColumnElement[bool]:
    return Decision.kind.not_in(sorted(FOR_WHOM_IT_CONCERNS))


def _names_thread(reader: Member) -> ColumnElement[bool]:
    """On Decision joined with Thread and the thread's Theme. A thread that was merged into another
    keeps its name."""
    taken_away = or_(Thread.withdrawn_at.is_not(None), Thread.hidden_at.is_not(None))
    merged = and_(Thread.merged_into_id.is_not(None), ~taken_away)
    return or_(is_readable(reader), and_(is_within_reach(reader), merged))


def _names_theme(reader: Member) -> ColumnElement[bool]:
    seen = select(Theme.id).where(is_visible(reader)).correlate(None)
    return Decision.theme_id.in_(seen)
