"""The blueprint, forms as their writers left them, and where a page opens after one."""

from typing import TypeVar

from flask import Blueprint, session

from connect.discussions.forms import CommentForm, EditForm, ThreadForm
from connect.discussions.models import Comment
from connect.drafts.models import Draft
from connect.drafts.queries import draft_at
from connect.members.current import member, reader
from connect.uploads.receiving import allow_files

blueprint = Blueprint("discussions", __name__)

Form = TypeVar("Form", ThreadForm, CommentForm, EditForm)


TAKE_FILES = {
    "discussions.create_comment",
    "discussions.create_thread",
    "discussions.update_comment",
    "drafts.create_preview",
    "drafts.update_draft",
}


@blueprint.app_url_value_preprocessor
def _allow_files(endpoint: str | None, _values: object) -> None:
    if endpoint in TAKE_FILES:
        allow_files()


def begun(form: type[Form], place: str, **otherwise: object) -> tuple[Form, Draft | None]:
    """The form with what the member was writing at this place, and the draft it came from."""
    draft = draft_at(reader(), place)
    begun_with = {"files": [], **draft.fields, "draft_version": draft.version} if draft else {}
    filled = form(data={**otherwise, **begun_with})
    if filled.files.data:
        filled.take_files(member(), place)
    return filled, draft


def place_of(comment: Comment) -> str:
    """Where a comment is found; the next page of its thread opens at it, wherever it stands."""
    session["opens_at"] = [comment.thread_id, comment.id]
    return f"{comment.thread.url}#comment-{comment.id}"


def opens_at(thread_id: int) -> int | None:
    """The comment that a form just made or changed in this thread; said once."""
    posted = session.pop("opens_at", None)
    return posted[1] if posted and posted[0] == thread_id else None
