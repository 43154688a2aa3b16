"""What members do with their drafts; nothing else writes there."""

from connect.drafts.actions.keeping import (
    forget_removed,
    hand_over,
    remove_draft,
    restore_draft,
    save_draft,
    settle,
)

__all__ = [
    "forget_removed",
    "hand_over",
    "remove_draft",
    "restore_draft",
    "save_draft",
    "settle",
]
