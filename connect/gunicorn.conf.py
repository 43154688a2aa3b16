"""How gunicorn serves web and live in production: one process of many greenlets."""

import re
import runpy
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

# By path: importing the package here would load the app, its drivers and ssl before the worker
# has made them cooperative, and a reload (HUP) would go on with the old code.
_settings = runpy.run_path(str(Path(__file__).with_name("settings.py")))
_settings = _settings["Settings"].from_environment()

bind = f"{_settings.host}:{_settings.port}"
backlog = 4096

worker_class = "gevent"
workers = 1  # Socket.IO cannot share a port; run more instances, joined by CONNECT_REDIS_URL
worker_connections = 10_000
preload_app = False
control_socket_disable = True  # it would write to the home of whoever starts us

timeout = 60
graceful_timeout = 10  # live sockets never end by themselves: a stop lasts this long
keepalive = 75  # longer than nginx keeps idle connections, so that it is the one to close them

limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190
forwarded_allow_ips = "127.0.0.1,::1"


class AccessLog(Logger):
    """Says what was asked, never with what secret: links in mails carry tokens in their path."""

    _LINK = re.compile(r"^/+(join|confirm|reset|address|sign-in/link)/.+", re.DOTALL)

    def atoms(self, *request: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(*request)
        path = (atoms["U"] or "").encode("unicode_escape").decode()  # no forged lines
        return {**atoms, "U": self._LINK.sub(r"/\1/[token]", path)}


logger_class = AccessLog
accesslog = "-"
access_log_format = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(B)s %(M)sms'


def post_worker_init(_worker: Any) -> None:
    """Load the language model beside the first requests: it takes a second, once."""
    from gevent import get_hub

    from connect import language

    get_hub().threadpool.spawn(language.detect, "Bonjour à toutes et à tous", "fr")
