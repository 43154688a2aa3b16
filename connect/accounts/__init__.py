"""Accounts: how members get in, prove who they are, and leave."""

from contextlib import suppress

from flask import Flask, Response
from sqlalchemy.exc import OperationalError


def install(app: Flask) -> None:
    from connect.accounts import openid, passkeys, security, views

    security.install(app)
    app.jinja_env.globals["openid_name"] = openid.name
    app.jinja_env.globals["passkeys_are_possible"] = passkeys.are_possible
    app.register_blueprint(views.blueprint)
    app.after_request(_note_visit)


def _note_visit(response: Response) -> Response:
    """Of whom the page looked up. The page stands whether this can be written or not."""
    from connect.accounts import actions, current

    found = current.session_or_none()
    if found and not found.revoked_at:
        with suppress(OperationalError):
            actions.note_visit(found)
    return response
