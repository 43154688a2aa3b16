"""The way out to one client keeps order, keeps frames whole and keeps its limits."""

import random
import socket
import threading
import time
from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest

from connect.live import lane
from connect.live.frames import Frame, frame_message
from connect.live.lane import BACKLOG_LIMIT, Lane, Wire


class Ends:
    """A lane that leads to a socket, and the far end of that socket."""

    def __init__(self, ours: socket.socket, theirs: socket.socket) -> None:
        self.waiting: Queue[Any] = Queue()
        self.lane = Lane(self.waiting)
        self.wire = Wire(ours, on_close=lambda: None)
        self.lane.open(self.wire)
        self.client = theirs

    def start_writer(self) -> threading.Thread:
        """As Engine.IO does per client: until it is told to finish."""

        def write() -> None:
            while (frame := self.lane.get()) is not None:
                self.lane.write(frame, self.wire)
            self.wire.cut()

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        return writer


@pytest.fixture
def ends() -> Iterator[Ends]:
    ours, theirs = socket.socketpair()
    theirs.settimeout(5)
    with ours, theirs:
        yield Ends(ours, theirs)


def test_frames_neither_overtake_nor_cut_into_each_other(ends: Ends) -> None:
    chance = random.Random(1)  # noqa: S311
    frames = [Frame(bytes([n % 251]) * chance.choice([10, 3_000, 90_000])) for n in range(1_500)]
    writer = ends.start_writer()

    def put() -> None:
        for frame in frames:
            while ends.waiting.qsize() > 2:  # stay below the limit
                time.sleep(0.0001)
            ends.lane.put_frame(frame)
        ends.lane.put(None)

    threading.Thread(target=put, daemon=True).start()
    received = bytearray()
    while data := ends.client.recv(chance.choice([100, 30_000, 200_000])):
        received += data
    writer.join(5)
    assert received == b"".join(frames)


def test_what_waits_for_a_client_is_bounded(ends: Ends) -> None:
    frame = frame_message("x" * 10_000, deflated=False)
    for _ in range(BACKLOG_LIMIT // len(frame) + 1):
        ends.lane.put_frame(frame)
    assert ends.waiting.qsize() * len(frame) > BACKLOG_LIMIT

    ends.lane.put_frame(frame)
    assert ends.waiting.get_nowait() is None
    assert ends.waiting.empty()
    assert ends.client.recv(1) == b""


@pytest.mark.parametrize("messages", [4, 8])  # below the limit and above it
def test_a_client_that_is_closed_while_it_reads_nothing_releases_its_writer(
    ends: Ends, messages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "LAST_WORDS", 0.1)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)  # the writer ends by BrokenPipe
    writer = ends.start_writer()
    for _ in range(messages):
        ends.lane.put_frame(frame_message("x" * 100_000, deflated=False))
    ends.lane.put(None)
    writer.join(3)
    assert not writer.is_alive()
