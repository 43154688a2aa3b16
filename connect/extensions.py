"""The Flask extensions, unbound, and `bind`, which gives each to an app."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask, current_app
from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_security import Security
from flask_socketio import SocketIO
from flask_wtf import CSRFProtect

from connect.aside import is_gevent_patched
from connect.database import db, prepare_engine
from connect.settings import Settings

MIGRATIONS = Path(__file__).parent.parent / "migrations"

babel = Babel()
compress = Compress()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
migrate = Migrate(directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
security = Security()
socketio = SocketIO()


def current_settings() -> Settings:
    """What the operator of this app decided."""
    settings: Settings = current_app.extensions["settings"]
    return settings


def bind(app: Flask, settings: Settings, locale_selector: Callable[[], str]) -> None:
    """All but `security`, which the members feature binds to its models."""
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    migrate.init_app(app, db)
    babel.init_app(app, locale_selector=locale_selector)
    compress.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    # Cross-origin connections are refused by default: nothing is allowed here.
    socketio.init_app(
        app,
        async_mode="gevent" if is_gevent_patched() else "threading",
        message_queue=settings.redis_url or None,
        max_http_buffer_size=64 * 1024,
        ping_interval=25,
        ping_timeout=20,
        manage_session=False,
    )
