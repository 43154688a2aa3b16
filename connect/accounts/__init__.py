"""Accounts: how members get in, prove who they are, and leave."""

from flask import Flask


def install(app: Flask) -> None:
    from connect.accounts import openid, security, views

    security.install(app)
    app.jinja_env.globals["openid_name"] = openid.name
    app.register_blueprint(views.blueprint)
