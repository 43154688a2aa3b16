"""Who is told what moderators decided about a thread: for the table of consequences."""

from connect.database import db
from connect.discussions.queries import reach_thread
from connect.events.models import Event
from connect.moderation.models import Decision
from connect.notifications.actions import notify_of_decision


def tell_opener(event: Event) -> None:
    """Who opened it, and reads it still; not of their own decision, nor of one undone since."""
    decision = db.session.get_one(Decision, event.payload["decision"])
    thread = decision.thread
    if thread is None or decision.undone_at is not None or thread.author_id == decision.by_id:
        return
    if reach_thread(thread.author, thread.id) is not None:
        notify_of_decision(thread.author_id, decision)
