"""The members who write a synthesis beside the thread's moderators: each a decision."""

from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, heed_others


def name_writer(
    by: Member, thread: Thread, member: Member, *, reason: str, seen: int | None = None
) -> None:
    """Let a member write it too. Safe to repeat."""
    with atomic() as session:
        lock(session, thread)
        if member.id in thread.synthesis_writers:
            return
        heed_others(by, thread, seen)
        thread.synthesis_writers = [*thread.synthesis_writers, member.id]
        decide("synthesis.writer_named", by, reason=reason, thread=thread, member=member)


def remove_writer(
    by: Member, thread: Thread, member: Member, *, reason: str, seen: int | None = None
) -> None:
    """What they wrote stays. Safe to repeat."""
    with atomic() as session:
        lock(session, thread)
        if member.id not in thread.synthesis_writers:
            return
        heed_others(by, thread, seen)
        thread.synthesis_writers = [id for id in thread.synthesis_writers if id != member.id]
        decide("synthesis.writer_removed", by, reason=reason, thread=thread, member=member)
