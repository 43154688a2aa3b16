"""What follows from each kind of event: the one table to read."""

from connect.accounts.consequences import let_in_at_once
from connect.events.outbox import Consequence
from connect.notifications.consequences import (
    call_nobody,
    tell_those_answered,
    tell_those_mentioned,
)

CONSEQUENCES: dict[str, tuple[Consequence, ...]] = {
    # An answer that also names somebody tells them once: as an answer, said first.
    "comment.posted": (tell_those_answered, tell_those_mentioned),
    "comment.edited": (tell_those_mentioned,),
    "comment.language_corrected": (),
    "comment.reacted": (),
    "comment.restored": (),
    "comment.withdrawn": (call_nobody,),
    "inbox.read": (),
    "invitation.created": (),
    "invitation.renewed": (),
    "invitation.withdrawn": (),
    "invitation_list.kept": (),
    "join_request.approved": (),
    "join_request.corrected": (let_in_at_once,),
    "join_request.declined": (),
    "join_request.made": (let_in_at_once,),
    "known_domain.added": (),
    "known_domain.removed": (),
    "member.address_asked": (),
    "member.address_changed": (),
    "member.address_kept": (),
    "member.deactivated": (),
    "member.identity_linked": (),
    "member.identity_unlinked": (),
    "member.joined": (),
    "member.passkey_added": (),
    "member.passkey_refused": (),
    "member.passkey_removed": (),
    "member.password_changed": (),
    "member.reactivated": (),
    "member.recovery_codes_renewed": (),
    "member.second_factor_removed": (),
    "member.second_factor_set_up": (),
    "member.signed_out": (),
    "member.updated": (),
    "notification.created": (),
    "password_reset.asked": (),
    "sign_in_link.asked": (),
    "thread.opened": (tell_those_mentioned,),
    "thread.restored": (),
    "thread.withdrawn": (),
}
