"""A thread in front of real processes, its readers and its writers."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask

from connect.discussions import actions
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.settings import Settings
from tests.faults import truth
from tests.faults.burst import Burst
from tests.faults.processes import Redis, Web
from tests.faults.reader import Reader
from tests.live.conftest import Author, cookie_of
from tests.support.cast import Cast
from tests.support.servers import Server

SECONDS_TO_AGREE = 35  # on a quiet stream, heads repair a lost push after 25


@dataclass
class Scene:
    """One thread, the members who write in it, and those who read along."""

    app: Flask
    people: Cast
    thread: Thread
    running: ExitStack

    def readers(self, *servers: Server) -> list[Reader]:
        """At each web process, one of the thread and one of its theme."""
        theme = self.people.networks
        return [
            self.reader(server, member, stream, page)
            for server in servers
            for member, stream, page in (
                (self.people.amina, self.thread.stream, self.thread.url),
                (self.people.dirk, theme.stream, theme.url),
            )
        ]

    def reader(self, server: Server, member: Member, stream: str, page: str) -> Reader:
        reader = Reader(server.url, stream, page, cookie_of(self.app, member))
        self.running.callback(reader.close)
        return reader

    def burst(self, *servers: Server, texts: int) -> Burst:
        """Two members write at each web process."""
        writers = [
            Author(self.app, server, member).post
            for server in servers
            for member in (self.people.bram, self.people.chloe)
        ]
        return Burst(writers, f"{self.thread.url}/comments", texts)

    def check(self, readers: Sequence[Reader], *bursts: Burst) -> None:
        """The promise of docs/live-protocol.md."""
        truth.check(self.app)
        tokens = [token for burst in bursts for token in burst.acknowledged]
        truth.check_posts(self.app, self.thread.stream, tokens)
        self.check_readers(readers)

    def check_readers(self, readers: Sequence[Reader]) -> None:
        heads = {reader.stream: truth.head(self.app, reader.stream) for reader in readers}
        deadline = time.monotonic() + SECONDS_TO_AGREE
        while time.monotonic() < deadline:
            if all(reader.cursor == heads[reader.stream] for reader in readers):
                break
            time.sleep(0.05)
        for reader in readers:
            head = heads[reader.stream]
            assert reader.applied == list(range(reader.opened_at + 1, head + 1)), reader.refusals


@pytest.fixture
def scene(app: Flask, people: Cast) -> Iterator[Scene]:
    with app.app_context():
        thread = actions.open_thread(
            people.chloe, people.networks, kind="question", title="Une question", body="Qui ?"
        )
    with ExitStack() as running:
        yield Scene(app, people, thread, running)


@pytest.fixture
def web_of(settings: Settings, tmp_path: Path) -> Iterator[Callable[..., Web]]:
    """`web_of(redis_url=…)`: a process of its own, for this test to kill."""
    with ExitStack() as running:

        def start(application: str = "wsgi:app", **changed: str) -> Web:
            web = Web(replace(settings, **changed), tmp_path / "web.log", application)  # type: ignore[arg-type]
            return running.enter_context(closing(web))

        yield start


@pytest.fixture
def redis() -> Iterator[Redis]:
    with closing(Redis()) as redis:
        yield redis
