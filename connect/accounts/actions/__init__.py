"""Everything that writes accounts, and the ways in."""

from connect.accounts.actions.accounts import (
    add_member,
    ask_to_confirm,
    confirm_address,
    request_password_reset,
    set_password,
)
from connect.accounts.actions.domains import add_domain, approve_known, remove_domain
from connect.accounts.actions.factors import use_code
from connect.accounts.actions.invitations import invite, renew_invitation, withdraw_invitation
from connect.accounts.actions.joining import (
    approve_request,
    decline_request,
    join,
    request_to_join,
)
from connect.accounts.actions.leaving import deactivate_member, reactivate_member
from connect.accounts.actions.openid import link_identity, note_use, unlink_identity
from connect.accounts.actions.passkeys import (
    add_passkey,
    remove_passkey,
    rename_passkey,
    use_passkey,
)
from connect.accounts.actions.sessions import (
    end_other_sessions,
    end_session,
    note_proof,
    note_visit,
    open_session,
    prune_sessions,
)

__all__ = [
    "add_domain",
    "add_member",
    "add_passkey",
    "approve_known",
    "approve_request",
    "ask_to_confirm",
    "confirm_address",
    "deactivate_member",
    "decline_request",
    "end_other_sessions",
    "end_session",
    "invite",
    "join",
    "link_identity",
    "note_proof",
    "note_use",
    "note_visit",
    "open_session",
    "prune_sessions",
    "reactivate_member",
    "remove_domain",
    "remove_passkey",
    "rename_passkey",
    "renew_invitation",
    "request_password_reset",
    "request_to_join",
    "set_password",
    "unlink_identity",
    "use_code",
    "use_passkey",
    "withdraw_invitation",
]
