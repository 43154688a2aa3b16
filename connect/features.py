"""Every feature, in the order in which an app takes it up."""

from flask import Flask

from connect import live, members
from connect.discussions import rendering
from connect.discussions import views as discussions
from connect.notifications import views as notifications
from connect.operations import measures
from connect.operations import views as operations
from connect.places import views as places
from connect.public import views as public


def install(app: Flask) -> None:
    members.install(app)
    for feature in (public, places, discussions, notifications, operations):
        app.register_blueprint(feature.blueprint)
    rendering.install(app)
    measures.install(app)
    live.install(app)
