"""The pages of accounts, of joining, of members, and what organisers do about them."""

from connect.accounts.views import administration, joining, links, sessions
from connect.accounts.views.blueprint import blueprint

__all__ = ["administration", "blueprint", "joining", "links", "sessions"]
