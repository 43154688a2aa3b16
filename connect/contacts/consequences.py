"""What follows for requests from what happens to members."""

from connect.contacts.actions import end_open_requests
from connect.database import db
from connect.events.models import Event
from connect.members.models import Member


def end_their_requests(event: Event) -> None:
    """Unless their account was opened again meanwhile."""
    member = db.session.get(Member, event.subject_id)
    if member and not member.active:
        end_open_requests(member)
