"""Which feature renders an entry: one literal table from streams and kinds to functions."""

from collections.abc import Callable, Sequence
from typing import TypedDict

from connect.discussions import streams as discussions
from connect.events.models import Entry
from connect.notifications import streams as notifications
from connect.web.languages import speaking

Renderer = Callable[[Entry], str]

RENDERERS: dict[tuple[str, str], Renderer] = {
    ("theme", "thread.opened"): discussions.theme_fragment,
    ("theme", "thread.withdrawn"): discussions.theme_fragment,
    ("theme", "thread.restored"): discussions.theme_fragment,
    ("theme", "comment.posted"): discussions.theme_fragment,
    ("theme", "comment.edited"): discussions.theme_fragment,
    ("theme", "comment.withdrawn"): discussions.theme_fragment,
    ("theme", "comment.restored"): discussions.theme_fragment,
    ("theme", "comment.language_corrected"): discussions.theme_fragment,
    ("thread", "comment.posted"): discussions.thread_fragment,
    ("thread", "comment.edited"): discussions.thread_fragment,
    ("thread", "comment.withdrawn"): discussions.thread_fragment,
    ("thread", "comment.restored"): discussions.thread_fragment,
    ("thread", "comment.reacted"): discussions.thread_fragment,
    ("thread", "comment.language_corrected"): discussions.thread_fragment,
    ("member", "notification.created"): notifications.inbox_fragment,
    ("member", "inbox.read"): notifications.inbox_fragment,
}


class LiveEntry(TypedDict):
    """An entry as a listener gets it. Empty `html` moves the cursor and nothing else."""

    stream: str
    seq: int
    kind: str
    subject: str
    html: str
    token: str | None


def live_entry(entry: Entry) -> LiveEntry:
    """Rendered in the language that is being spoken (see `speaking`)."""
    render = RENDERERS.get((entry.stream.partition(":")[0], entry.kind))
    return _as_sent(entry, render(entry) if render else "")


def missed_entries(entries: Sequence[Entry], locale: str) -> list[LiveEntry]:
    """All entries, so that numbers have no holes; each subject rendered once, as it is now."""
    last = {entry.subject: entry.seq for entry in entries}
    with speaking(locale):
        return [
            live_entry(entry) if last[entry.subject] == entry.seq else _as_sent(entry, "")
            for entry in entries
        ]


def _as_sent(entry: Entry, html: str) -> LiveEntry:
    return {
        "stream": entry.stream,
        "seq": entry.seq,
        "kind": entry.kind,
        "subject": entry.subject,
        "html": html,
        "token": entry.token,
    }
