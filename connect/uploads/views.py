"""The doors of files: sending one, fetching it, taking it back."""

from flask import Blueprint, Response, abort, jsonify, make_response, request

from connect.members.current import member, reader
from connect.uploads import actions, policies, queries
from connect.uploads.errors import TooOften, UploadRefused
from connect.uploads.formats import kind_name
from connect.uploads.receiving import LARGEST_UPLOAD, allow_files, receive
from connect.uploads.serving import upload_answer
from connect.uploads.sizes import file_size
from connect.uploads.words import explained
from connect.web.access import authorize, public, reached

blueprint = Blueprint("uploads", __name__)

blueprint.add_app_template_filter(file_size)
blueprint.add_app_template_filter(kind_name, "file_kind")

RETRY_AFTER_S = 600


@blueprint.url_value_preprocessor
def allow_a_file(endpoint: str | None, _values: object) -> None:
    if endpoint == "uploads.create_upload":
        allow_files(LARGEST_UPLOAD)


@blueprint.post("/uploads")
def create_upload() -> Response:
    """For scripts; a page without them sends its files with its form (see `forms`)."""
    authorize(policies.can_upload(member()))
    sent = request.files.get("file")
    try:
        upload = receive(member(), sent)
    except UploadRefused as refusal:
        return _refused(refusal, (sent and sent.filename) or "")
    return make_response(jsonify(upload.described), 201)


@blueprint.get("/uploads/<key>/<name>")
@public
def show_upload(key: str, name: str) -> Response:
    """For whoever can read a text that holds it, asked at every request."""
    upload = reached(queries.reach_upload(reader(), key))
    if name != upload.address_name:
        abort(404)
    return upload_answer(upload, request.args.get("w", type=int))


@blueprint.post("/uploads/<key>/removal")
def drop_upload(key: str) -> Response:
    upload = reached(queries.reach_upload(member(), key))
    authorize(policies.can_drop_upload(member(), upload))
    actions.drop(upload)
    return make_response("", 204)


def _refused(refusal: UploadRefused, name: str) -> Response:
    told = explained(refusal, name)
    answer = make_response(jsonify(error=told.title, advice=told.advice), refusal.status)
    if isinstance(refusal, TooOften):
        answer.headers["Retry-After"] = RETRY_AFTER_S
    return answer
