"""Spreadsheets of people to invite."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.accounts.models import InvitationList
from connect.database import db


def invitation_lists() -> Sequence[InvitationList]:
    """The latest twenty; older ones than a month are forgotten anyway."""
    return db.session.scalars(
        select(InvitationList)
        .order_by(InvitationList.id.desc())
        .limit(20)
        .options(joinedload(InvitationList.created_by))
    ).all()


def reach_invitation_list(list_id: int) -> InvitationList | None:
    return db.session.get(InvitationList, list_id)
