"""A text as it would be published."""

from typing import Any

from flask import jsonify, make_response, render_template, request
from werkzeug.wrappers import Response

from connect.drafts.discretion import reminders
from connect.drafts.errors import DraftError
from connect.drafts.forms import fields_of_form
from connect.drafts.models import Fields
from connect.drafts.publishing import publication_at
from connect.drafts.views.base import blueprint, keepable, refused, take_files
from connect.members.current import member
from connect.web.answers import wants_json


@blueprint.post("/preview")
def create_preview() -> Response:
    """The text as it would be published at `place`, by the function that publishes."""
    place = request.form.get("place", "")
    subject = keepable(place)
    try:
        fields = fields_of_form(request.form)
    except DraftError as refusal:
        return refused(refusal, place)
    take_files(place, fields)
    publication, number = publication_at(place)
    problems = publication.problems(member(), number, fields)
    shown = {"html": "", "files": []} if problems else _shown(place, fields)
    status = 422 if problems else 200
    if wants_json():
        return make_response(jsonify(**shown, errors={"body": problems}, status=status), status)
    page = render_template(
        "drafts/preview.html",
        subject=subject,
        fields=fields,
        problems=problems,
        reminders=reminders(fields),
        draft_version=request.form.get("draft_version", "0"),
        **shown,
    )
    return make_response(page, status)


def _shown(place: str, fields: Fields) -> dict[str, Any]:
    publication, number = publication_at(place)
    return {
        "html": publication.html(member(), number, fields),
        "files": publication.files(member(), number, fields),
    }
