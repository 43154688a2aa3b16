"""Reading an inbox. What its owner may no longer read is not listed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from connect.accounts.models import Succession
from connect.contacts.models import ContactRequest
from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import is_readable
from connect.drafts.models import Draft
from connect.endorsements.models import Endorsement
from connect.members.models import Member
from connect.moderation.models import Decision, Report
from connect.moderation.queries.reports import reports_for
from connect.notifications.models import Notification
from connect.strategies import visibility as strategies
from connect.strategies.models import Strategy
from connect.subjects import Subject, reach_subjects

PAGE_SIZE = 30


@dataclass(frozen=True)
class Line:
    """`endorsed` is what a municipality endorsed, where the line tells of that."""

    notification: Notification
    endorsed: Subject | None = None


@dataclass(frozen=True)
class Inbox:
    """A page of it; `last_id` is where the next one goes on after, if there is one."""

    lines: Sequence[Line]
    last_id: int | None


def inbox(member: Member, before: int | None = None) -> Inbox:
    """The latest first, those older than `before`."""
    older = [] if before is None else [Notification.id < before]
    found = db.session.scalars(
        _readable(member).where(*older).order_by(Notification.id.desc()).limit(PAGE_SIZE)
    ).all()
    return Inbox(_lines(member, found), found[-1].id if len(found) == PAGE_SIZE else None)


def reach_line(member: Member, notification_id: int) -> Line | None:
    found = db.session.scalars(_readable(member).where(Notification.id == notification_id)).all()
    return next(iter(_lines(member, found)), None)


def _lines(member: Member, found: Sequence[Notification]) -> list[Line]:
    """Those of endorsements, where what was endorsed is within reach."""
    names = {line.endorsement.subject for line in found if line.endorsement}
    endorsed = reach_subjects(member, names) if names else {}
    return [
        Line(line, endorsed.get(line.endorsement.subject) if line.endorsement else None)
        for line in found
        if line.endorsement is None or line.endorsement.subject in endorsed
    ]


def _readable(member: Member) -> Select[Notification]:
    """But for what was endorsed: of that, its own feature tells whether it can be read."""
    return (
        select(Notification)
        .outerjoin(Notification.comment)
        .outerjoin(Comment.thread)
        .outerjoin(Thread.theme)
        .outerjoin(Notification.endorsement)
        .outerjoin(Notification.strategy)
        .where(
            Notification.member_id == member.id,
            or_(
                Notification.succession_id.is_not(None),
                Notification.draft_id.is_not(None),
                Notification.contact_request_id.is_not(None),
                Notification.decision_id.is_not(None),
                Notification.report_id.in_(reports_for(member)),
                and_(Notification.endorsement_id.is_not(None), Endorsement.ended_at.is_(None)),
                and_(Notification.strategy_id.is_not(None), strategies.is_readable(member)),
                and_(Comment.stands, is_readable(member)),
            ),
        )
        .options(
            contains_eager(Notification.comment).contains_eager(Comment.thread),
            contains_eager(Notification.comment).joinedload(Comment.author),
            contains_eager(Notification.endorsement).joinedload(Endorsement.member),
            contains_eager(Notification.strategy).joinedload(Strategy.author),
            joinedload(Notification.succession).joinedload(Succession.giver),
            joinedload(Notification.draft).joinedload(Draft.member),
            joinedload(Notification.contact_request).joinedload(ContactRequest.asker),
            joinedload(Notification.contact_request).joinedload(ContactRequest.asked),
            joinedload(Notification.decision).joinedload(Decision.by),
            joinedload(Notification.decision).joinedload(Decision.thread),
            joinedload(Notification.report).joinedload(Report.comment).joinedload(Comment.author),
            joinedload(Notification.member),
        )
    )
