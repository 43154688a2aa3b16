"""What moderators decided, and what they decide about."""

from connect.moderation.models.decisions import Decision

__all__ = ["Decision"]
