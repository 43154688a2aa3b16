"""What follows by itself from a request to join, or for a link."""

from connect.accounts import queries
from connect.accounts.actions import approve_known, mail_reset_link, mail_sign_in_link
from connect.database import db
from connect.events.models import Event
from connect.members.models import Member


def let_in_at_once(event: Event) -> None:
    """Here and not while the request is made: nobody learns from the time an answer takes."""
    request = queries.reach_join_request(event.subject_id)
    if request and request.state == "pending":
        approve_known(request)


def send_sign_in_link(event: Event) -> None:
    member = _asking(event)
    if member:
        mail_sign_in_link(member, event.payload["leads_to"])


def send_reset_link(event: Event) -> None:
    member = _asking(event)
    if member:
        mail_reset_link(member)


def _asking(event: Event) -> Member | None:
    """None for an address without an account, and who was deactivated meanwhile."""
    member_id = event.payload["member_id"]
    member = db.session.get(Member, member_id) if member_id else None
    return member if member and member.active else None
