"""Syntheses as what drafts hang on."""

from collections.abc import Mapping, Sequence

from connect.discussions.models import Thread
from connect.discussions.queries import threads_within_reach
from connect.members.models import Member
from connect.subjects import Subject
from connect.syntheses import policies
from connect.syntheses.models import subject_of


def synthesis_subjects(reader: Member | None, thread_ids: Sequence[int]) -> Mapping[int, Subject]:
    """By the number of their thread, also where nobody has written one yet."""
    found = threads_within_reach(reader, thread_ids)
    return {thread.id: _of_thread(reader, thread) for thread in found}


def _of_thread(reader: Member | None, thread: Thread) -> Subject:
    address = f"{thread.address}/synthesis"
    return Subject(
        name=subject_of(thread.id),
        title=thread.title,
        lang=thread.lang,
        url=f"{address}/edit",
        action=address,
        may_write=policies.can_write_synthesis(reader, thread),
    )
