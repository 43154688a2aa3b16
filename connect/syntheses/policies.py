"""Who writes the synthesis of a thread. Pure: nothing here asks the database."""

from connect.discussions.models import Thread
from connect.discussions.policies import can_cite, can_moderate
from connect.members.models import Member


def can_write_synthesis(member: Member | None, thread: Thread) -> bool:
    return can_cite(member, thread)


def can_choose_writers(member: Member | None, thread: Thread) -> bool:
    return thread.stands and can_moderate(member, thread)
