"""The Flask extensions, unbound: `create_app` binds each to an app."""

from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_security import Security
from flask_socketio import SocketIO
from flask_wtf import CSRFProtect

from connect.database import db

babel = Babel()
compress = Compress()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
migrate = Migrate()
security = Security()
socketio = SocketIO()

__all__ = ["babel", "compress", "csrf", "db", "limiter", "migrate", "security", "socketio"]
