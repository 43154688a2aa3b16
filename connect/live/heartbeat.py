"""The one background task of a live process: presence each second, heads every 25."""

import logging
from threading import Lock

from flask import Flask

from connect.database import db
from connect.events import log
from connect.extensions import socketio
from connect.live import access, hub, listeners, presence, rooms
from connect.web.languages import LOCALES

HEADS_EVERY_S = 25

logger = logging.getLogger(__name__)
_starting = Lock()
_beating: set[int] = set()


def start(app: Flask) -> None:
    """Begin with the first socket; once per app."""
    with _starting:
        if id(app) in _beating:
            return
        _beating.add(id(app))
    socketio.start_background_task(_beat, app)


def _beat(app: Flask) -> None:
    watch = access.Watch()
    ticks = 0
    while True:
        socketio.sleep(1)
        ticks += 1
        if not listeners.everyone():
            watch = access.Watch()  # who comes next is looked at once, then watched
            continue
        try:
            with app.app_context():
                beat(watch, with_heads=ticks % HEADS_EVERY_S == 0)
        except Exception:
            logger.exception("A heartbeat failed; the next one follows")


def beat(watch: access.Watch, *, with_heads: bool) -> None:
    for counts in presence.news():
        for locale in LOCALES:
            socketio.emit("presence", counts, to=rooms.room(counts["stream"], locale))
    watch.look(anyway=with_heads)
    if with_heads:
        tell_heads()


def tell_heads() -> None:
    """Repairs a lost push on a quiet stream. Sockets of other processes are told by theirs."""
    everyone = listeners.everyone()
    heads = log.heads(sorted(set[str]().union(*(one.streams for one in everyone))))
    db.session.remove()
    for listener in everyone:
        if listener.streams:
            mine = {stream: heads.get(stream, 0) for stream in list(listener.streams)}
            hub.tell(listener.sid, "heads", mine)
