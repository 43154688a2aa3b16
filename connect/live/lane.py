"""The way out to one client: straight to its socket while that keeps up, else through a backlog."""

import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Callable
from queue import Empty
from typing import Any, Final, Protocol

from connect.live.frames import Frame, Packet, frame_of

logger = logging.getLogger(__name__)

BACKLOG_LIMIT: Final = 256 * 1024
"""Bytes that may wait behind the message being written. A client further behind is cut, and
catches up from the log when it reconnects."""

LAST_WORDS: Final = 5.0
"""Seconds in which a client that is being closed can take what still waits for it."""

SEND_BUFFER: Final = 128 * 1024
"""Of the kernel, per client: Linux would otherwise let a stalled one hold 4 MB."""


class Wire:
    """A client's socket, written in whole frames.

    It takes the socket's place inside simple-websocket, which ignores what `send` left unsent:
    the stream of a slow client was damaged in the middle of a frame.
    """

    def __init__(self, sock: socket.socket, on_close: Callable[[], object]) -> None:
        self._sock = sock
        self._on_close = on_close
        self._whole = threading.Lock()
        self.lane: Lane | None = None
        self.deflated = False
        sock.settimeout(None)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @property
    def takes_parts(self) -> bool:
        """Whether `write_now` works: TLS can not write the first half of a record."""
        return not isinstance(self._sock, ssl.SSLSocket)

    def recv(self, size: int) -> bytes:
        return self._sock.recv(size)

    def send(self, data: bytes) -> int:
        """Send what simple-websocket says itself (handshake, pong, close), in its turn."""
        if self.lane is None:
            self.write(data)
        else:
            self.lane.put_frame(Frame(data))
        return len(data)

    def write(self, data: bytes) -> None:
        """Write all of it, however long the client takes."""
        with self._whole:
            self._sock.sendall(data)

    def write_now(self, data: bytes) -> int:
        """Write what the kernel takes without waiting, and say how many bytes that was."""
        try:
            # sendmsg, because gevent's send would wait in spite of MSG_DONTWAIT
            return self._sock.sendmsg((data,), (), socket.MSG_DONTWAIT)
        except BlockingIOError:
            return 0

    def cut(self) -> None:
        """End both directions: whoever waits in `recv` or `write` wakes up."""
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close, and wake whoever waits for a message: simple-websocket leaves some asleep."""
        self._sock.close()
        self._on_close()


class Queue(Protocol):
    """What Engine.IO uses of a queue."""

    def put(self, item: Any) -> None: ...
    def get(self, block: bool = True, timeout: float | None = None) -> Any: ...
    def empty(self) -> bool: ...
    def task_done(self) -> None: ...
    def join(self) -> None: ...


class Lane:
    """The queue between Engine.IO and one client, with a short cut past the client's writer.

    `_idle` is true only while the writer waits here and all it ever took is on the wire. Then,
    and only then, `put` writes to the socket itself, so frames can neither overtake nor cut into
    each other.
    """

    def __init__(self, waiting: Queue) -> None:
        self._waiting = waiting
        self._lock = threading.Lock()
        self._wire: Wire | None = None
        self._idle = False
        self._backlog = 0
        self._cut = False

    def open(self, wire: Wire) -> None:
        """Lead to this wire from now on; what waits already goes first."""
        with self._lock:
            self._wire = wire
        wire.lane = self

    def put(self, packet: Packet | None) -> None:
        """Send a packet; None tells the writer to finish."""
        with self._lock:
            if self._cut:
                return
            if self._wire is None:
                self._line_up(packet)
            elif packet is None:
                self._finish(self._wire)
            else:
                self._send(frame_of(packet, deflated=self._wire.deflated), self._wire)

    def put_frame(self, frame: Frame) -> None:
        with self._lock:
            if self._wire is not None and not self._cut:
                self._send(frame, self._wire)

    def _send(self, frame: bytes, wire: Wire) -> None:
        if self._idle:
            try:
                frame = frame[wire.write_now(frame) :]
            except OSError:
                self._cut_off(wire)
                return
            if not frame:
                return
        if self._backlog > BACKLOG_LIMIT:
            logger.info("Cut a client with %d bytes waiting", self._backlog)
            self._cut_off(wire)
            return
        self._backlog += len(frame)
        self._line_up(Frame(frame))

    def _finish(self, wire: Wire) -> None:
        if not self._idle:  # without a limit, a client that reads nothing would hold its writer
            limit = threading.Timer(LAST_WORDS, wire.cut)
            limit.daemon = True
            limit.start()
        self._line_up(None)

    def _line_up(self, item: Packet | Frame | None) -> None:
        self._idle = False
        self._waiting.put(item)

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        """As of a queue, but an open lane ignores the timeout.

        Engine.IO takes a quiet queue for a dead client, but here even its pings pass beside it.
        """
        if block:
            with self._lock:
                self._idle = self._wire is not None and self._waiting.empty()
        while True:
            try:
                return self._waiting.get(block, timeout)
            except Empty:
                if not block or self._wire is None:
                    raise

    def write(self, frame: Frame, wire: Wire) -> None:
        """Write a frame taken from here; for the client's writer only."""
        with self._lock:
            self._backlog -= len(frame)
        try:
            wire.write(frame)
        except OSError:
            self.cut()
            raise

    def cut(self) -> None:
        with self._lock:
            if self._wire is not None and not self._cut:
                self._cut_off(self._wire)

    def _cut_off(self, wire: Wire) -> None:
        self._cut = True
        wire.cut()
        with contextlib.suppress(Empty):
            while True:
                self._waiting.get(False)
                self._waiting.task_done()
        self._line_up(None)  # for the writer, if it comes for more or waits already
        self._waiting.task_done()

    def task_done(self) -> None:
        with contextlib.suppress(ValueError):  # that last None is counted as done beforehand
            self._waiting.task_done()

    def join(self) -> None:
        self._waiting.join()
