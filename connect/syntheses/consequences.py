"""What follows for syntheses when a text changes on which they rest. The marks themselves are
read from the texts as they stand; this tells the pages that are open."""

from connect.database import db
from connect.events.models import Event
from connect.moderation.models import Decision
from connect.syntheses import queries
from connect.syntheses.actions import retell


def look_again(event: Event) -> None:
    """A text was edited, taken back, hidden or put back."""
    retell(queries.threads_resting_on([event.subject_id]))


def look_again_after_move(event: Event) -> None:
    """Texts were moved out of a thread, or came back."""
    decision = db.session.get(Decision, event.payload["decision"])
    if decision and decision.thread_id:
        retell(queries.threads_touched_by(decision.thread_id))
