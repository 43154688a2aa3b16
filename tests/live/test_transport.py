"""The fast lane delivers what the stock transport delivers, to real sockets of real servers."""

import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIO

from connect.live import transport
from tests.live.raw_client import BROWSER_OFFER, RawClient
from tests.support.sockets import InOrder

SECONDS = 30
ROOT = Path(__file__).parents[2]
GUNICORN = ["-m", "gunicorn", "-c", str(ROOT / "connect/gunicorn.conf.py"), "tests.live.server:app"]
WERKZEUG = ["-m", "tests.live.server"]
SERVERS = {
    "stock": ("gevent", GUNICORN),
    "fast": ("gevent", GUNICORN),
    "fast on threads": ("threading", WERKZEUG),
}


@contextmanager
def _serve(name: str, log: Path) -> Iterator[int]:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    mode, command = SERVERS[name]
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "CONNECT_PORT": str(port),
        "LIVE_TEST_MODE": mode,
        "LIVE_TEST_LANE": name.split()[0],
    }
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            _wait_until(lambda: _get(port, "/healthz") == b"ok", log)
            yield port
        finally:
            server.kill()
            server.wait()
    assert "Traceback" not in log.read_text()


def _get(port: int, path: str) -> bytes:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
            return bytes(answer.read())
    except OSError:
        return b""


def _wait_until(is_true: Callable[[], bool], log: Path | None = None) -> None:
    deadline = time.monotonic() + SECONDS
    while not is_true():
        assert time.monotonic() < deadline, log.read_text() if log else "it never came true"
        time.sleep(0.05)


def _open_sockets(port: int) -> int:
    return int(json.loads(_get(port, "/sockets"))["open"])


@pytest.fixture(scope="module")
def port_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], int]]:
    """The port of a server, each started once, when it is first asked for."""
    with ExitStack() as running:

        @cache
        def port(name: str) -> int:
            log = tmp_path_factory.mktemp("live") / "server.log"
            return running.enter_context(_serve(name, log))

        yield port


@pytest.fixture(params=SERVERS)
def any_server(request: pytest.FixtureRequest, port_of: Callable[[str], int]) -> int:
    return port_of(request.param)


@pytest.fixture(params=["fast", "fast on threads"])
def fast_server(request: pytest.FixtureRequest, port_of: Callable[[str], int]) -> int:
    return port_of(request.param)


class Listener:
    """python-socketio's client, as a browser would connect: with these transports."""

    def __init__(self, port: int, transports: list[str]) -> None:
        self.entries: list[Any] = []
        self._done = threading.Event()
        self._client = InOrder(reconnection=False)
        self._client.on("entry", self.entries.append)
        self._client.on("done", lambda _: self._done.set())
        self._client.connect(f"http://127.0.0.1:{port}", transports=transports)
        self._client.call("subscribe", "room")

    def emit(self, event: str, *data: Any) -> None:
        self._client.emit(event, data)

    def call(self, event: str, *data: Any) -> None:
        self._client.call(event, data)

    def entries_until_done(self) -> list[Any]:
        assert self._done.wait(SECONDS)
        self.leave()
        return self.entries

    def leave(self) -> None:
        self._client.disconnect()


def test_every_entry_arrives_once_and_in_order_whoever_listens_and_since_when(
    any_server: int,
) -> None:
    polling = ["polling", "websocket"]
    raw = [RawClient(any_server, offer=offer) for offer in ("", BROWSER_OFFER)]
    for client in raw:
        client.subscribe("room")
    early: list[Listener | RawClient] = [Listener(any_server, polling) for _ in range(3)]
    speaker = Listener(any_server, ["websocket"])
    speaker.emit("burst", "room", 400, 600, 0.002)
    late = [Listener(any_server, polling if n % 2 else ["websocket"]) for n in range(6)]

    early = [*raw, *early]  # first who answers a ping only while it reads
    for listener in [*early, speaker]:
        assert [entry["seq"] for entry in listener.entries_until_done()] == [*range(1, 401)]
    for listener in late:
        entries = listener.entries_until_done()
        assert [entry["seq"] for entry in entries] == [*range(entries[0]["seq"], 401)]
    assert len({entry["text"] for listener in late for entry in listener.entries}) == 1


@pytest.mark.parametrize("offer", ["", BROWSER_OFFER])
def test_two_clients_receive_identical_bytes(fast_server: int, offer: str) -> None:
    with RawClient(fast_server, offer=offer) as one, RawClient(fast_server, offer=offer) as two:
        one.subscribe("twins")
        two.subscribe("twins")
        one.say('42["burst","twins",5,2000,0]')
        for _ in range(5):
            frame = one.frame()
            assert frame.wire == two.frame().wire
            assert frame.deflated == bool(offer)
            assert '"text":"Samen sterk' in frame.text


