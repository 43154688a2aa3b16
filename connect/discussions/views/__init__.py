"""The pages of discussions, on one blueprint."""

from connect.discussions.views import comments, marks, pins, revisions, themes, threads
from connect.discussions.views.base import blueprint

__all__ = ["blueprint", "comments", "marks", "pins", "revisions", "themes", "threads"]
