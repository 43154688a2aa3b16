"""What an event changes on the pages that are open: fragments for many readers at once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from flask import render_template

from connect.discussions import lists, queries
from connect.discussions.foremost import NOTHING, Foremost, foremost_in
from connect.discussions.models import Comment
from connect.discussions.pages import NOBODY, ThreadRow
from connect.events.models import Entry
from connect.web.answers import Fragment, wants_turbo
from connect.web.languages import current_locale, speaking

Shown = Mapping[int, tuple[Comment, bool]]
"""Comments by id, and whether anything of them is shown."""

ONLY_IN_LISTS = {"thread.opened", "comment.posted"}
"""Nothing that is said of a thread that stands first."""
RAISED = {"thread.opened", "thread.restored", "comment.posted"}
ENTERING = {"thread.classified", "thread.reverted", "thread.unarchived"}
"""A row comes to the top of its list; or to its place in a list where it was not."""


def thread_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """The comments as they stand now, to be put in their place or taken away; and the traces
    above them, which come and go with their answers."""
    shown = _with_traces_above([entry.subject_id for entry in entries])
    return [
        partial(_comments, shown, entry.subject_id, _thread_of(entry.stream)) for entry in entries
    ]


def moved_fragments(thread_id: int, comment_ids: Sequence[int]) -> Fragment:
    """Comments as they stand in this thread, or are taken away from it."""
    shown = _with_traces_above(comment_ids)
    return lambda: "".join(_comments(shown, id, thread_id) for id in comment_ids)


def moved_rows(stream: str, thread_ids: Sequence[int]) -> Fragment:
    """The rows of threads between which comments moved, in the list of a theme."""
    rows = lists.thread_rows(set(thread_ids))
    shown = {id: _listed(rows.get(id), stream) for id in thread_ids}
    return lambda: "".join(_row(row, id, "thread.classified") for id, row in shown.items())


def theme_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """The threads' rows as they stand now; raised to the top where something was added."""
    threads = _threads_of(entries)
    rows = lists.thread_rows({id for id in threads if id})
    foremost = _foremost_of(entry for entry in entries if entry.kind not in ONLY_IN_LISTS)
    return [
        partial(
            _row_and_foremost,
            partial(_row, _listed(rows.get(thread_id or 0), entry.stream), thread_id, entry.kind),
            foremost.get(entry.stream, NOTHING),
            thread_id,
        )
        for entry, thread_id in zip(entries, threads, strict=True)
    ]


def foremost_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """What stands first in each theme by now, all of it: pins change places with each other."""
    foremost = _foremost_of(entries)
    return [partial(_foremost, foremost[entry.stream]) for entry in entries]


def pinned_comment_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """The comment that a thread shows first, or none; and the sign on it."""
    threads = queries.threads_as_shown([entry.subject_id for entry in entries])
    return [
        partial(render_template, "discussions/_first_comment.turbo.html", thread=thread)
        for thread in (threads[entry.subject_id] for entry in entries)
    ]


def solution_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """What solves a question, or nothing yet; and the sign on it."""
    threads = queries.threads_as_shown([entry.subject_id for entry in entries])
    return [
        partial(render_template, "discussions/_solution.turbo.html", thread=thread)
        for thread in (threads[entry.subject_id] for entry in entries)
    ]


def solved_row_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """In the lists, the question's row tells that it is solved."""
    rows = lists.thread_rows({entry.subject_id for entry in entries})
    return [
        partial(
            _row, _listed(rows.get(entry.subject_id), entry.stream), entry.subject_id, entry.kind
        )
        for entry in entries
    ]


def answer_to_author(comment: Comment) -> list[str]:
    """The fragments that follow from one's own click, as everybody else gets them."""
    if not wants_turbo():
        return []
    with speaking(current_locale()):
        return [_comments(_with_traces_above([comment.id]), comment.id, comment.thread_id)]


def _with_traces_above(comment_ids: Sequence[int]) -> Shown:
    """The comments, and the withdrawn ones that they answer, one above the other."""
    found: dict[int, tuple[Comment, bool]] = {}
    wanted = set(comment_ids)
    while wanted:
        found |= queries.comments_as_shown(wanted)
        parents = (found[id][0].parent for id in wanted if id in found)
        wanted = {parent.id for parent in parents if parent and not parent.stands} - set(found)
    return found


def _comments(shown: Shown, comment_id: int, thread_id: int) -> str:
    """On pages of this thread, from which the comment may have been moved since."""
    comment: Comment | None
    comment, is_shown = shown.get(comment_id, (None, False))
    if comment and comment.thread_id != thread_id:
        return _gone(None, comment_id)
    html = _comment(comment) if comment and is_shown else _gone(comment, comment_id)
    if comment and comment.parent and not comment.parent.stands:
        html += _comments(shown, comment.parent.id, thread_id)
    return html


def _thread_of(stream: str) -> int:
    return int(stream.rpartition(":")[2])


def _comment(comment: Comment) -> str:
    return render_template(
        "discussions/_comment.turbo.html",
        comment=comment,
        comment_id=comment.id,
        thread=comment.thread,
        mine=NOBODY,
    )


def _gone(comment: Comment | None, comment_id: int) -> str:
    return render_template(
        "discussions/_gone.turbo.html", comment_id=comment_id, thread=comment and comment.thread
    )


def _foremost_of(entries: Iterable[Entry]) -> dict[str, Foremost]:
    """What stands first for all readers of the themes in whose streams they are."""
    themes = queries.themes_of_streams({entry.stream for entry in entries})
    return {theme.stream: foremost_in(theme) for theme in themes}


def _foremost(foremost: Foremost) -> str:
    return render_template("discussions/_foremost.turbo.html", foremost=foremost)


def _row_and_foremost(row: Fragment, foremost: Foremost, thread_id: int | None) -> str:
    """A thread that stands first says there what it says in the list."""
    return row() + (_foremost(foremost) if thread_id in foremost.thread_ids else "")


def _listed(row: ThreadRow | None, stream: str) -> ThreadRow | None:
    """None where the list of this stream does not show it any more."""
    if row is None or row.thread.archived_at is not None:
        return None
    return row if stream in row.thread.list_streams else None


def _row(row: ThreadRow | None, thread_id: int | None, kind: str) -> str:
    if row is None:
        return render_template("discussions/_row_gone.turbo.html", thread_id=thread_id)
    way = "raise" if kind in RAISED else "enter" if kind in ENTERING else "replace"
    return render_template("discussions/_row.turbo.html", row=row, way=way)


def _threads_of(entries: Sequence[Entry]) -> list[int | None]:
    """The thread that each entry is about."""
    comments = {e.subject_id for e in entries if not e.subject.startswith("thread:")}
    threads = queries.thread_ids_of(comments)
    return [
        e.subject_id if e.subject.startswith("thread:") else threads.get(e.subject_id)
        for e in entries
    ]
