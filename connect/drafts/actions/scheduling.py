"""When a text shall be published by itself."""

from datetime import datetime

from connect.database import atomic
from connect.drafts.actions.keeping import locked
from connect.drafts.actions.waiting import take_back
from connect.drafts.models import Draft
from connect.members.models import Member


def schedule_draft(member: Member, place: str, post_at: datetime) -> Draft | None:
    """Publish what is kept there at that time, as it will be by then. None: nothing is kept."""
    with atomic() as session:
        draft = locked(session, member, place)
        if draft is None or draft.state != "kept":
            return None
        take_back(draft)
        draft.post_at = post_at
        draft.failure = None
    return draft


def unschedule_draft(member: Member, place: str) -> None:
    """It stays a draft."""
    with atomic() as session:
        draft = locked(session, member, place)
        if draft is not None:
            draft.post_at = None
