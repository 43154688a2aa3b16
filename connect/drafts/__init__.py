"""Drafts: what a member is writing, kept on the server for each place until it is published."""

from collections.abc import Mapping

from flask import Flask

from connect.drafts.publishing import Publication


def install(app: Flask, publications: Mapping[str, Publication]) -> None:
    from connect.drafts import publishing, views

    publishing.install(app, publications)
    app.register_blueprint(views.blueprint)
