"""Sending a text that a moderator reads first: it stays its writer's draft, seen by nobody else."""

from connect.database import atomic
from connect.drafts.actions.keeping import locked, put
from connect.drafts.actions.waiting import hold, take_back
from connect.drafts.models import Draft, Fields
from connect.members.models import Member


def hold_draft(member: Member, place: str, fields: Fields, theme_id: int) -> Draft:
    """Keep what was sent there, for the moderators of the theme to read. Sent again unchanged, it
    goes on waiting."""
    with atomic() as session:
        draft = locked(session, member, place)
        if draft is None:
            draft = Draft(member_id=member.id, place=place, version=0, state="removed")
        if draft.state != "kept" or draft.fields != fields:
            put(session, member, draft, fields)
        hold(session, draft, theme_id)
    return draft


def take_back_draft(member: Member, place: str) -> None:
    """It stays a draft. Repeated, it changes nothing."""
    with atomic() as session:
        draft = locked(session, member, place)
        if draft is not None:
            take_back(draft)
