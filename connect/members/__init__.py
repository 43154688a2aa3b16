"""Members: their accounts, how they join, and what they tell about themselves."""

from flask import Flask


def install(app: Flask) -> None:
    from connect.members import security, views

    security.install(app)
    app.register_blueprint(views.blueprint)
