"""A reader of one stream who follows the rule of docs/live-protocol.md through every interruption.

Written again here, apart from the page's JavaScript: a second client against the same words.
"""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, Queue
from random import uniform
from threading import Event, Thread
from typing import Any

import requests
import socketio
from socketio.exceptions import SocketIOError

PATIENCE_S = 0.2
Message = tuple[str, Any]


class Reader:
    """`applied` are the numbers this reader has seen since `opened_at`, the head of their page."""

    def __init__(self, url: str, stream: str, page: str, cookie: str) -> None:
        self.url = url
        self.stream = stream
        self.page = page
        self.headers = {"Cookie": cookie}
        self.applied: list[int] = []
        self.refusals: list[str] = []
        self.interruptions: list[str] = []
        self.resets = 0
        self._held: dict[int, Any] = {}
        self._closing = Event()
        self._online = Event()
        self._online.set()
        self._open_page()
        self._thread = Thread(target=self._live, daemon=True)
        self._thread.start()

    @property
    def cursor(self) -> int:
        return self.applied[-1] if self.applied else self.opened_at

    def cut(self) -> None:
        """The network goes, without a goodbye."""
        self._online.clear()
        with suppress(AttributeError, OSError):  # between two connections there is nothing to cut
            self._client.eio.ws.sock.shutdown(socket.SHUT_RDWR)

    def restore(self) -> None:
        self._online.set()

    def close(self) -> None:
        self._closing.set()
        self.restore()
        self._thread.join(timeout=10)

    def _live(self) -> None:
        while not self._closing.is_set():
            try:
                with self._connected() as inbox:
                    self._follow(inbox)
            except (SocketIOError, requests.RequestException) as error:
                self.interruptions.append(repr(error))
            else:
                self.interruptions.append("the connection ended")
            self._online.wait()
            time.sleep(uniform(0.05, 0.3))  # noqa: S311

    @contextmanager
    def _connected(self) -> Iterator[Queue[Message]]:
        inbox: Queue[Message] = Queue()
        self._client = socketio.Client(reconnection=False)
        for name in ("entry", "heads"):
            self._client.on(name, lambda payload, name=name: inbox.put((name, payload)))
        try:
            self._client.connect(self.url, headers=self.headers, transports=["websocket"])
            yield inbox
        finally:
            self._client.disconnect()

    def _follow(self, inbox: Queue[Message]) -> None:
        question = {"stream": self.stream, "after": self.cursor}
        answer = self._client.call("subscribe", question, timeout=10)
        if answer["ok"]:
            self._absorb(answer)
        else:
            self.refusals.append(answer["error"])
        patient_until = 0.0
        while self._client.connected and self._online.is_set() and not self._closing.is_set():
            with suppress(Empty):
                name, payload = inbox.get(timeout=PATIENCE_S / 2)
                if name == "entry":
                    self._take(payload)
                elif payload[self.stream] != self.cursor:
                    self._catch_up()
            if not self._held:
                patient_until = 0.0
            elif not patient_until:
                patient_until = time.monotonic() + PATIENCE_S
            elif time.monotonic() > patient_until:
                self._catch_up()

    def _take(self, entry: Any) -> None:
        if entry["seq"] > self.cursor:
            self._held[entry["seq"]] = entry
            self._apply_held()

    def _apply_held(self) -> None:
        while self.cursor + 1 in self._held:
            self.applied.append(self.cursor + 1)
        self._held = {seq: entry for seq, entry in self._held.items() if seq > self.cursor}

    def _catch_up(self) -> None:
        answer = requests.get(
            f"{self.url}/live/{self.stream}",
            params={"after": self.cursor},
            headers={**self.headers, "Accept": "application/json"},
            timeout=10,
        )
        answer.raise_for_status()
        self._absorb(answer.json())

    def _absorb(self, missed: Any) -> None:
        if missed["reset"]:
            self.resets += 1
            self._open_page()
        self.applied += [e["seq"] for e in missed["entries"] if e["seq"] > self.cursor]
        self._apply_held()

    def _open_page(self) -> None:
        """The view, which says with which number it begins."""
        page = requests.get(self.url + self.page, headers=self.headers, timeout=10)
        page.raise_for_status()
        found = re.search(rf'data-stream="{self.stream}" data-seq="(\d+)"', page.text)
        assert found is not None, f"{self.page} does not follow {self.stream}"
        self.opened_at = int(found[1])
        self.applied = []
