"""What moderators do; nothing else writes there."""

from connect.moderation.actions.reversing import reverse

__all__ = ["reverse"]
