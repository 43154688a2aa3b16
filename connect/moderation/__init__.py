"""Moderation: what good content needs to rise, and people to be safe; every act with its reason."""

from flask import Flask


def install(app: Flask) -> None:
    from connect.moderation import saying, views
    from connect.moderation.actions.reversing import can_be_undone

    app.register_blueprint(views.blueprint)
    app.jinja_env.globals.update(decision_names=saying.NAMES, can_be_undone=can_be_undone)
