"""What follows from each kind of event: the one table to read."""

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
    "join_request.approved": (),
    "join_request.declined": (),
    "join_request.made": (),
    "member.deactivated": (),
    "member.joined": (),
    "member.password_changed": (),
    "member.reactivated": (),
    "member.updated": (),
    "notification.created": (),
    "thread.opened": (tell_those_mentioned,),
    "thread.restored": (),
    "thread.withdrawn": (),
}
