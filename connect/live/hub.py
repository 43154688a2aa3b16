"""The Socket.IO server under Flask-SocketIO, as far as we use it and its type stubs do not say."""

from typing import Any

from socketio import PubSubManager, Server

from connect.extensions import socketio


def has_other_processes() -> bool:
    """With a message queue, other processes may have listeners of their own."""
    return isinstance(_server().manager, PubSubManager)


def tell(sid: str, event: str, message: Any) -> None:
    """To one socket of this process, not by way of the message queue."""
    _server().emit(event, message, to=sid, ignore_queue=True)


def leave(sid: str, room: str) -> None:
    _server().leave_room(sid, room)


def disconnect(sid: str) -> None:
    _server().disconnect(sid)


def cut(sid: str) -> None:
    """End the connection as a lost network would: clients come back by themselves, which they
    do not after `disconnect`."""
    server = _server()
    transport = server.eio.sockets.get(server.manager.eio_sid_from_sid(sid, "/"))
    if transport is not None:
        transport.close(wait=False, abort=True)


def _server() -> Server:
    return socketio.server  # type: ignore[attr-defined]
