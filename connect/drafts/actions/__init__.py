"""What members do with their drafts; nothing else writes there."""

from connect.drafts.actions.holding import hold_draft, take_back_draft
from connect.drafts.actions.keeping import (
    forget_removed,
    lead_on,
    remove_draft,
    restore_draft,
    save_draft,
    settle,
)
from connect.drafts.actions.posting import post_due
from connect.drafts.actions.scheduling import schedule_draft, unschedule_draft

__all__ = [
    "forget_removed",
    "hold_draft",
    "lead_on",
    "post_due",
    "remove_draft",
    "restore_draft",
    "save_draft",
    "schedule_draft",
    "settle",
    "take_back_draft",
    "unschedule_draft",
]
