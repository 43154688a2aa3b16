"""The services this program needs, asked whether they answer."""

from collections.abc import Callable

import redis
from flask import current_app
from sqlalchemy import text

from connect.database import db
from connect.extensions import current_settings
from connect.storage import storage


def failing_services() -> list[str]:
    """The names of those that do not answer now."""
    checks: dict[str, Callable[[], object]] = {
        "database": _ask_database,
        "storage": storage().check,
    }
    settings = current_settings()
    if settings.redis_url:
        checks["redis"] = lambda: redis.Redis.from_url(settings.redis_url, socket_timeout=2).ping()
    return [name for name, ask in checks.items() if not _answers(ask)]


def _ask_database() -> None:
    db.session.execute(text("SELECT 1"))


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except Exception:
        current_app.logger.exception("A service does not answer")
        return False
    return True
