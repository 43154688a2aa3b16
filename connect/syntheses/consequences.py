"""What follows for syntheses when a text changes on which they rest. The marks themselves are
read from the texts as they stand; this tells the pages that are open."""

from connect.events.models import Event
from connect.syntheses import queries
from connect.syntheses.actions import retell


def look_again(event: Event) -> None:
    """A text was edited, taken back, hidden or put back."""
    retell(queries.threads_resting_on([event.subject_id]))


def look_again_at_thread(event: Event) -> None:
    """Texts were moved into the thread, or out of it."""
    retell(queries.threads_touched_by(event.subject_id))
