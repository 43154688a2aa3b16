"""How long it is remembered who asked, was invited, left and handed over."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from connect.accounts.models import (
    Deactivation,
    Invitation,
    InvitationList,
    JoinRequest,
    Succession,
)
from connect.database import atomic, utc_now
from connect.events.models import Event

LISTS_KEPT_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=365)
LINKS_ASKED_FOR = ("password_reset.asked", "sign_in_link.asked")


def forget_ways_in() -> None:
    """What is over since a year; since a month, spreadsheets, and who asked for a link: anybody
    can ask, as often as they like. What waits stays."""
    long_ago, a_month_ago = utc_now() - KEPT_FOR, utc_now() - LISTS_KEPT_FOR
    with atomic() as session:
        asked = Event.kind.in_(LINKS_ASKED_FOR), Event.state == "settled"
        session.execute(delete(Event).where(*asked, Event.created_at < a_month_ago))
        session.execute(delete(InvitationList).where(InvitationList.created_at < a_month_ago))
        session.execute(delete(Invitation).where(Invitation.expires_at < long_ago))
        old = select(JoinRequest.id).where(JoinRequest.decided_at < long_ago)
        told = update(Invitation).where(Invitation.join_request_id.in_(old))
        session.execute(told.values(join_request_id=None))
        session.execute(delete(JoinRequest).where(JoinRequest.decided_at < long_ago))
        session.execute(delete(Deactivation).where(Deactivation.ended_at < long_ago))
        session.execute(delete(Succession).where(Succession.expires_at < long_ago))
