"""Pages of members: one's own profile, the welcome, and what other pages show of a member."""

from connect.members.views import others, profile, welcome
from connect.members.views.base import blueprint

__all__ = ["blueprint", "others", "profile", "welcome"]
