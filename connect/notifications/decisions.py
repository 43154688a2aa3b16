"""Who is told of what moderators decide: for the table of consequences."""

from connect.database import db
from connect.events.models import Event
from connect.moderation.models import Decision
from connect.notifications.actions import notify_of_undoing


def tell_of_undoing(event: Event) -> None:
    notify_of_undoing(db.session.get_one(Decision, event.subject_id))
