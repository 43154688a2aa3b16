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

LISTS_KEPT_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=365)


def forget_ways_in() -> None:
    """What is over since a year, and spreadsheets since a month. What waits stays."""
    long_ago = utc_now() - KEPT_FOR
    with atomic() as session:
        session.execute(
            delete(InvitationList).where(InvitationList.created_at < utc_now() - LISTS_KEPT_FOR)
        )
        session.execute(delete(Invitation).where(Invitation.expires_at < long_ago))
        old = select(JoinRequest.id).where(JoinRequest.decided_at < long_ago)
        told = update(Invitation).where(Invitation.join_request_id.in_(old))
        session.execute(told.values(join_request_id=None))
        session.execute(delete(JoinRequest).where(JoinRequest.decided_at < long_ago))
        session.execute(delete(Deactivation).where(Deactivation.ended_at < long_ago))
        session.execute(delete(Succession).where(Succession.expires_at < long_ago))
