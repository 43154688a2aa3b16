"""A text that was sent and could not be published where it belongs: it becomes a draft."""

from collections.abc import Sequence

from connect.drafts import actions
from connect.drafts.errors import DraftError, WaitsForApproval
from connect.drafts.forms import sent_draft
from connect.drafts.models import Draft
from connect.drafts.pages import both
from connect.drafts.queries import draft_at
from connect.members.models import Member


def keep_back(member: Member, place: str, files: Sequence[str] | None) -> Draft | None:
    """What this request sent, with its files as they were taken. A text of theirs that another
    window or device kept there is kept too, after this one. None: there is no room for it."""
    current = draft_at(member, place)
    try:
        fields, version = sent_draft()
        if files:
            fields["files"] = list(files)
        if current is not None and current.version != version:
            fields = both(fields, current.fields)
        if current is not None and current.fields != fields:
            actions.unschedule_draft(member, place)
        return actions.save_draft(member, place, fields, current.version if current else 0)
    except DraftError:
        return None


def hold_back(
    member: Member, place: str, files: Sequence[str] | None, waits: WaitsForApproval
) -> Draft | None:
    """It is as it was sent that a moderator reads it. None: there is no room for it."""
    try:
        fields, _version = sent_draft()
        if files:
            fields["files"] = list(files)
        return actions.hold_draft(member, place, fields, waits.theme_id)
    except DraftError:
        return None
