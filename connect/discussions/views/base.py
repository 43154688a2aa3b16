"""The blueprint; where a page opens after a form, and what a form is told that was refused."""

from flask import Blueprint, session
from flask_babel import gettext as _

from connect import rich_text
from connect.discussions.errors import DiscussionError
from connect.discussions.models import Comment

blueprint = Blueprint("discussions", __name__)

REFUSALS = (DiscussionError, rich_text.TextEmpty, rich_text.TextTooLong)


def place_of(comment: Comment) -> str:
    """Where a comment is found; the next page of its thread opens at it, wherever it stands."""
    session["opens_at"] = [comment.thread_id, comment.id]
    return f"/threads/{comment.thread_id}#comment-{comment.id}"


def opens_at(thread_id: int) -> int | None:
    """The comment that a form just made or changed in this thread; said once."""
    posted = session.pop("opens_at", None)
    return posted[1] if posted and posted[0] == thread_id else None


def explained(refusal: Exception) -> str:
    """A rule's refusal in the member's words."""
    match refusal:
        case rich_text.TextEmpty():
            return _("Write something first.")
        case rich_text.TextTooLong():
            return _("This text is too long to be read in one go. Share it in two.")
        case _unknown:
            return _("What you answer is no longer in this thread. Your text is kept below.")
