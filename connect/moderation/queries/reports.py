"""Reading reports. They are there for those who moderate the text's theme and did not write it, and
for nobody else: no author learns who reports."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from connect.database import db, utc_now
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import is_moderated_by
from connect.members.models import Member
from connect.moderation.models import Report, Reporter
from connect.moderation.models.reports import OPEN_STATES
from connect.themes.models import ThemeModerator

ONE_DAY = timedelta(days=1)


def reach_report(member: Member, report_id: int) -> Report | None:
    return db.session.scalar(_whole().where(Report.id == report_id, is_for(member)))


def open_report_of(comment: Comment) -> Report | None:
    """The case that waits about this text, if there is one."""
    return db.session.scalar(
        _whole().where(Report.comment_id == comment.id, Report.state.in_(OPEN_STATES))
    )


def is_for(member: Member) -> ColumnElement[bool]:
    """A condition on Report joined with its Comment and the Thread of that."""
    return and_(is_moderated_by(member), Comment.author_id != member.id)


def reports_for(moderator: Member) -> Select[int]:
    """The ids of all that this member may decide."""
    return (
        select(Report.id)
        .join(Report.comment)
        .join(Comment.thread)
        .where(is_for(moderator))
        .correlate(None)
    )


def earlier_reports(report: Report) -> Sequence[Report]:
    """Decided cases about the same text, latest first."""
    return db.session.scalars(
        select(Report)
        .where(
            Report.comment_id == report.comment_id,
            Report.id != report.id,
            Report.state.not_in(OPEN_STATES),
        )
        .order_by(Report.id.desc())
        .limit(10)
        .options(joinedload(Report.decision))
    ).all()


def hid_lately(member: Member) -> int:
    """How many texts were hidden at once within a day because this member reported them."""
    since = utc_now() - ONE_DAY
    counted = select(func.count()).where(
        Reporter.member_id == member.id, Reporter.hid, Reporter.created_at > since
    )
    return db.session.scalar(counted) or 0


def moderators_of(comment: Comment) -> Sequence[Member]:
    """Those of its theme who can decide about it, by name; the organisers where there are none."""
    theme_id = comment.thread.theme_id
    of_theme = select(ThemeModerator.member_id).where(ThemeModerator.theme_id == theme_id)
    others = select(Member).where(Member.id != comment.author_id)
    found = _able(db.session.scalars(others.where(Member.id.in_(of_theme))))
    able = [member for member in found if not member.is_suspended_from(theme_id)]
    return able or _able(db.session.scalars(others.where(Member.role == "organiser")))


def _able(members: Iterable[Member]) -> Sequence[Member]:
    able = [member for member in members if member.active and member.has_powers]
    return sorted(able, key=lambda member: member.name_folded)


def _whole() -> Select[Report]:
    return (
        select(Report)
        .join(Report.comment)
        .join(Comment.thread)
        .join(Thread.theme)
        .options(
            contains_eager(Report.comment)
            .contains_eager(Comment.thread)
            .contains_eager(Thread.theme),
            contains_eager(Report.comment).joinedload(Comment.author),
            joinedload(Report.assignee),
            joinedload(Report.decision),
            selectinload(Report.reporters).joinedload(Reporter.member),
        )
    )
