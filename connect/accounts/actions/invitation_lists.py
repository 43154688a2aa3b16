"""Invitations from a spreadsheet: kept to be looked at, then sent a few at a time."""

from sqlalchemy import update

from connect.accounts import checking
from connect.accounts.actions.invitations import invite
from connect.accounts.models import InvitationList
from connect.database import atomic
from connect.events import log
from connect.members.models import Member

AT_A_TIME = 25


def keep_list(
    by: Member,
    name: str,
    lines: list[tuple[int, dict[str, str]]],
    *,
    locale: str,
    days: int,
    message: str,
) -> InvitationList:
    """Nothing is sent yet."""
    with atomic() as session:
        listed = InvitationList(
            name=name, lines=lines, locale=locale, days=days, message=message, created_by_id=by.id
        )
        session.add(listed)
        session.flush()
        log.record(
            "invitation_list.kept",
            subject=f"invitation_list:{listed.id}",
            streams=[],
            actor_id=by.id,
        )
    return listed


def send_next(by: Member, listed: InvitationList) -> None:
    """Invite those of the next lines who are ready. Pressed twice at once, it happens once: who
    comes second finds the lines handled."""
    start, stop = listed.handled, min(listed.handled + AT_A_TIME, len(listed.lines))
    if listed.is_done:
        return
    with atomic() as session:
        taken = session.scalar(
            update(InvitationList)
            .where(InvitationList.id == listed.id, InvitationList.handled == start)
            .values(handled=stop)
            .returning(InvitationList.id)
        )
        lines = checking.check(listed, start, stop) if taken else []
        for line in lines:
            if line.outlook == "ready":
                invite(
                    by,
                    days=listed.days,
                    message=listed.message,
                    list_id=listed.id,
                    **line.details,
                )
