"""The pages of moderation, on one blueprint."""

from connect.moderation.views import decisions, hubs
from connect.moderation.views.base import blueprint

__all__ = ["blueprint", "decisions", "hubs"]
