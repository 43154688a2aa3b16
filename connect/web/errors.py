"""Error answers: a designed page in the reader's language, or JSON for programs."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from connect.web.access import is_public
from connect.web.answers import wants_json


@dataclass(frozen=True)
class Explanation:
    """What happened and what the member can do now, in two sentences."""

    title: str
    advice: str


EXPLANATIONS = {
    400: Explanation(
        _("We could not understand this request."),
        _("Go back, check what you sent and try again."),
    ),
    401: Explanation(
        _("You are no longer signed in."),
        _("Sign in again in another tab, then come back and send this once more: nothing is lost."),
    ),
    403: Explanation(
        _("This is not open to you."),
        _("If you think it should be, ask an organiser of BeFUS."),
    ),
    404: Explanation(
        _("There is nothing at this address."),
        _("It may have been moved or withdrawn. The themes are a good place to start again."),
    ),
    405: Explanation(
        _("This address cannot be used in this way."),
        _("Go back and use the buttons of the page."),
    ),
    409: Explanation(
        _("Somebody else changed this in the meantime."),
        _("Go back, look at the new version and send yours again."),
    ),
    413: Explanation(
        _("This is too large to send."),
        _("Make the text or the file smaller and try again."),
    ),
    429: Explanation(
        _("That was a little too often."),
        _("Wait a while and try again. Nothing has been lost."),
    ),
    500: Explanation(
        _("Something went wrong on our side."),
        _("What you typed is kept on this device. Try again in a moment."),
    ),
}
EXPIRED_FORM = Explanation(
    _("This page stood open for too long."),
    _("Go back, reload the page and send it again: what you typed is kept on this device."),
)
SECRETS = {"csrf_token", "password", "token"}
SHORTEST_KEPT = 20

HandBack = Callable[[int], str | None]
"""Makes the page for a text that came without a session (401) or with an old secret (400), and
takes it on from there; None for what is no text of a place. `features` names the one."""


def install(app: Flask) -> None:
    app.register_error_handler(CSRFError, _answer_expired_form)
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(Exception, _answer_failure)


def _answer(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    if status == 401:
        return _refused_form(401, EXPLANATIONS[401])
    response = _page(status, EXPLANATIONS.get(status, EXPLANATIONS[400]))
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _answer_expired_form(error: CSRFError) -> Response:
    """A session that ended takes the form's secret along: then the sign-in is what is missing."""
    if current_user.is_authenticated or is_public(request.endpoint):
        return _refused_form(400, EXPIRED_FORM)
    return _refused_form(401, EXPLANATIONS[401])


def _answer_failure(error: Exception) -> Response:
    """A page that asks nothing of the database, which may be what failed: in both languages."""
    current_app.logger.exception("A request failed")
    if wants_json():
        return _page(500, EXPLANATIONS[500])
    return make_response(render_template("errors/failure.html"), 500)


def _refused_form(status: int, explanation: Explanation) -> Response:
    """A page that shows the texts of the form, so that nobody has to write them again."""
    if not wants_json():
        hand_back: HandBack = current_app.extensions["hand_back"]
        if page := hand_back(status):
            return make_response(page, status)
    fields = request.form.items(multi=True)
    kept = [text for name, text in fields if name not in SECRETS and len(text) >= SHORTEST_KEPT]
    return _page(status, explanation, "accounts/refused_form.html", kept=kept)


def _page(
    status: int, explanation: Explanation, template: str = "errors/error.html", **values: object
) -> Response:
    if wants_json():
        body = jsonify(error=str(explanation.title), advice=str(explanation.advice), status=status)
    else:
        page = render_template(template, explanation=explanation, status=status, **values)
        body = make_response(page)
    body.status_code = status
    return body
