"""Everything that writes members: accounts, joining, profiles."""

from connect.members.actions.accounts import (
    add_member,
    ask_to_confirm,
    confirm_address,
    deactivate_member,
    reactivate_member,
    request_password_reset,
    set_password,
)
from connect.members.actions.joining import (
    approve_request,
    decline_request,
    invite,
    join,
    request_to_join,
)
from connect.members.actions.profile import change_avatar, update_profile

__all__ = [
    "add_member",
    "approve_request",
    "ask_to_confirm",
    "change_avatar",
    "confirm_address",
    "deactivate_member",
    "decline_request",
    "invite",
    "join",
    "reactivate_member",
    "request_password_reset",
    "request_to_join",
    "set_password",
    "update_profile",
]
