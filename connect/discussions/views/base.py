"""The blueprint, and where a page opens after a form."""

from flask import Blueprint, session

from connect.discussions.models import Comment

blueprint = Blueprint("discussions", __name__)


def place_of(comment: Comment) -> str:
    """Where a comment is found; the next page of its thread opens at it, wherever it stands."""
    session["opens_at"] = [comment.thread_id, comment.id]
    return f"/threads/{comment.thread_id}#comment-{comment.id}"


def opens_at(thread_id: int) -> int | None:
    """The comment that a form just made or changed in this thread; said once."""
    posted = session.pop("opens_at", None)
    return posted[1] if posted and posted[0] == thread_id else None
