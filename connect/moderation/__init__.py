"""Moderation: what good content needs to rise, and people to be safe; every act with its reason."""

from flask import Flask


def install(app: Flask) -> None:
    from connect.moderation import saying, views

    app.register_blueprint(views.blueprint)
    app.jinja_env.globals["decision_names"] = saying.NAMES
