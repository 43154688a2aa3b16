"""The fast lane of Socket.IO: a broadcast is framed once and written straight to every socket.

Stock Engine.IO queues each packet per client, wakes a writer per client, and frames and deflates
it there. Here a client's queue is a `Lane`, which writes by itself whenever the client keeps up.
Managers and message queues notice nothing.
"""

import contextlib
import logging
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

import simple_websocket
from engineio.socket import Socket as EngineSocket
from flask_socketio import SocketIO
from wsproto import ConnectionType

from connect.live.frames import Connection, Frame, frame_message
from connect.live.lane import Lane, Wire

logger = logging.getLogger(__name__)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Driver = dict[str, Any]

_MODES: Final = ("gevent", "threading")


class Engine(Protocol):
    """What we use of an Engine.IO server."""

    async_mode: str
    max_http_buffer_size: int
    create_queue: Callable[[], Any]
    handle_request: Callable[[Environ, StartResponse], Iterable[bytes]]
    _async: Driver


class Client(Protocol):
    """What we use of an Engine.IO socket."""

    queue: Any
    upgraded: bool


def install(socketio: SocketIO) -> None:
    """Give this server the fast lane; call once, after `init_app`.

    If Engine.IO's inside is not the one we know, the stock transport stays, and says no to
    compression: with it every socket would compress every message for itself.
    """
    engine: Engine = socketio.server.eio  # type: ignore[attr-defined]
    driver = _driver(engine)
    if driver is None:
        logger.warning(
            "The live fast lane does not fit this Engine.IO (mode %s): using its stock transport "
            "without compression, slower and unsafe for slow clients under gevent",
            engine.async_mode,
        )
        _refuse_compression(engine)
        return

    def transport(handle: Callable[["Transport"], Any], _: Engine) -> Transport:
        client: Client = handle.__self__  # type: ignore[attr-defined]
        return Transport(handle, client, engine.max_http_buffer_size, driver)

    create_queue = engine.create_queue
    engine.create_queue = lambda: Lane(create_queue())
    # The one private attribute we touch, read against python-engineio 4.13 to 4.15: the classes of
    # the async mode, of which `websocket` is made per connection with (bound handler, server).
    engine._async = {**driver, "websocket": transport}


def _driver(engine: Engine) -> Driver | None:
    """Engine.IO's classes for this async mode, or None when we would not fit among them."""
    driver = getattr(engine, "_async", None)
    if engine.async_mode not in _MODES or not isinstance(driver, dict):
        return None
    if not all(callable(driver.get(name)) for name in ("websocket", "thread", "event")):
        return None
    client = EngineSocket(engine, "probe")
    known = hasattr(client, "upgraded") and isinstance(client.queue, type(engine.create_queue()))
    return driver if known else None


def _refuse_compression(engine: Engine) -> None:
    handle_request = engine.handle_request

    def handle(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return handle_request(environ, start_response)

    engine.handle_request = handle


class WebSocket(simple_websocket.Server):
    """simple-websocket's server, which writes through a `Wire` and agrees on shared deflate."""

    sock: Any  # the connection's socket, until `handshake` puts a Wire in its place

    def handshake(self) -> None:
        self.ws = Connection(ConnectionType.SERVER)
        self.sock = Wire(self.sock, on_close=self.event.set)
        super().handshake()
        self.sock.deflated = self.ws.deflated


class Transport:
    """One client's WebSocket, with the interface that Engine.IO asks of its own."""

    def __init__(
        self,
        handle: Callable[["Transport"], Any],
        client: Client,
        max_message_size: int,
        driver: Driver,
    ) -> None:
        self._handle = handle
        self._client = client
        self._max_message_size = max_message_size
        self._driver = driver

    def __call__(self, environ: Environ, start_response: StartResponse) -> Any:
        self._websocket = WebSocket(
            environ,
            max_message_size=self._max_message_size,
            thread_class=self._driver["thread"],
            event_class=self._driver["event"],
        )
        self._wire: Wire = self._websocket.sock
        try:
            answer = self._handle(self)
        finally:
            self._wire.cut()
        # Neither server has a word for "answered already, by a socket that is now closed".
        if self._websocket.mode == "gunicorn":
            raise StopIteration
        if self._websocket.mode == "werkzeug":
            raise ConnectionError
        return answer

    def wait(self) -> str | bytes | None:
        """The client's next message, or None when it is gone."""
        if self._wire.lane is None and self._is_settled():
            self._client.queue.open(self._wire)
        try:
            message: str | bytes = self._websocket.receive()
        except simple_websocket.ConnectionClosed:
            return None
        return message

    def _is_settled(self) -> bool:
        """Whether Engine.IO's writer now has this WebSocket, no longer long-polling."""
        return self._client.upgraded and self._wire.takes_parts

    def send(self, message: str | bytes) -> None:
        if isinstance(message, Frame):
            self._client.queue.write(message, self._wire)
        else:
            self._wire.write(frame_message(message, deflated=self._wire.deflated))

    def close(self) -> None:
        """Say goodbye; Engine.IO's writer calls this when it has nothing more to write."""
        self._wire.lane = None
        with contextlib.suppress(OSError, simple_websocket.ConnectionClosed):
            self._websocket.close()
        self._wire.cut()
