"""Members who write at the same time, and send a text again until they know that it arrived."""

import re
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from threading import Lock
from types import TracebackType

import requests

SECONDS_TO_INSIST = 30
POSTED = re.compile(r"#comment-(\d+)$")
Send = Callable[..., requests.Response]


@dataclass
class Burst(AbstractContextManager["Burst"]):
    """`texts` comments by each of `senders`; every third answers the one before. Leaving the
    block waits for the last of them."""

    senders: Sequence[Send]
    path: str
    texts: int
    acknowledged: dict[str, int] = field(default_factory=dict)
    troubles: int = 0
    _lock: Lock = field(default_factory=Lock)

    def __enter__(self) -> "Burst":
        self._pool = ThreadPoolExecutor(len(self.senders))
        self._writers = [self._pool.submit(self._write, send) for send in self.senders]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown()
        if error is None:
            self._raise_failures()

    def reach(self, count: int) -> None:
        """Wait until so many texts were acknowledged."""
        deadline = time.monotonic() + SECONDS_TO_INSIST
        while len(self.acknowledged) < count:
            self._raise_failures()
            assert time.monotonic() < deadline, f"{len(self.acknowledged)} texts arrived"
            time.sleep(0.005)

    def _raise_failures(self) -> None:
        for writer in self._writers:
            if writer.done():
                writer.result()

    def _write(self, send: Send) -> None:
        before: int | None = None
        for number in range(self.texts):
            parent = before if number % 3 == 2 else ""
            before = self._insist(send, body=f"Text {number}", parent=parent)

    def _insist(self, send: Send, **fields: object) -> int:
        """The same token again after every failure: sent twice, it is one comment."""
        token = str(uuid.uuid4())
        deadline = time.monotonic() + SECONDS_TO_INSIST
        while time.monotonic() < deadline:
            answer = self._try(send, token=token, **fields)
            if answer is None or answer.status_code >= 500:
                with self._lock:
                    self.troubles += 1
                time.sleep(0.1)
                continue
            posted = POSTED.search(answer.headers.get("Location", ""))
            assert posted is not None, f"{answer.status_code}: {answer.text[:500]}"
            with self._lock:
                self.acknowledged[token] = int(posted[1])
            return int(posted[1])
        raise TimeoutError("a text never arrived")

    def _try(self, send: Send, **fields: object) -> requests.Response | None:
        try:
            return send(self.path, **fields)
        except requests.RequestException:
            return None
