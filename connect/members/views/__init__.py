"""The pages of accounts, of joining, of members, and what organisers do about them."""

from connect.members.views import administration, joining, profiles, sessions
from connect.members.views.blueprint import blueprint

__all__ = ["administration", "blueprint", "joining", "profiles", "sessions"]
