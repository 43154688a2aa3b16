"""Members: their accounts, how they join, and what they tell about themselves."""

from flask import Flask
from flask_login import current_user


def install(app: Flask) -> None:
    from connect.members import security, views

    security.install(app)
    app.register_blueprint(views.blueprint)
    app.context_processor(_unread_inbox_count)


def _unread_inbox_count() -> dict[str, int]:
    """For the frame of every page; 0 for visitors, and where there is no request."""
    return {"unread_inbox_count": getattr(current_user, "unread_count", 0)}
