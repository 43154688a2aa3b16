"""Which feature renders an entry: one literal table from streams and kinds to functions."""

from collections.abc import Callable, Sequence
from typing import TypedDict

from connect.discussions import streams as discussions
from connect.endorsements import streams as endorsements
from connect.events.models import Entry
from connect.notifications import streams as notifications
from connect.strategies import streams as strategies
from connect.web.answers import Fragment
from connect.web.languages import for_all_readers, speaking

# Reads what some entries show, all at once; each fragment then renders it in any language.
Renderer = Callable[[Sequence[Entry]], Sequence[Fragment]]

RENDERERS: dict[tuple[str, str], Renderer] = {
    ("theme", "thread.opened"): discussions.theme_fragments,
    ("theme", "thread.withdrawn"): discussions.theme_fragments,
    ("theme", "thread.restored"): discussions.theme_fragments,
    ("theme", "comment.posted"): discussions.theme_fragments,
    ("theme", "comment.edited"): discussions.theme_fragments,
    ("theme", "comment.withdrawn"): discussions.theme_fragments,
    ("theme", "comment.restored"): discussions.theme_fragments,
    ("theme", "comment.language_corrected"): discussions.theme_fragments,
    ("thread", "comment.posted"): discussions.thread_fragments,
    ("thread", "comment.edited"): discussions.thread_fragments,
    ("thread", "comment.withdrawn"): discussions.thread_fragments,
    ("thread", "comment.restored"): discussions.thread_fragments,
    ("thread", "comment.reacted"): discussions.thread_fragments,
    ("thread", "comment.language_corrected"): discussions.thread_fragments,
    ("strategy", "endorsement.changed"): endorsements.endorsement_fragments,
    ("strategy", "endorsement.given"): endorsements.endorsement_fragments,
    ("strategy", "endorsement.withdrawn"): endorsements.endorsement_fragments,
    ("strategy", "strategy.archived"): strategies.change_fragments,
    ("strategy", "strategy.changed"): strategies.change_fragments,
    ("strategy", "strategy.contact_agreed"): strategies.change_fragments,
    ("strategy", "strategy.contact_declined"): strategies.change_fragments,
    ("strategy", "strategy.handed_over"): strategies.change_fragments,
    ("strategy", "strategy.proof_removed"): strategies.change_fragments,
    ("strategy", "strategy.proven"): strategies.change_fragments,
    ("strategy", "strategy.reviewed"): strategies.change_fragments,
    ("strategy", "strategy.published"): strategies.change_fragments,
    ("strategy", "strategy.started"): strategies.change_fragments,
    ("strategy", "strategy.translated"): strategies.change_fragments,
    ("strategy", "strategy.unarchived"): strategies.change_fragments,
    ("strategy", "strategy.withdrawn"): strategies.change_fragments,
    ("member", "notification.created"): notifications.inbox_fragments,
    ("member", "inbox.read"): notifications.inbox_fragments,
}


class LiveEntry(TypedDict):
    """An entry as a listener gets it. Empty `html` moves the cursor and nothing else."""

    stream: str
    seq: int
    kind: str
    subject: str
    html: str
    token: str | None


def live_entry(entry: Entry, fragment: Fragment) -> LiveEntry:
    """Rendered in the language that is being spoken (see `speaking`)."""
    return _as_sent(entry, fragment())


def missed_entries(entries: Sequence[Entry], locale: str) -> list[LiveEntry]:
    """All entries, so that numbers have no holes; each subject rendered once, as it is now."""
    last = {entry.subject: entry for entry in entries}
    with for_all_readers(), speaking(locale):
        shown = zip(last.values(), fragments_of(list(last.values())), strict=True)
        html = {entry.seq: fragment() for entry, fragment in shown}
        return [_as_sent(entry, html.get(entry.seq, "")) for entry in entries]


def fragments_of(entries: Sequence[Entry]) -> list[Fragment]:
    """One for each entry, in their order; as few statements for many as for one."""
    places: dict[Renderer, list[int]] = {}
    for place, entry in enumerate(entries):
        render = RENDERERS.get((entry.stream.partition(":")[0], entry.kind), _nothing)
        places.setdefault(render, []).append(place)
    found: dict[int, Fragment] = {}
    for render, mine in places.items():
        found.update(zip(mine, render([entries[place] for place in mine]), strict=True))
    return [found[place] for place in range(len(entries))]


def _nothing(entries: Sequence[Entry]) -> list[Fragment]:
    """For kinds that move the cursor and nothing else."""
    return [str for _entry in entries]


def _as_sent(entry: Entry, html: str) -> LiveEntry:
    return {
        "stream": entry.stream,
        "seq": entry.seq,
        "kind": entry.kind,
        "subject": entry.subject,
        "html": html,
        "token": entry.token,
    }
