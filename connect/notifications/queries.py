"""Reading an inbox. What its owner may no longer read is not listed."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from connect.accounts.models import Succession
from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.discussions.visibility import is_readable
from connect.drafts.models import Draft
from connect.members.models import Member
from connect.notifications.models import Notification

PAGE_SIZE = 30


def inbox(member: Member, before: int | None = None) -> Sequence[Notification]:
    """The latest first, those older than `before`."""
    older = [] if before is None else [Notification.id < before]
    return db.session.scalars(
        _readable(member).where(*older).order_by(Notification.id.desc()).limit(PAGE_SIZE)
    ).all()


def reach_notification(member: Member, notification_id: int) -> Notification | None:
    return db.session.scalar(_readable(member).where(Notification.id == notification_id))


def _readable(member: Member) -> Select[Notification]:
    return (
        select(Notification)
        .outerjoin(Notification.comment)
        .outerjoin(Comment.thread)
        .outerjoin(Thread.theme)
        .where(
            Notification.member_id == member.id,
            or_(
                Notification.succession_id.is_not(None),
                Notification.draft_id.is_not(None),
                and_(Comment.withdrawn_at.is_(None), is_readable(member)),
            ),
        )
        .options(
            contains_eager(Notification.comment).contains_eager(Comment.thread),
            contains_eager(Notification.comment).joinedload(Comment.author),
            joinedload(Notification.succession).joinedload(Succession.giver),
            joinedload(Notification.draft).joinedload(Draft.member),
        )
    )
