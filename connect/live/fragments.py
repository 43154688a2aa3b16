"""Which feature renders an entry: one literal table from kinds to functions."""

from collections.abc import Callable, Sequence
from typing import TypedDict

from connect.discussions import streams as discussions
from connect.events.models import Entry
from connect.notifications import streams as notifications
from connect.web.languages import speaking

Renderer = Callable[[Entry, str], str]

RENDERERS: dict[str, Renderer] = {
    "thread.opened": discussions.fragment,
    "thread.edited": discussions.fragment,
    "comment.posted": discussions.fragment,
    "comment.edited": discussions.fragment,
    "comment.withdrawn": discussions.fragment,
    "comment.restored": discussions.fragment,
    "comment.reacted": discussions.fragment,
    "notification.created": notifications.fragment,
    "inbox.read": notifications.fragment,
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
    render = RENDERERS.get(entry.kind)
    stream_kind = entry.stream.partition(":")[0]
    return _as_sent(entry, render(entry, stream_kind) if render else "")


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
