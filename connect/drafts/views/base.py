"""The blueprint, the door to a place, and what a writer is told whose draft cannot be kept."""

from flask import Blueprint, flash, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.drafts.actions.keeping import MOST_DRAFTS
from connect.drafts.errors import DraftError, DraftTooLarge, TooManyDrafts
from connect.drafts.models import Fields
from connect.drafts.pages import words_of
from connect.drafts.publishing import publication_at
from connect.members.current import member
from connect.subjects import Subject, reach_subject
from connect.web.access import authorize, reached
from connect.web.answers import wants_json

blueprint = Blueprint("drafts", __name__)


def writable(place: str) -> Subject:
    subject = reached(reach_subject(member(), place))
    authorize(subject.may_write)
    return subject


def keepable(place: str) -> Subject:
    """Where a text is kept: also where it cannot be published any more."""
    subject = reached(reach_subject(member(), place))
    authorize(subject.may_write or subject.keeps)
    return subject


def take_files(place: str, fields: Fields) -> None:
    """Files that came with the form stay, whatever becomes of it."""
    publication, number = publication_at(place)
    for told in publication.take_files(member(), number, fields):
        flash(told, "warning")


def refused(refusal: DraftError, place: str) -> Response:
    """What is wrong and what to do, with the text as it was sent."""
    status, title, advice = _explained(refusal)
    if wants_json():
        return make_response(jsonify(error=title, advice=advice, status=status), status)
    page = render_template(
        "drafts/refused.html",
        title=title,
        advice=advice,
        place=place,
        words=words_of(request.form.to_dict()),
    )
    return make_response(page, status)


def _explained(refusal: DraftError) -> tuple[int, str, str]:
    match refusal:
        case DraftTooLarge():
            return (
                413,
                _("This text is too long to be kept."),
                _("Split it in two, or attach it as a file."),
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
