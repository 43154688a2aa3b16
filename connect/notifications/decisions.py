"""Who is told of what moderators decide: for the table of consequences."""

from connect.database import db
from connect.events.models import Event
from connect.moderation.models import Decision
from connect.notifications.actions import notify_of_decision, notify_of_undoing


def tell_of_undoing(event: Event) -> None:
    notify_of_undoing(db.session.get_one(Decision, event.subject_id))


def tell_whom_it_concerns(event: Event) -> None:
    """The member whom a decision is about, unless it was undone since."""
    decision = db.session.get_one(Decision, event.payload["decision"])
    member = decision.member
    if member and member.active and member.id != decision.by_id and decision.undone_at is None:
        notify_of_decision(member.id, decision)
