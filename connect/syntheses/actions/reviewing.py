"""Lines whose texts changed: told to their readers, and looked at again by their writers."""

from collections.abc import Collection

from sqlalchemy import select

from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.members.models import Member
from connect.syntheses import queries
from connect.syntheses.errors import ChangedMeanwhile
from connect.syntheses.models import Citation, state_of, subject_of


def confirm_line(writer: Member, thread: Thread, number: int, *, version: int, state: str) -> None:
    """A line is still right, whatever became of the texts it rests on. Safe to repeat.

    Raises ChangedMeanwhile when these are not in the `state` in which the writer saw them, or
    another version than `version` stands.
    """
    with atomic() as session:
        lock(session, thread)
        shown = queries.synthesis_of(thread)
        if shown is None or shown.version.number != version or number > len(shown.lines):
            raise ChangedMeanwhile
        line = shown.lines[number - 1]
        if line.state != state:
            raise ChangedMeanwhile
        if not line.is_to_review:
            return
        found = session.execute(
            select(Citation, Comment)
            .join(Comment, Comment.id == Citation.comment_id)
            .where(Citation.thread_id == thread.id, Citation.line == number)
        )
        for citation, comment in found:
            citation.seen = state_of(comment)
        log.record(
            "synthesis.confirmed",
            subject=subject_of(thread.id),
            streams=[thread.stream],
            actor_id=writer.id,
            payload={"line": number, "version": version},
        )


def retell(thread_ids: Collection[int]) -> None:
    """Texts changed on which the syntheses of these threads rest: their readers see it."""
    with atomic():
        for thread_id in sorted(thread_ids):
            log.record(
                "synthesis.review_due",
                subject=subject_of(thread_id),
                streams=[f"thread:{thread_id}"],
            )
