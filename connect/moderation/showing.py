"""What stands in the way of writing in a thread, for its page: see `features.ABOVE_ANSWERS`."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from flask import render_template

from connect.discussions.models import Thread
from connect.discussions.queries import threads_with_heads
from connect.events.models import Entry
from connect.members.models import Member
from connect.moderation import policies
from connect.moderation.queries.states import ThreadState, states_of
from connect.web.answers import Fragment


def thread_state(reader: Member | None, thread: Thread) -> ThreadState:
    """Also of a thread where nothing stands in the way: there it is said as soon as it does."""
    return replace(states_of([thread])[thread.id], unlists=_unlists(reader, thread))


def state_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """The threads' heads and notices as they stand now, the same for every reader."""
    threads = threads_with_heads({entry.subject_id for entry in entries})
    states = states_of(threads.values())
    return [partial(_state, states.get(entry.subject_id)) for entry in entries]


def _state(state: ThreadState | None) -> str:
    if state is None:
        return ""
    return render_template("moderation/_state.turbo.html", shown=state, thread=state.thread)


def _unlists(reader: Member | None, thread: Thread) -> bool:
    if reader is None or thread.second_theme_id is None:
        return False
    both = policies.can_moderate_thread(reader, thread)
    return not both and policies.can_moderate_theme(reader, thread.second_theme_id)
