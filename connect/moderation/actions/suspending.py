"""Keeping a member out for a time, of a theme or of everything. What they wrote stays."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from connect.accounts.actions.accounts import end_access
from connect.database import atomic, db, utc_now
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.deciding import decide
from connect.moderation.errors import AlreadySuspended, LastOrganiser, SuspensionOver
from connect.moderation.models import Decision, Suspension
from connect.themes.models import Theme

AT_ONCE = 50


def suspend_member(
    by: Member, member: Member, theme: Theme | None, *, until: datetime, reason: str
) -> Decision:
    """From `theme`, or from everywhere: then every session ends now, and the event cuts the live
    sockets in every process. AlreadySuspended: there is another one, from the same place."""
    with atomic() as session:
        if theme is None:
            _keep_an_organiser(session, by, member)
        _lock(session, member)
        if running := _running(session, member, theme):
            raise AlreadySuspended(running.decision)
        decision = decide(
            "member.suspended",
            by,
            reason=reason,
            theme_id=theme.id if theme else None,
            member=member,
            streams=[log.ACCESS],
        )
        session.add(
            Suspension(
                member_id=member.id,
                theme_id=theme.id if theme else None,
                decision_id=decision.id,
                until=until,
            )
        )
        _copy(session, member)
        if theme is None:
            end_access(member)
    return decision


def end_suspension(by: Member | None, suspension: Suspension, reason: str = "") -> Decision:
    """By a moderator, or by nobody when its time is over. SuspensionOver: it ended before."""
    with atomic() as session:
        _lock(session, suspension.member)
        session.refresh(suspension)
        if suspension.ended_at is not None:
            raise SuspensionOver
        _end(session, suspension)
        return decide(
            "suspension.ended",
            by,
            reason=reason,
            theme_id=suspension.theme_id,
            member=suspension.member,
            streams=[log.ACCESS],
            payload={"suspension": suspension.id},
        )


def end_due_suspensions() -> int:
    """Those whose time is over, each once; how many were looked at. They keep nobody out since
    that moment: this says so."""
    due = db.session.scalars(
        select(Suspension)
        .where(Suspension.ended_at.is_(None), Suspension.until <= utc_now())
        .order_by(Suspension.until, Suspension.id)
        .limit(AT_ONCE)
    ).all()
    for suspension in due:
        try:
            end_suspension(None, suspension)
        except SuspensionOver:
            continue  # another worker, or a moderator, was first
    return len(due)


def undo_suspension(session: Session, _by: Member, decision: Decision) -> None:
    """Ended by now, there is nothing left to put back."""
    suspension = session.scalars(
        select(Suspension).where(Suspension.decision_id == decision.id)
    ).one()
    _lock(session, suspension.member)
    session.refresh(suspension)
    if suspension.ended_at is None:
        _end(session, suspension)


def _lock(session: Session, member: Member) -> None:
    """Its suspensions change under this lock alone."""
    session.refresh(member, with_for_update={"of": Member})


def _keep_an_organiser(session: Session, by: Member, member: Member) -> None:
    """Two who suspend each other at the same moment would lock everybody out. Their rows are
    locked in one order, before that of the member: nobody waits in a circle."""
    organisers: Sequence[int] = session.scalars(
        select(Member.id)
        .where(Member.role == "organiser", Member.active, not_(Member.is_suspended))
        .order_by(Member.id)
        .with_for_update(of=Member)
    ).all()
    if by.id not in organisers or set(organisers) <= {member.id}:
        raise LastOrganiser


def _running(session: Session, member: Member, theme: Theme | None) -> Suspension | None:
    return session.scalar(
        select(Suspension).where(
            Suspension.member_id == member.id,
            Suspension.theme_id.is_not_distinct_from(theme.id if theme else None),
            Suspension.ended_at.is_(None),
            Suspension.until > utc_now(),
        )
    )


def _end(session: Session, suspension: Suspension) -> None:
    suspension.ended_at = utc_now()
    _copy(session, suspension.member)


def _copy(session: Session, member: Member) -> None:
    """What runs, onto the member's row."""
    session.flush()
    running = session.scalars(
        select(Suspension)
        .where(Suspension.member_id == member.id, Suspension.ended_at.is_(None))
        .order_by(Suspension.id)
    ).all()
    member.suspended_until = max((s.until for s in running if s.theme_id is None), default=None)
    member.suspended_from = [
        [s.theme_id, int(s.until.timestamp())] for s in running if s.theme_id is not None
    ]
