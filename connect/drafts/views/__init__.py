"""The pages of drafts, on one blueprint."""

from connect.drafts.views import keeping, previews, schedules
from connect.drafts.views.base import blueprint

__all__ = ["blueprint", "keeping", "previews", "schedules"]
