"""How soon a message reaches N real listeners, and what each delivery costs the server.

    python benchmarks/fanout.py --url http://127.0.0.1:5000 --clients 200 --deflate \\
        --subscribe '["subscribe", {"stream": "thread:1", "after": 0}]' \\
        --post http://127.0.0.1:5000/emit --pid 1234
"""

import argparse
import asyncio
import json
import os
import statistics
import time
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

SMALL = 8
"""Payload bytes below which a frame is Engine.IO's ping, deflated or not."""

AT_ONCE = 100
"""Handshakes under way: a thousand at a time would measure the accept queue."""


@dataclass(frozen=True)
class Figures:
    """Medians over the runs; delays in milliseconds from the trigger."""

    clients: int
    deflate: bool
    first: float
    median: float
    last: float
    cpu_us_per_delivery: float | None
    server_kb_per_socket: float | None
    bytes_per_delivery: float


class Listener(asyncio.Protocol):
    """A WebSocket-only Socket.IO client that notes when each message came, and reads none."""

    def __init__(self, request: bytes, subscribe: str, on_message: Callable[[float], None]) -> None:
        self._request = request
        self._hello = ["40", *([f"42{subscribe}"] if subscribe else [])]
        self._on_message = on_message
        self._buffer = bytearray()
        self._upgraded = False
        self._greetings = 0
        self.received = 0
        self.ready = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport
        transport.write(self._request)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ready.done():
            self.ready.set_exception(ConnectionError(bytes(self._buffer[:200])))

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self.received += len(data)
        self._buffer += data
        if not self._upgraded:
            head, separator, rest = self._buffer.partition(b"\r\n\r\n")
            if not separator or b" 101 " not in head:
                return
            self._buffer, self._upgraded = rest, True
            for text in self._hello:
                self._say(text)
        while (size := self._take_frame()) is not None:
            if size < SMALL:
                self._say("3")
            elif self.ready.done():
                self._on_message(now)
            else:
                self._greeted()

    def close(self) -> None:
        self._transport.close()

    def _greeted(self) -> None:
        """Count the server's two greetings: Engine.IO's, then Socket.IO's."""
        self._greetings += 1
        if self._greetings == 2:
            self.ready.set_result(None)

    def _take_frame(self) -> int | None:
        if len(self._buffer) < 2:
            return None
        size, start = self._buffer[1] & 0x7F, 2
        if size > 125:
            start = 4 if size == 126 else 10
            size = int.from_bytes(self._buffer[2:start], "big")
        if len(self._buffer) < start + size:
            return None
        del self._buffer[: start + size]
        return size

    def _say(self, text: str) -> None:
        payload = text.encode()
        length = bytes([0x80 | len(payload)])
        if len(payload) > 125:
            length = b"\xfe" + len(payload).to_bytes(2, "big")
        self._transport.write(b"\x81" + length + bytes(4) + payload)


async def measure(
    url: str,
    clients: int,
    trigger: Callable[[], object],
    *,
    deflate: bool = False,
    subscribe: str = "",
    cookie: str = "",
    pid: int | None = None,
    runs: int = 7,
) -> Figures:
    """Connect, then time each run from the call of `trigger` (in a thread) to every listener."""
    arrivals: list[float] = []
    everyone = asyncio.Event()

    def note(moment: float) -> None:
        arrivals.append(moment)
        if len(arrivals) == clients:
            everyone.set()

    rss = _memory_kb(pid) if pid else 0.0
    listeners = await _connect(url, clients, deflate, subscribe, cookie, note)
    await asyncio.sleep(1)  # answers to the subscription are no deliveries
    memory = (_memory_kb(pid) - rss) / clients if pid else None

    delays, cpu = [], 0.0
    received = sum(listener.received for listener in listeners)
    for _ in range(runs):
        arrivals.clear()
        everyone.clear()
        before = _cpu_seconds(pid) if pid else 0.0
        start = time.perf_counter()
        await asyncio.gather(asyncio.to_thread(trigger), asyncio.wait_for(everyone.wait(), 30))
        cpu += (_cpu_seconds(pid) - before) if pid else 0.0
        delays.append([1000 * (moment - start) for moment in sorted(arrivals)])
        await asyncio.sleep(0.3)
    received = sum(listener.received for listener in listeners) - received
    for listener in listeners:
        listener.close()

    return Figures(
        clients=clients,
        deflate=deflate,
        first=statistics.median(run[0] for run in delays),
        median=statistics.median(run[clients // 2] for run in delays),
        last=statistics.median(run[-1] for run in delays),
        cpu_us_per_delivery=1e6 * cpu / clients / runs if pid else None,
        server_kb_per_socket=memory,
        bytes_per_delivery=received / clients / runs,
    )


async def _connect(
    url: str,
    clients: int,
    deflate: bool,
    subscribe: str,
    cookie: str,
    note: Callable[[float], None],
) -> list[Listener]:
    address = urlsplit(url)
    request = "\r\n".join(
        [
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: {address.netloc}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: c2l4dGVlbiBieXRlcyE9PQ==",
            *(["Sec-WebSocket-Extensions: permessage-deflate"] if deflate else []),
            *([f"Cookie: {cookie}"] if cookie else []),
            "\r\n",
        ]
    ).encode()
    gate = asyncio.Semaphore(AT_ONCE)

    async def one() -> Listener:
        async with gate:
            _, listener = await asyncio.get_running_loop().create_connection(
                lambda: Listener(request, subscribe, note),
                address.hostname or "127.0.0.1",
                address.port or 80,
            )
            await asyncio.wait_for(listener.ready, 30)
            return listener

    return await asyncio.gather(*(one() for _ in range(clients)))


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory_kb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024


def poster(url: str, cookie: str = "") -> Callable[[], object]:
    """A trigger that posts to this address."""
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"Not a web address: {url}")
    request = urllib.request.Request(  # noqa: S310
        url, data=b"", method="POST", headers={"Cookie": cookie} if cookie else {}
    )

    def post() -> None:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            answer.read()

    return post


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True, help="where the server listens")
    parser.add_argument("--post", required=True, help="the address whose POST makes it emit")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--subscribe", default="", help='JSON, as ["event", payload]')
    parser.add_argument("--cookie", default="", help="sent with every request, as name=value")
    parser.add_argument("--deflate", action="store_true", help="offer it, as browsers do")
    parser.add_argument("--pid", type=int, help="of the server, for its CPU and memory")
    parser.add_argument("--runs", type=int, default=7)
    given: dict[str, Any] = vars(parser.parse_args())
    if given["subscribe"]:
        given["subscribe"] = json.dumps(json.loads(given["subscribe"]))
    trigger = poster(given.pop("post"), given["cookie"])
    figures = asyncio.run(measure(trigger=trigger, **given))
    print(json.dumps(asdict(figures), indent=2))


if __name__ == "__main__":
    main()
