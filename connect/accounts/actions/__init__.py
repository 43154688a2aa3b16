"""Everything that writes accounts, and the ways in."""

from connect.accounts.actions.accounts import (
    add_member,
    ask_to_confirm,
    confirm_address,
    set_password,
)
from connect.accounts.actions.addresses import (
    agree_to_address,
    ask_to_change_address,
    cancel_address_change,
)
from connect.accounts.actions.domains import add_domain, approve_known, remove_domain
from connect.accounts.actions.factors import (
    remove_second_factor,
    renew_recovery_codes,
    set_up_codes,
    use_code,
)
from connect.accounts.actions.forgetting import forget_ways_in
from connect.accounts.actions.invitation_lists import keep_list, send_next
from connect.accounts.actions.invitations import invite, renew_invitation, withdraw_invitation
from connect.accounts.actions.joining import (
    approve_request,
    decline_request,
    join,
    request_to_join,
)
from connect.accounts.actions.leaving import deactivate_member, reactivate_member
from connect.accounts.actions.links import (
    ask_for_sign_in_link,
    mail_reset_link,
    mail_sign_in_link,
    request_password_reset,
    use_sign_in_link,
)
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
from connect.accounts.actions.successions import (
    accept_succession,
    decline_succession,
    offer_succession,
    withdraw_succession,
)

__all__ = [
    "accept_succession",
    "add_domain",
    "add_member",
    "add_passkey",
    "agree_to_address",
    "approve_known",
    "approve_request",
    "ask_for_sign_in_link",
    "ask_to_change_address",
    "ask_to_confirm",
    "cancel_address_change",
    "confirm_address",
    "deactivate_member",
    "decline_request",
    "decline_succession",
    "end_other_sessions",
    "end_session",
    "forget_ways_in",
    "invite",
    "join",
    "keep_list",
    "link_identity",
    "mail_reset_link",
    "mail_sign_in_link",
    "note_proof",
    "note_use",
    "note_visit",
    "offer_succession",
    "open_session",
    "prune_sessions",
    "reactivate_member",
    "remove_domain",
    "remove_passkey",
    "remove_second_factor",
    "rename_passkey",
    "renew_invitation",
    "renew_recovery_codes",
    "request_password_reset",
    "request_to_join",
    "send_next",
    "set_password",
    "set_up_codes",
    "unlink_identity",
    "use_code",
    "use_passkey",
    "use_sign_in_link",
    "withdraw_invitation",
    "withdraw_succession",
]
