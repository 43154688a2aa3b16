"""Closing an account, and opening it again, which undoes it."""

from sqlalchemy import select

from connect import mail
from connect.accounts.actions.accounts import end_access
from connect.accounts.models import Deactivation
from connect.database import atomic, db, utc_now
from connect.members.actions import record
from connect.members.models import Member


def deactivate_member(by: Member, member: Member, reason: str = "") -> None:
    """Sign out everywhere at once; the event cuts the live sockets. The reason stays with the
    organisers."""
    with atomic() as session:
        if not member.active:
            return
        member.active = False
        end_access(member)
        closed = Deactivation(member_id=member.id, by_id=by.id, reason=reason)
        session.add(closed)
        session.flush()
        record("member.deactivated", member, by)
        _tell("account_closed", member, closed)


def reactivate_member(by: Member, member: Member) -> None:
    with atomic():
        if member.active:
            return
        member.active = True
        record("member.reactivated", member, by)
        closed = db.session.scalar(
            select(Deactivation).where(
                Deactivation.member_id == member.id, Deactivation.ended_at.is_(None)
            )
        )
        if closed:
            closed.ended_at, closed.ended_by_id = utc_now(), by.id
            _tell("account_opened", member, closed)


def _tell(template: str, member: Member, closed: Deactivation) -> None:
    mail.queue(
        template,
        to=member.email,
        locale=member.locale,
        key=f"{template}:{closed.id}",
        name=member.name,
        path="/sign-in",
    )
