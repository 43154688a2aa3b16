"""Writing to inboxes."""

from collections import Counter

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.orm import Session

from connect.accounts.models import Succession
from connect.contacts.models import ContactRequest
from connect.database import atomic, utc_now
from connect.discussions.models import Comment, Thread
from connect.drafts.models import Draft
from connect.endorsements.models import Endorsement
from connect.events import log
from connect.members.models import Member
from connect.moderation.models import Decision, Report
from connect.notifications.models import (
    SUBJECTS,
    ContactKind,
    Notification,
    NotificationKind,
    StrategyKind,
)


def notify(member_id: int, comment: Comment, kind: NotificationKind) -> None:
    """Tell a member of a comment, unless they have been told of it."""
    _add(Notification(member_id=member_id, comment_id=comment.id, kind=kind))


def notify_successor(succession: Succession) -> None:
    """Tell who is asked to take over, unless they have been told."""
    _add(
        Notification(
            member_id=succession.successor_id, succession_id=succession.id, kind="succession"
        )
    )


def notify_of_endorsement(member_id: int, endorsement: Endorsement) -> None:
    """Tell a writer of what was endorsed, unless they have been told."""
    _add(Notification(member_id=member_id, endorsement_id=endorsement.id, kind="endorsed"))


def notify_of_strategy(member_id: int, strategy_id: int, kind: StrategyKind) -> None:
    """Tell a member of a strategy, unless an unread line tells it already: who has read that a
    review was due is told of the next one.

    `review_due`, `co_author_added`, `proven`: one that they write. `taken_over`: the one that
    somebody made of theirs. `matched_need`: one that may help them. Whether they may read it is
    asked each time they look.
    """
    told = (
        Notification.member_id == member_id,
        Notification.strategy_id == strategy_id,
        Notification.kind == kind,
    )
    with atomic() as session:
        session.execute(delete(Notification).where(*told, Notification.read_at.is_not(None)))
        _add(Notification(member_id=member_id, strategy_id=strategy_id, kind=kind))


def notify_of_contact(member_id: int, request: ContactRequest, kind: ContactKind) -> None:
    """Tell who is asked, or who asked and has an answer, unless they have been told."""
    _add(Notification(member_id=member_id, contact_request_id=request.id, kind=kind))


def notify_of_draft(draft: Draft) -> None:
    """Tell its writer that a draft was not published; each time anew."""
    with atomic() as session:
        _mark_read(Notification.draft_id == draft.id)
        session.execute(delete(Notification).where(Notification.draft_id == draft.id))
        _add(Notification(member_id=draft.member_id, draft_id=draft.id, kind="not_published"))


def notify_of_decision(member_id: int, decision: Decision) -> None:
    """Tell a member of a decision that concerns them, unless they have been told."""
    _add(Notification(member_id=member_id, decision_id=decision.id, kind="decision"))


def notify_of_undoing(decision: Decision) -> None:
    """Tell anew those who were told of a decision: it was undone."""
    told = Notification.decision_id == decision.id
    with atomic() as session:
        member_ids = session.scalars(select(Notification.member_id).where(told)).all()
        _mark_read(told)
        session.execute(delete(Notification).where(told))
        for member_id in sorted(member_ids):
            notify_of_decision(member_id, decision)


def notify_of_report(member_id: int, report: Report, *, anew: bool = False) -> None:
    """Tell a moderator of a text that is reported, unless they have been told; `anew`: also who
    has read of it before."""
    told = (Notification.member_id == member_id, Notification.report_id == report.id)
    with atomic() as session:
        if anew:
            session.execute(delete(Notification).where(*told, Notification.read_at.is_not(None)))
        _add(Notification(member_id=member_id, report_id=report.id, kind="reported"))


def forget_report(report_id: int) -> None:
    """It was decided: nobody is called to it any more."""
    _mark_read(Notification.report_id == report_id)


def forget_comments_of(thread: Thread) -> None:
    """Nobody reads the thread any more: nobody is called to its answers."""
    its = select(Comment.id).where(Comment.thread_id == thread.id)
    _mark_read(Notification.comment_id.in_(its))


def forget_drafts() -> None:
    """Those that are drafts no more: nobody is called to them."""
    gone = select(Draft.id).where(Draft.state != "kept")
    _mark_read(Notification.draft_id.in_(gone))


def forget_endorsements(subject: str) -> None:
    """Those of `subject` that stand no more: nobody is called to them."""
    ended = select(Endorsement.id).where(
        Endorsement.subject == subject, Endorsement.ended_at.is_not(None)
    )
    _mark_read(Notification.endorsement_id.in_(ended))


def forget_succession(succession_id: int) -> None:
    """It was answered or withdrawn: nobody is called to it any more."""
    _mark_read(Notification.succession_id == succession_id)


def forget_contact_request(request: ContactRequest) -> None:
    """It was answered or withdrawn: who was asked is called to it no more."""
    _mark_read(
        and_(
            Notification.contact_request_id == request.id,
            Notification.member_id == request.asked_id,
        )
    )


def forget_comment(comment_id: int) -> None:
    """A comment was taken back: nobody is called to it any more."""
    _mark_read(Notification.comment_id == comment_id)


def read_notification(notification: Notification) -> None:
    _mark_read(Notification.id == notification.id)


def read_inbox(member: Member) -> None:
    """All of it."""
    _mark_read(Notification.member_id == member.id)


def _add(notification: Notification) -> None:
    about = [
        getattr(Notification, subject).is_not_distinct_from(getattr(notification, subject))
        for subject in SUBJECTS
    ]
    if notification.strategy_id is not None:
        about.append(Notification.kind == notification.kind)
    with atomic() as session:
        told = select(Notification.id).where(
            Notification.member_id == notification.member_id, *about
        )
        if session.scalar(told) is not None:
            return
        session.add(notification)
        session.flush()
        _count(session, notification.member_id, +1)
        log.record(
            "notification.created",
            subject=f"notification:{notification.id}",
            streams=[f"member:{notification.member_id}"],
        )


def _mark_read(which: ColumnElement[bool]) -> None:
    """Of these lines, those that were unread; members are told in the order of their numbers,
    because each one's row is locked."""
    with atomic() as session:
        unread = update(Notification).where(which, Notification.read_at.is_(None))
        owners = session.scalars(unread.values(read_at=utc_now()).returning(Notification.member_id))
        for member_id, count in sorted(Counter(owners).items()):
            _count(session, member_id, -count)
            stream = f"member:{member_id}"
            log.record("inbox.read", subject=stream, streams=[stream])


def _count(session: Session, member_id: int, step: int) -> None:
    session.execute(
        update(Member).where(Member.id == member_id).values(unread_count=Member.unread_count + step)
    )
