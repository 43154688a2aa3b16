"""Accounts as pages and look-ups need them."""

from connect.accounts.queries.account import (
    account_of,
    address_change_of,
    address_change_with_token,
    recovery_codes_left,
    sign_in_link_with_token,
)
from connect.accounts.queries.domains import (
    known_domain_of,
    known_domains,
    reach_known_domain,
    speaks_for,
)
from connect.accounts.queries.invitation_lists import invitation_lists, reach_invitation_list
from connect.accounts.queries.joining import (
    invitation_with_token,
    invitations,
    join_requests,
    pending_request_of,
    reach_invitation,
    reach_join_request,
)
from connect.accounts.queries.leaving import closed_accounts, closing_of
from connect.accounts.queries.mails import mails, reach_mail, readable_text
from connect.accounts.queries.openid import identity_of, known_identity
from connect.accounts.queries.passkeys import passkey_with_id, passkeys_of, reach_passkey
from connect.accounts.queries.sessions import (
    open_session_ids,
    open_sessions,
    reach_session,
    session_with_key,
)
from connect.accounts.queries.successions import (
    pending_succession_of,
    reach_succession,
    what_could_go,
    what_would_go,
)

__all__ = [
    "account_of",
    "address_change_of",
    "address_change_with_token",
    "closed_accounts",
    "closing_of",
    "identity_of",
    "invitation_lists",
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
    "pending_succession_of",
    "reach_invitation",
    "reach_invitation_list",
    "reach_join_request",
    "reach_known_domain",
    "reach_mail",
    "reach_passkey",
    "reach_session",
    "reach_succession",
    "readable_text",
    "recovery_codes_left",
    "session_with_key",
    "sign_in_link_with_token",
    "speaks_for",
    "what_could_go",
    "what_would_go",
]
