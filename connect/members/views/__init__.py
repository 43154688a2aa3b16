"""Pages of members: the list and each other's pages, one's own profile, the welcome."""

from connect.members.views import directory, profile, welcome
from connect.members.views.base import blueprint

__all__ = ["blueprint", "directory", "profile", "welcome"]
