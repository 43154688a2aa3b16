"""A thread's synthesis above its answers."""

from connect.discussions.models import Thread
from connect.members.models import Member
from connect.syntheses import policies, queries
from connect.syntheses.pages import OfThread


def of_thread(reader: Member | None, thread: Thread) -> OfThread:
    """Also where there is none: that is where the first one comes to stand, live."""
    writes = policies.can_write_synthesis(reader, thread)
    return OfThread(thread, queries.synthesis_of(thread), writes)
