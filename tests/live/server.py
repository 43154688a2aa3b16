"""The smallest Socket.IO application, served as a real process with or without the fast lane."""

import os
from typing import Any

from flask import Flask, request
from flask_socketio import SocketIO, join_room

from connect.live import transport

app = Flask(__name__)
socketio = SocketIO(
    app,
    async_mode="gevent" if os.environ["LIVE_TEST_MODE"] == "gevent" else "threading",
    ping_interval=1,
    ping_timeout=4,
    cors_allowed_origins=[],
    max_http_buffer_size=64 * 1024,
)
if os.environ["LIVE_TEST_LANE"] == "fast":
    transport.install(socketio)


@socketio.on("subscribe")
def subscribe(room: str) -> str:
    join_room(room)
    return room


@socketio.on("shout")
def shout(room: str, data: Any) -> None:
    socketio.emit("entry", data, to=room)


@socketio.on("burst")
def burst(room: str, count: int, size: int, pause: float) -> None:
    """Emit numbered entries to the room, each with `size` characters of text."""
    text = ("Samen sterk à Liège, " * (size // 20 + 1))[:size]
    for number in range(1, count + 1):
        socketio.emit("entry", {"seq": number, "text": text}, to=room)
        socketio.sleep(pause)  # type: ignore[arg-type]  # the stub asks for whole seconds
    socketio.emit("done", count, to=room)


@app.get("/healthz")
def health() -> str:
    return "ok"


@app.get("/sockets")
def sockets() -> dict[str, int]:
    """How many clients Engine.IO still keeps."""
    return {"open": len(socketio.server.eio.sockets)}  # type: ignore[attr-defined]


@app.post("/emit")
def emit() -> str:
    socketio.emit("entry", {"seq": int(request.args["seq"]), "text": request.args["text"]})
    return "ok"


if __name__ == "__main__":
    socketio.run(app, port=int(os.environ["CONNECT_PORT"]), allow_unsafe_werkzeug=True)
