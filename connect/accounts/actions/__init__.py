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
from connect.accounts.actions.joining import (
    approve_request,
    decline_request,
    invite,
    join,
    request_to_join,
)

__all__ = [
    "add_member",
    "approve_request",
    "ask_to_confirm",
    "confirm_address",
    "deactivate_member",
    "decline_request",
    "invite",
    "join",
    "reactivate_member",
    "request_password_reset",
    "request_to_join",
    "set_password",
]
