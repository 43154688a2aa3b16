"""What an event changes on the pages that are open: fragments for many readers at once."""

from flask import render_template
from sqlalchemy.orm import joinedload

from connect.database import db
from connect.discussions import lists, queries
from connect.discussions.models import Comment
from connect.discussions.pages import NOBODY
from connect.events.models import Entry
from connect.web.answers import wants_turbo
from connect.web.languages import current_locale, speaking

def fragment(entry: Entry, stream_kind: str) -> str:
    """What the entry changes on a page that follows such a stream; empty when nothing."""
    return theme_fragment(entry) if stream_kind == "theme" else thread_fragment(entry)


def thread_fragment(entry: Entry) -> str:
    """The comment as it stands now, to be put in its place or taken away."""
    comment = shown_comment(entry.subject_id)
    if comment is None:
        gone = db.session.get(Comment, entry.subject_id, options=[joinedload(Comment.thread)])
        thread = gone.thread if gone else None
        return render_template(
            "discussions/_gone.turbo.html", comment_id=entry.subject_id, thread=thread
        )
    return comment_fragment(comment)


def theme_fragment(entry: Entry) -> str:
    """The thread's row as it stands now; raised to the top where something was added."""
    thread_id = _thread_in_row(entry)
    row = lists.thread_row(thread_id) if thread_id else None
    if row is None:
        return ""
    moves = entry.kind in ("thread.opened", "comment.posted")
    return render_template("discussions/_row.turbo.html", row=row, moves=moves)


def answer_to_author(comment: Comment) -> list[str]:
    """The fragments that follow from one's own click, as everybody else gets them."""
    if not wants_turbo():
        return []
    shown = shown_comment(comment.id)
    if shown is None:
        return []
    with speaking(current_locale()):
        return [comment_fragment(shown)]


def comment_fragment(comment: Comment) -> str:
    return render_template(
        "discussions/_comment.turbo.html",
        comment=comment,
        thread=comment.thread,
        mine=NOBODY,
    )


def shown_comment(comment_id: int) -> Comment | None:
    """The comment with all that it shows, or None when nothing of it is to be seen."""
    return db.session.scalar(
        queries.with_author(queries.select_comment(comment_id)).where(queries.is_shown())
    )


def _thread_in_row(entry: Entry) -> int | None:
    """The thread whose row changes. An edit shows in a row only when it is the opening's."""
    if entry.subject.startswith("thread:"):
        return entry.subject_id
    comment = db.session.get(Comment, entry.subject_id)
    if comment is None or (entry.kind == "comment.edited" and not comment.is_opening):
        return None
    return comment.thread_id
