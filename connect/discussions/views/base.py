"""The blueprint, forms as their writers left them, and where a page opens after one."""

from typing import TypeVar

from flask import Blueprint, flash, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions.forms import CommentForm, EditForm, ThreadForm
from connect.discussions.models import Comment
from connect.drafts.errors import WaitsForApproval
from connect.drafts.kept_back import hold_back, keep_back
from connect.drafts.models import Draft
from connect.drafts.queries import draft_at
from connect.members.current import member, reader
from connect.uploads.receiving import allow_files
from connect.web.answers import see_other

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


def kept(form: CommentForm | EditForm | ThreadForm, place: str) -> Draft | None:
    """A text that cannot be published now, as the draft that it becomes."""
    draft = keep_back(member(), place, form.files.data)
    if draft is not None:
        form.draft_version.data = str(draft.version)
    return draft


def held(form: CommentForm | ThreadForm, place: str, waits: WaitsForApproval) -> Response | None:
    """The text waits for a moderator: its writer is told, and finds it among their drafts. None,
    and an error in the form, when no more drafts can be kept."""
    if hold_back(member(), place, form.files.data, waits) is None:
        form.body.errors = [_("You have too many drafts: publish or remove some first.")]
        return None
    told = _("Thank you. A moderator reads the first text of each member here, then publishes it.")
    flash(f"{told} {_('You will be told.')}", "success")
    return see_other("/drafts/")
