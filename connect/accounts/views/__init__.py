"""The pages of accounts, of joining, of members, and what organisers do about them."""

from connect.accounts.views import (
    account,
    addresses,
    administration,
    domains,
    factors,
    fresh,
    invitation_lists,
    invitations,
    joining,
    leaving,
    links,
    openid,
    passkeys,
    sessions,
    successions,
)
from connect.accounts.views.base import blueprint

__all__ = [
    "account",
    "addresses",
    "administration",
    "blueprint",
    "domains",
    "factors",
    "fresh",
    "invitation_lists",
    "invitations",
    "joining",
    "leaving",
    "links",
    "openid",
    "passkeys",
    "sessions",
    "successions",
]