def test_deflate_is_agreed_without_memory_between_messages(fast_server: int) -> None:
    with RawClient(fast_server, offer=BROWSER_OFFER) as client:
        assert "server_no_context_takeover" in client.handshake
        assert "client_no_context_takeover" in client.handshake


def test_a_client_with_a_small_window_is_served_without_deflate(fast_server: int) -> None:
    offer = "permessage-deflate; server_max_window_bits=9"
    with RawClient(fast_server, offer=offer) as client:
        assert "Sec-WebSocket-Extensions" not in client.handshake
        client.subscribe("small")
        client.say('42["burst","small",1,2000,0]')
        assert not client.frame().deflated


@pytest.mark.parametrize("offer", ["", BROWSER_OFFER])
def test_a_large_message_arrives_intact(fast_server: int, offer: str) -> None:
    with RawClient(fast_server, offer=offer) as client:
        client.subscribe("large")
        client.say('42["burst","large",3,60000,0]')
        entries = client.entries_until_done()
        assert [len(entry["text"]) for entry in entries] == [60_000] * 3


def test_attachments_stay_behind_their_message(any_server: int) -> None:
    listener = Listener(any_server, ["websocket"])
    for number in range(20):
        listener.call("shout", "room", {"number": number, "file": bytes([number]) * 5000})
    _wait_until(lambda: len(listener.entries) == 20)
    sent = [{"number": n, "file": bytes([n]) * 5000} for n in range(20)]
    assert listener.entries == sent
    listener.leave()


@pytest.mark.parametrize(("count", "size"), [(60, 4_000), (5, 60_000)])
def test_a_client_that_reads_late_loses_nothing(fast_server: int, count: int, size: int) -> None:
    with RawClient(fast_server, receive_buffer=4096) as client:
        client.subscribe("late")
        client.say(f'42["burst","late",{count},{size},0]')
        time.sleep(0.6)
        client.say_frame(0x9, b"are you there?")
        frames = [client.frame() for _ in range(count + 2)]
    texts = [frame.text for frame in frames if frame.opcode == 0x1]
    assert [json.loads(text[2:])[1]["seq"] for text in texts[:-1]] == [*range(1, count + 1)]
    assert [frame.payload for frame in frames if frame.opcode == 0xA] == [b"are you there?"]


def test_a_client_that_stops_reading_is_cut_and_the_others_notice_nothing(
    fast_server: int,
) -> None:
    with RawClient(fast_server, receive_buffer=4096) as stalled:
        stalled.subscribe("room")
        healthy = Listener(fast_server, ["websocket"])
        healthy.emit("burst", "room", 100, 4000, 0.01)
        assert [entry["seq"] for entry in healthy.entries_until_done()] == [*range(1, 101)]
        _wait_until(lambda: _open_sockets(fast_server) == 0)

        received = [entry["seq"] for entry in stalled.entries_until_done()]
        assert received == [*range(1, len(received) + 1)]
        assert len(received) < 100


def test_a_quiet_client_stays_connected_past_every_timeout(fast_server: int) -> None:
    with RawClient(fast_server) as client:
        client.subscribe("quiet")
        threading.Timer(5.5, client.say, ['42["shout","quiet","still here"]']).start()
        assert client.event() == ("entry", "still here")


def test_a_client_that_answers_no_ping_is_let_go(fast_server: int) -> None:
    _wait_until(lambda: _open_sockets(fast_server) == 0)
    with RawClient(fast_server):
        assert _open_sockets(fast_server) == 1
        _wait_until(lambda: _open_sockets(fast_server) == 0)


def test_an_unknown_engine_is_served_stock_without_compression(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sio = SocketIO(Flask(__name__), async_mode="threading")
    engine = sio.server.eio  # type: ignore[attr-defined]
    engine.create_queue = object  # a queue that is not what its sockets get
    stock = engine._async = {"thread": threading.Thread, "renamed": object}
    with caplog.at_level(logging.WARNING):
        transport.install(sio)
    environ = {"REQUEST_METHOD": "OPTIONS", "HTTP_SEC_WEBSOCKET_EXTENSIONS": BROWSER_OFFER}
    engine.handle_request(environ, lambda *_: None)

    assert "does not fit" in caplog.text
    assert engine._async is stock
    assert "HTTP_SEC_WEBSOCKET_EXTENSIONS" not in environ
