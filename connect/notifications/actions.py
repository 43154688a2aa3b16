"""Writing to inboxes."""

from sqlalchemy import select, update

from connect.database import atomic, utc_now
from connect.discussions.models import Comment
from connect.events import log
from connect.members.models import Member
from connect.notifications.models import Notification, NotificationKind


def notify(member_id: int, comment: Comment, kind: NotificationKind) -> None:
    """Tell a member of a comment, unless they have been told of it."""
    with atomic() as session:
        told = select(Notification.id).where(
            Notification.member_id == member_id, Notification.comment_id == comment.id
        )
        if session.scalar(told) is not None:
            return
        notification = Notification(member_id=member_id, comment_id=comment.id, kind=kind)
        session.add(notification)
        session.flush()
        _count(member_id, +1)
        log.record(
            "notification.created",
            subject=f"notification:{notification.id}",
            streams=[f"member:{member_id}"],
        )


def forget_comment(comment_id: int) -> None:
    """A comment was taken back: nobody is called to it any more."""
    with atomic() as session:
        unread = (
            update(Notification)
            .where(Notification.comment_id == comment_id, Notification.read_at.is_(None))
            .values(read_at=utc_now())
            .returning(Notification.member_id)
        )
        for member_id in sorted(session.scalars(unread)):
            _settle(member_id, 1)


def read_notification(notification: Notification) -> None:
    with atomic() as session:
        unread = update(Notification).where(
            Notification.id == notification.id, Notification.read_at.is_(None)
        )
        changed = session.scalars(unread.values(read_at=utc_now()).returning(Notification.id)).all()
        _settle(notification.member_id, len(changed))


def read_inbox(member: Member) -> None:
    """All of it."""
    with atomic() as session:
        unread = update(Notification).where(
            Notification.member_id == member.id, Notification.read_at.is_(None)
        )
        changed = session.scalars(unread.values(read_at=utc_now()).returning(Notification.id)).all()
        _settle(member.id, len(changed))


def _settle(member_id: int, count: int) -> None:
    if count:
        _count(member_id, -count)
        log.record("inbox.read", subject=f"member:{member_id}", streams=[f"member:{member_id}"])


def _count(member_id: int, step: int) -> None:
    with atomic() as session:
        session.execute(
            update(Member)
            .where(Member.id == member_id)
            .values(unread_count=Member.unread_count + step)
        )
