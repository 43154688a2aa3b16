"""Which feature renders an entry: one literal table from streams and kinds to functions."""

from collections.abc import Callable, Sequence
from typing import TypedDict

from connect.discussions import streams as discussions
from connect.endorsements import streams as endorsements
from connect.events.models import Entry
from connect.moderation import move_streams as moves
from connect.moderation import showing as moderation
from connect.moderation import streams as desks
from connect.notifications import streams as notifications
from connect.strategies import streams as strategies
from connect.syntheses import streams as syntheses
from connect.web.answers import Fragment
from connect.web.languages import for_all_readers, speaking

# Reads what some entries show, all at once; each fragment then renders it in any language.
Renderer = Callable[[Sequence[Entry]], Sequence[Fragment]]

RENDERERS: dict[tuple[str, str], Renderer] = {
    ("theme", "comments.moved"): moves.moved_row_fragments,
    ("thread", "comments.moved"): moves.moved_fragments,
    ("theme", "comments.returned"): moves.moved_row_fragments,
    ("thread", "comments.returned"): moves.moved_fragments,
    ("theme", "thread.merged"): moves.moved_row_fragments,
    ("thread", "thread.merged"): moves.moved_fragments,
    ("theme", "thread.split"): moves.moved_row_fragments,
    ("thread", "thread.split"): moves.moved_fragments,
    ("theme", "thread.opened"): discussions.theme_fragments,
    ("theme", "thread.withdrawn"): discussions.theme_fragments,
    ("theme", "thread.restored"): discussions.theme_fragments,
    ("theme", "comment.posted"): discussions.theme_fragments,
    ("theme", "comment.edited"): discussions.theme_fragments,
    ("theme", "comment.withdrawn"): discussions.theme_fragments,
    ("theme", "comment.restored"): discussions.theme_fragments,
    ("theme", "comment.language_corrected"): discussions.theme_fragments,
    ("thread", "comment.cited"): discussions.thread_fragments,
    ("theme", "thread.archived"): discussions.theme_fragments,
    ("thread", "thread.archived"): moderation.state_fragments,
    ("theme", "thread.classified"): discussions.theme_fragments,
    ("thread", "thread.classified"): moderation.state_fragments,
    ("theme", "thread.closed"): discussions.theme_fragments,
    ("thread", "thread.closed"): moderation.state_fragments,
    ("theme", "thread.reopened"): discussions.theme_fragments,
    ("thread", "thread.reopened"): moderation.state_fragments,
    ("theme", "thread.reverted"): discussions.theme_fragments,
    ("thread", "thread.reverted"): moderation.state_fragments,
    ("theme", "thread.slowed"): discussions.theme_fragments,
    ("thread", "thread.slowed"): moderation.state_fragments,
    ("theme", "thread.unarchived"): discussions.theme_fragments,
    ("thread", "thread.unarchived"): moderation.state_fragments,
    ("theme", "thread.unlisted"): discussions.theme_fragments,
    ("thread", "thread.unlisted"): moderation.state_fragments,
    ("theme", "thread.unslowed"): discussions.theme_fragments,
    ("thread", "thread.unslowed"): moderation.state_fragments,
    ("theme", "comment.brought_back"): discussions.theme_fragments,
    ("theme", "comment.hidden"): discussions.theme_fragments,
    ("theme", "comment.set_aside"): discussions.theme_fragments,
    ("theme", "comment.unhidden"): discussions.theme_fragments,
    ("thread", "comment.brought_back"): discussions.thread_fragments,
    ("thread", "comment.hidden"): discussions.thread_fragments,
    ("thread", "comment.set_aside"): discussions.thread_fragments,
    ("thread", "comment.unhidden"): discussions.thread_fragments,
    ("thread", "comment.posted"): discussions.thread_fragments,
    ("thread", "comment.edited"): discussions.thread_fragments,
    ("thread", "comment.withdrawn"): discussions.thread_fragments,
    ("thread", "comment.restored"): discussions.thread_fragments,
    ("thread", "comment.reacted"): discussions.thread_fragments,
    ("thread", "comment.language_corrected"): discussions.thread_fragments,
    ("thread", "synthesis.changed"): syntheses.synthesis_fragments,
    ("thread", "synthesis.confirmed"): syntheses.synthesis_fragments,
    ("thread", "synthesis.review_due"): syntheses.synthesis_fragments,
    ("theme", "thread.featured"): discussions.foremost_fragments,
    ("theme", "thread.pin_changed"): discussions.foremost_fragments,
    ("theme", "thread.pin_ended"): discussions.foremost_fragments,
    ("theme", "thread.pin_moved"): discussions.foremost_fragments,
    ("theme", "thread.pinned"): discussions.foremost_fragments,
    ("theme", "thread.unfeatured"): discussions.foremost_fragments,
    ("theme", "thread.unpinned"): discussions.foremost_fragments,
    ("thread", "comment.pinned"): discussions.pinned_comment_fragments,
    ("thread", "comment.unpinned"): discussions.pinned_comment_fragments,
    ("theme", "solution.chosen"): discussions.solved_row_fragments,
    ("thread", "solution.chosen"): discussions.solution_fragments,
    ("theme", "solution.dropped"): discussions.solved_row_fragments,
    ("thread", "solution.dropped"): discussions.solution_fragments,
    ("theme", "solution.marked"): discussions.solved_row_fragments,
    ("thread", "solution.marked"): discussions.solution_fragments,
    ("theme", "solution.removed"): discussions.solved_row_fragments,
    ("thread", "solution.removed"): discussions.solution_fragments,
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
    ("member", "batch.advanced"): desks.batch_fragments,
    ("member", "batch.finished"): desks.batch_fragments,
    ("member", "batch.started"): desks.batch_fragments,
    ("moderation", "appeal.kept"): desks.desk_fragments,
    ("moderation", "appeal.made"): desks.desk_fragments,
    ("moderation", "appeal.upheld"): desks.desk_fragments,
    ("moderation", "suspension.ended"): desks.desk_fragments,
    ("moderation", "text.approved"): desks.desk_fragments,
    ("moderation", "text.declined"): desks.desk_fragments,
    ("moderation", "text.held"): desks.desk_fragments,
    ("moderation", "text.taken_back"): desks.desk_fragments,
    ("moderation", "theme.approval_ended"): desks.desk_fragments,
    ("moderation", "theme.approval_started"): desks.desk_fragments,
    ("moderation", "decision.undone"): desks.desk_fragments,
    ("moderation", "first_text.seen"): desks.desk_fragments,
    ("moderation", "first_text.unseen"): desks.desk_fragments,
    ("moderation", "report.assigned"): desks.desk_fragments,
    ("moderation", "report.made"): desks.desk_fragments,
    ("moderation", "report.rejected"): desks.desk_fragments,
    ("moderation", "report.reopened"): desks.desk_fragments,
    ("moderation", "report.settled"): desks.desk_fragments,
    ("member", "notification.created"): notifications.inbox_fragments,
    ("member", "inbox.read"): notifications.inbox_fragments,
}

# Whatever happens there may change what stands on a desk.
EVERY_KIND: dict[str, Renderer] = {"moderation": desks.desk_fragments}


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
        stream = entry.stream.partition(":")[0]
        render = RENDERERS.get((stream, entry.kind), EVERY_KIND.get(stream, _nothing))
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
