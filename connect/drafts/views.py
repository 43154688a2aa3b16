"""Keeping drafts as they are written, and the page of one's drafts."""

from datetime import datetime

from flask import Blueprint, flash, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.drafts import actions, queries
from connect.drafts.actions.keeping import MOST_DRAFTS
from connect.drafts.errors import DraftError, DraftTooLarge, StaleDraft, TooManyDrafts
from connect.drafts.forms import fields_of_form, sent_draft
from connect.drafts.models import Draft, Fields
from connect.drafts.pages import draft_line, draft_lines, readable
from connect.drafts.publishing import publication_at
from connect.members.current import member
from connect.subjects import Subject, reach_subject
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id
from connect.web.answers import see_other, wants_json

blueprint = Blueprint("drafts", __name__)


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
    if subject is not None and subject.may_write:
        return see_other(subject.url)
    line = draft_line(member(), draft, subject)
    return make_response(render_template("drafts/show.html", line=line))


@blueprint.post("/drafts/<place>")
def update_draft(place: str) -> Response:
    subject = _writable(place)
    try:
        fields, version = sent_draft()
        draft = actions.save_draft(member(), place, fields, version)
    except StaleDraft as conflict:
        return _both(conflict.current, subject, fields)
    except DraftError as refusal:
        return _refused(refusal, place)
    if wants_json():
        return _as_json(draft, with_fields=False)
    if "go_on" in request.form:
        return see_other(subject.url)
    flash(_("Your text is kept."), "success")
    return see_other("/drafts/")


@blueprint.post("/drafts/<place>/removal")
def remove_draft(place: str) -> Response:
    """Of one's own text, wherever it belongs; of what is not there, nothing."""
    _writable_or_kept(place)
    actions.remove_draft(member(), place)
    if wants_json():
        return make_response("", 204)
    flash(_("Your draft is removed. You can restore it."), f"undo:/drafts/{place}/restoration")
    return see_other("/drafts/")


@blueprint.post("/drafts/<place>/restoration")
def restore_draft(place: str) -> Response:
    draft = actions.restore_draft(member(), place)
    reached(draft)
    return see_other("/drafts/")


@blueprint.post("/preview")
def create_preview() -> Response:
    """The text as it would be published at `place`, by the function that publishes."""
    place = request.form.get("place", "")
    subject = _writable(place)
    try:
        fields = fields_of_form(request.form)
    except DraftError as refusal:
        return _refused(refusal, place)
    publication, number = publication_at(place)
    problems = publication.problems(member(), number, fields)
    status = 422 if problems else 200
    html = "" if problems else publication.html(member(), number, fields)
    if wants_json():
        return make_response(jsonify(html=html, errors={"body": problems}, status=status), status)
    page = render_template(
        "drafts/preview.html",
        subject=subject,
        fields=fields,
        problems=problems,
        html=html,
        draft_version=request.form.get("draft_version", "0"),
    )
    return make_response(page, status)


def _writable(place: str) -> Subject:
    subject = reached(reach_subject(member(), place))
    authorize(subject.may_write)
    return subject


def _writable_or_kept(place: str) -> None:
    if queries.draft_at(member(), place) is None:
        reached(reach_subject(member(), place))


def _as_json(draft: Draft, *, with_fields: bool = True, status: int = 200) -> Response:
    told: dict[str, object] = {"version": draft.version, "saved_at": _moment(draft.updated_at)}
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
        theirs=readable(current.body),
        fields=fields,
    )
    return make_response(page, 409)


def _refused(refusal: DraftError, place: str) -> Response:
    """What is wrong and what to do, with the text as it was sent."""
    status, title, advice = _explained(refusal)
    if wants_json():
        return make_response(jsonify(error=title, advice=advice, status=status), status)
    page = render_template(
        "drafts/refused.html",
        title=title,
        advice=advice,
        place=place,
        body=request.form.get("body", ""),
    )
    return make_response(page, status)


def _explained(refusal: DraftError) -> tuple[int, str, str]:
    match refusal:
        case DraftTooLarge():
            return (
                413,
                _("This text is too long to be kept."),
                _("Share it in two, or attach it as a file."),
            )
        case TooManyDrafts():
            return (
                422,
                _("You have %(num)s drafts: we keep no more than that.", num=MOST_DRAFTS),
                _("Publish or remove some of them, then keep this one."),
            )
        case _not_fields:
            return (
                400,
                _("We could not understand this request."),
                _("Go back, check what you sent and try again."),
            )
