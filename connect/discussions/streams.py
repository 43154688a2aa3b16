"""What an event changes on the pages that are open: fragments for many readers at once."""

from flask import render_template

from connect.database import db
from connect.discussions import lists, queries
from connect.discussions.models import Comment
from connect.discussions.pages import NOBODY
from connect.events.models import Entry
from connect.web.answers import wants_turbo
from connect.web.languages import current_locale, speaking


def thread_fragment(entry: Entry) -> str:
    """The comment as it stands now, to be put in its place or taken away; and the traces above
    it, which come and go with their answers."""
    return "".join(_fragment(comment_id) for comment_id in _with_traces_above(entry.subject_id))


def theme_fragment(entry: Entry) -> str:
    """The thread's row as it stands now; raised to the top where something was added."""
    thread_id = _thread_of(entry)
    row = lists.thread_row(thread_id) if thread_id else None
    if row is None:
        return render_template("discussions/_row_gone.turbo.html", thread_id=thread_id)
    moves = entry.kind in ("thread.opened", "thread.restored", "comment.posted")
    return render_template("discussions/_row.turbo.html", row=row, moves=moves)


def answer_to_author(comment: Comment) -> list[str]:
    """The fragments that follow from one's own click, as everybody else gets them."""
    if not wants_turbo():
        return []
    with speaking(current_locale()):
        return [_fragment(comment_id) for comment_id in _with_traces_above(comment.id)]


def _fragment(comment_id: int) -> str:
    comment = queries.comment_as_shown(comment_id)
    if comment is not None:
        return render_template(
            "discussions/_comment.turbo.html", comment=comment, thread=comment.thread, mine=NOBODY
        )
    gone = db.session.get(Comment, comment_id)
    return render_template(
        "discussions/_gone.turbo.html", comment_id=comment_id, thread=gone and gone.thread
    )


def _with_traces_above(comment_id: int) -> list[int]:
    """The comment, and the withdrawn ones that it answers, one above the other."""
    found = [comment_id]
    comment = db.session.get(Comment, comment_id)
    while comment is not None and comment.parent is not None and comment.parent.withdrawn_at:
        comment = comment.parent
        found.append(comment.id)
    return found


def _thread_of(entry: Entry) -> int | None:
    if entry.subject.startswith("thread:"):
        return entry.subject_id
    comment = db.session.get(Comment, entry.subject_id)
    return comment.thread_id if comment else None
