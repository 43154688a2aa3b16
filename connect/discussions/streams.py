"""What an event changes on the pages that are open: fragments for many readers at once."""

from collections.abc import Mapping, Sequence
from functools import partial

from flask import render_template

from connect.discussions import lists, queries
from connect.discussions.models import Comment
from connect.discussions.pages import NOBODY, ThreadRow
from connect.events.models import Entry
from connect.web.answers import Fragment, wants_turbo
from connect.web.languages import current_locale, speaking

Shown = Mapping[int, tuple[Comment, bool]]
"""Comments by id, and whether anything of them is shown."""


def thread_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """The comments as they stand now, to be put in their place or taken away; and the traces
    above them, which come and go with their answers."""
    shown = _with_traces_above([entry.subject_id for entry in entries])
    return [partial(_comments, shown, entry.subject_id) for entry in entries]


def theme_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """The threads' rows as they stand now; raised to the top where something was added."""
    threads = _threads_of(entries)
    rows = lists.thread_rows({id for id in threads if id})
    return [
        partial(_row, rows.get(thread_id or 0), thread_id, entry.kind)
        for entry, thread_id in zip(entries, threads, strict=True)
    ]


def answer_to_author(comment: Comment) -> list[str]:
    """The fragments that follow from one's own click, as everybody else gets them."""
    if not wants_turbo():
        return []
    with speaking(current_locale()):
        return [_comments(_with_traces_above([comment.id]), comment.id)]


def _with_traces_above(comment_ids: Sequence[int]) -> Shown:
    """The comments, and the withdrawn ones that they answer, one above the other."""
    found: dict[int, tuple[Comment, bool]] = {}
    wanted = set(comment_ids)
    while wanted:
        found |= queries.comments_as_shown(wanted)
        parents = (found[id][0].parent for id in wanted if id in found)
        wanted = {parent.id for parent in parents if parent and not parent.stands} - set(found)
    return found


def _comments(shown: Shown, comment_id: int) -> str:
    comment: Comment | None
    comment, is_shown = shown.get(comment_id, (None, False))
    html = _comment(comment) if comment and is_shown else _gone(comment, comment_id)
    if comment and comment.parent and not comment.parent.stands:
        html += _comments(shown, comment.parent.id)
    return html


def _comment(comment: Comment) -> str:
    return render_template(
        "discussions/_comment.turbo.html", comment=comment, thread=comment.thread, mine=NOBODY
    )


def _gone(comment: Comment | None, comment_id: int) -> str:
    return render_template(
        "discussions/_gone.turbo.html", comment_id=comment_id, thread=comment and comment.thread
    )


def _row(row: ThreadRow | None, thread_id: int | None, kind: str) -> str:
    if row is None:
        return render_template("discussions/_row_gone.turbo.html", thread_id=thread_id)
    moves = kind in ("thread.opened", "thread.restored", "comment.posted")
    return render_template("discussions/_row.turbo.html", row=row, moves=moves)


def _threads_of(entries: Sequence[Entry]) -> list[int | None]:
    """The thread that each entry is about."""
    comments = {e.subject_id for e in entries if not e.subject.startswith("thread:")}
    threads = queries.thread_ids_of(comments)
    return [
        e.subject_id if e.subject.startswith("thread:") else threads.get(e.subject_id)
        for e in entries
    ]
