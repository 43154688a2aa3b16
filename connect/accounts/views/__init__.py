"""The pages of accounts, of joining, of members, and what organisers do about them."""

from connect.accounts.views import (
    administration,
    domains,
    invitations,
    joining,
    leaving,
    links,
    sessions,
)
from connect.accounts.views.blueprint import blueprint

__all__ = [
    "administration",
    "blueprint",
    "domains",
    "invitations",
    "joining",
    "leaving",
    "links",
    "sessions",
]
