"""The blueprint, forms as their writers left them, and where a page opens after one."""

from typing import TypeVar

from flask import Blueprint, session

from connect.discussions.models import Comment
from connect.drafts.forms import DraftedForm
from connect.drafts.models import Draft
from connect.drafts.queries import draft_at
from connect.members.current import reader

blueprint = Blueprint("discussions", __name__)

Form = TypeVar("Form", bound=DraftedForm)


def begun(form: type[Form], place: str, **otherwise: object) -> tuple[Form, Draft | None]:
    """The form with what the member was writing at this place, and the draft it came from."""
    draft = draft_at(reader(), place)
    begun_with = {**draft.fields, "draft_version": draft.version} if draft else {}
    return form(data={**otherwise, **begun_with}), draft


def place_of(comment: Comment) -> str:
    """Where a comment is found; the next page of its thread opens at it, wherever it stands."""
    session["opens_at"] = [comment.thread_id, comment.id]
    return f"/threads/{comment.thread_id}#comment-{comment.id}"


def opens_at(thread_id: int) -> int | None:
    """The comment that a form just made or changed in this thread; said once."""
    posted = session.pop("opens_at", None)
    return posted[1] if posted and posted[0] == thread_id else None
