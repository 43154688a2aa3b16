"""Accounts as pages and look-ups need them."""

from connect.accounts.queries.domains import (
    known_domain_of,
    known_domains,
    reach_known_domain,
    speaks_for,
)
from connect.accounts.queries.joining import (
    invitation_with_token,
    invitations,
    join_requests,
    mails,
    pending_request_of,
    reach_invitation,
    reach_join_request,
    reach_mail,
)
from connect.accounts.queries.leaving import closed_accounts, closing_of
from connect.accounts.queries.openid import identity_of, known_identity
from connect.accounts.queries.passkeys import passkey_with_id, passkeys_of, reach_passkey
from connect.accounts.queries.sessions import (
    open_session_ids,
    open_sessions,
    reach_session,
    session_with_key,
)

__all__ = [
    "closed_accounts",
    "closing_of",
    "identity_of",
    "invitation_with_token",
    "invitations",
    "join_requests",
    "known_domain_of",
    "known_domains",
    "known_identity",
    "mails",
    "open_session_ids",
    "open_sessions",
    "passkey_with_id",
    "passkeys_of",
    "pending_request_of",
    "reach_invitation",
    "reach_join_request",
    "reach_known_domain",
    "reach_mail",
    "reach_passkey",
    "reach_session",
    "session_with_key",
    "speaks_for",
]
