"""Answers in the form the client asked for: a page, a Turbo Stream, or JSON."""

from flask import Response, make_response, redirect, request

TURBO_STREAM = "text/vnd.turbo-stream.html"


def wants_json() -> bool:
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]


def wants_turbo() -> bool:
    return TURBO_STREAM in request.headers.get("Accept", "")


def turbo(*fragments: str, status: int = 200) -> Response:
    """Turbo Stream elements as an answer to a form."""
    return Response("".join(fragments), status, mimetype=TURBO_STREAM)


def see_other(location: str, *fragments: str) -> Response:
    """After a write: the fragments it changed for Turbo, else a 303 to where they stand."""
    if fragments and wants_turbo():
        return turbo(*fragments)
    return make_response(redirect(location, 303))
