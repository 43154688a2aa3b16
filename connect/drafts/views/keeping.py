"""Keeping drafts as they are written, and the page of one's drafts."""

from datetime import datetime

from flask import flash, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.drafts import actions, queries
from connect.drafts.discretion import reminders
from connect.drafts.errors import DraftError, StaleDraft
from connect.drafts.forms import sent_draft
from connect.drafts.models import Draft, Fields
from connect.drafts.pages import draft_line, draft_lines, readable, words_of
from connect.drafts.views.base import blueprint, keepable, refused, take_files
from connect.members.current import member
from connect.subjects import Subject, reach_subject
from connect.web.access import reached
from connect.web.addresses import asked_id
from connect.web.answers import see_other, wants_json


@blueprint.get("/drafts/")
def list_drafts() -> str:
    lines, has_older = draft_lines(member(), before=asked_id("before"))
    return render_template("drafts/index.html", lines=lines, has_older=has_older)


@blueprint.get("/drafts/<place>")
def show_draft(place: str) -> Response:
    """Where its text can be gone on with; out of reach, the page of the text alone."""
    draft = reached(queries.draft_at(member(), place))
    if wants_json():
        return _as_json(draft)
    subject = reach_subject(member(), place)
    if subject is not None and subject.may_write and subject.name == place:
        return see_other(subject.url)
    line = draft_line(member(), draft, subject)
    return make_response(render_template("drafts/show.html", line=line))


@blueprint.post("/drafts/<place>")
def update_draft(place: str) -> Response:
    subject = keepable(place)
    try:
        fields, version = sent_draft()
        if not request.is_json:
            take_files(place, fields)
        draft = actions.save_draft(member(), place, fields, version)
    except StaleDraft as conflict:
        return _both(conflict.current, subject, fields)
    except DraftError as refusal:
        return refused(refusal, place)
    if wants_json():
        return _as_json(draft, with_fields=False, reminders=reminders(fields))
    return _onward(draft, subject)


@blueprint.post("/drafts/<place>/removal")
def remove_draft(place: str) -> Response:
    """Of one's own text, wherever it belongs; of what is not there, nothing."""
    _own_or_within_reach(place)
    actions.remove_draft(member(), place)
    if wants_json():
        return make_response("", 204)
    flash(_("Your draft is removed. You can restore it."), f"undo:/drafts/{place}/restoration")
    return see_other("/drafts/")


@blueprint.post("/drafts/<place>/waiting/removal")
def take_back_draft(place: str) -> Response:
    """A moderator was to read it; of what does not wait, nothing."""
    reached(queries.draft_at(member(), place))
    actions.take_back_draft(member(), place)
    flash(_("It waits no more. Send it again when you are ready."), "success")
    return see_other("/drafts/")


@blueprint.post("/drafts/<place>/restoration")
def restore_draft(place: str) -> Response:
    draft = actions.restore_draft(member(), place)
    reached(draft)
    return see_other("/drafts/")


def _own_or_within_reach(place: str) -> None:
    if queries.draft_at(member(), place) is None:
        reached(reach_subject(member(), place))


def _onward(draft: Draft, subject: Subject) -> Response:
    """Where the button leads that kept the text."""
    if draft.state != "kept":
        flash(_("There is nothing to keep: write something first."), "warning")
        return see_other(subject.url)
    if not subject.may_write:
        flash(_("Your text is kept. It cannot be published there now."), "warning")
        return see_other(draft.url)
    match request.form.get("then"):
        case "write":
            return see_other(subject.url)
        case "schedule":
            return see_other(f"/drafts/{subject.name}/schedule")
    flash(_("Your text is kept."), "success")
    return see_other("/drafts/")


def _as_json(
    draft: Draft, *, with_fields: bool = True, status: int = 200, **more: object
) -> Response:
    told = {"version": draft.version, "saved_at": _moment(draft.updated_at), **more}
    if with_fields:
        told |= {"fields": draft.fields, "post_at": _moment(draft.post_at)}
    return make_response(jsonify(told), status)


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _both(current: Draft, subject: Subject, fields: Fields) -> Response:
    """Two texts for one place: both are shown, and one, or both together, can be kept."""
    if wants_json():
        return _as_json(current, status=409)
    page = render_template(
        "drafts/conflict.html",
        subject=subject,
        current=current,
        theirs=readable(words_of(current.fields)),
        yours=readable(words_of(fields)),
        fields=fields,
    )
    return make_response(page, 409)
