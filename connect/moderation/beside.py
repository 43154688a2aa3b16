"""What the rail beside a thread tells of decisions."""

from collections.abc import Sequence

from connect.discussions.models import Thread
from connect.members.models import Member
from connect.moderation.models import Decision
from connect.moderation.queries.log import latest_of_thread


def decisions_beside(reader: Member | None, thread: Thread) -> Sequence[Decision] | None:
    """For members: the log is theirs. Where there is no rail, nothing is asked."""
    if reader is None or thread.home or not thread.decision_count:
        return None
    return latest_of_thread(thread)
