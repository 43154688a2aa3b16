"""The door: every route asks for a signed-in, active member unless it says `@public`."""

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, abort, current_app, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from connect.web.answers import wants_json

Thing = TypeVar("Thing")
View = TypeVar("View", bound=Callable[..., object])
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def public(view: View) -> View:
    """Let visitors in. What they may see is still decided by the view's query."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def reached(thing: Thing | None) -> Thing:
    """What a `reach_` query found. Out of reach, a visitor is asked to sign in, whether it
    exists or not; a member gets 404, whether it exists or not."""
    if thing is None:
        abort(404 if current_user.is_authenticated else make_response(demand_sign_in()))
    return thing


def is_public(endpoint: str | None) -> bool:
    """Also where there is no route: 404 and 405 are for everybody."""
    if endpoint is None or endpoint == "static":
        return True
    return getattr(current_app.view_functions[endpoint], "is_public", False)


def authorize(allowed: bool) -> None:
    """403 unless a policy said yes."""
    if not allowed:
        abort(403)


def demand_sign_in() -> BaseResponse:
    """Send a visitor to sign in and then back here; what was sent by a form is answered 401."""
    if wants_json() or request.method not in SAFE_METHODS:
        abort(401)
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))


def install(app: Flask) -> None:
    app.before_request(_keep_the_door)


def _keep_the_door() -> BaseResponse | Response | None:
    if is_public(request.endpoint):
        return None
    return None if current_user.is_authenticated else demand_sign_in()
