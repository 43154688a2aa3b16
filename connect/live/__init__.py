"""What members see without reloading: rooms, sockets, pushes and the catch-up after a gap."""

from flask import Flask

from connect.events import log
from connect.extensions import socketio
from connect.live import push, sockets, transport, views


def install(app: Flask) -> None:
    transport.install(socketio)
    sockets.install()
    app.register_blueprint(views.blueprint)
    log.announce_through(push.push)
