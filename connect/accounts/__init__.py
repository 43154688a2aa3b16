"""Accounts: how members get in, prove who they are, and leave."""

from flask import Flask


def install(app: Flask) -> None:
    from connect.accounts import security, views

    security.install(app)
    app.register_blueprint(views.blueprint)
