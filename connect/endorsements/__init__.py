"""Endorsements: a municipality stands behind a practice, as a municipality."""

from collections.abc import Mapping

from flask import Flask

from connect.endorsements.endorsing import Endorsable


def install(app: Flask, table: Mapping[str, Endorsable]) -> None:
    from connect.endorsements import endorsing, views, words

    endorsing.install(app, table)
    app.register_blueprint(views.blueprint)
    app.jinja_env.globals.update(level_names=words.LEVEL_NAMES, level_hints=words.LEVEL_HINTS)
