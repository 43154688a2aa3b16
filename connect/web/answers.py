"""Answers in the form the client asked for: a page, a Turbo Stream, or JSON."""

from collections.abc import Callable

from flask import Response, jsonify, make_response, redirect, render_template, request
from flask_wtf import FlaskForm

TURBO_STREAM = "text/vnd.turbo-stream.html"

Fragment = Callable[[], str]
"""Renders what was read before, in the language that is being spoken."""


def wants_json() -> bool:
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def wants_turbo() -> bool:
    return TURBO_STREAM in request.headers.get("Accept", "")


def is_fetched_ahead() -> bool:
    """Whether nobody looks at the page yet: the pointer came over a link to it."""
    return "prefetch" in request.headers.get(
        "X-Sec-Purpose", request.headers.get("Sec-Purpose", "")
    )


def turbo(*fragments: str, status: int = 200) -> Response:
    """Turbo Stream elements as an answer to a form."""
    return Response("".join(fragments), status, mimetype=TURBO_STREAM)


def form_page(template: str, form: FlaskForm, *, status: int = 422, **values: object) -> Response:
    """The page of a form: as it is new, or again with what was typed and, by `status`, what is
    wrong. A program gets the errors by field."""
    if not form.errors and status == 422:
        status = 200
    elif wants_json():
        errors = {name or "form": messages for name, messages in form.errors.items()}
        return make_response(jsonify(status=status, errors=errors), status)
    return make_response(render_template(template, form=form, **values), status)


def see_other(location: str, *fragments: str) -> Response:
    """After a write: the fragments it changed for Turbo, else a 303 to where they stand."""
    if fragments and wants_turbo():
        return turbo(*fragments)
    return make_response(redirect(location, 303))
