"""Everything that writes accounts, and the ways in."""

from connect.accounts.actions.accounts import (
    add_member,
    ask_to_confirm,
    confirm_address,
    deactivate_member,
    reactivate_member,
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
    "note_proof",
    "note_visit",
    "open_session",
    "prune_sessions",
    "reactivate_member",
    "remove_domain",
    "renew_invitation",
    "request_password_reset",
    "request_to_join",
    "set_password",
    "use_code",
    "withdraw_invitation",
]
