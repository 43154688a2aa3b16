"""What moderators do; nothing else writes there."""

from connect.moderation.actions.pinning import end_due_pins
from connect.moderation.actions.reversing import reverse

__all__ = ["end_due_pins", "reverse"]
