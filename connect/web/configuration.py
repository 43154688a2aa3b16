"""Our settings in the words of Flask and its extensions."""

from datetime import timedelta
from typing import Any

from connect.settings import Settings

LARGEST_REQUEST = 1024 * 1024  # the longest text, percent-encoded, with room to spare


def flask_config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
        "SESSION_COOKIE_NAME": "connect_session",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a text may take an afternoon
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
        "RATELIMIT_STORAGE_URI": settings.redis_url or "memory://",
        "RATELIMIT_HEADERS_ENABLED": True,
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/plain",
            "text/vnd.turbo-stream.html",
            "application/json",
        ],
        "COMPRESS_BR_LEVEL": 4,
    }


def engine_options(url: str) -> dict[str, Any]:
    """Without parameters in errors: these end up in logs, and hold texts and password hashes."""
    quiet = {"hide_parameters": True}
    if url.startswith("sqlite"):
        return quiet
    pool = {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True, "pool_recycle": 1800}
    return quiet | pool
