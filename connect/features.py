"""Every feature, in the order in which an app takes it up."""

from flask import Flask

from connect import live, members
from connect.discussions import comment_views, mark_views
from connect.discussions import views as discussions
from connect.notifications import views as notifications
from connect.places import views as places
from connect.public import views as public


def install(app: Flask) -> None:
    members.install(app)
    for feature in (public, places, discussions, notifications):
        app.register_blueprint(feature.blueprint)
    live.install(app)
