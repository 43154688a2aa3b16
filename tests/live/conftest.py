"""Listeners with real sockets, and members who post over HTTP, on the real server."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from queue import Empty, Queue
from time import monotonic
from typing import Any

import pytest
import requests
import socketio
from flask import Flask
from itsdangerous import URLSafeTimedSerializer

from connect.discussions import actions
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.themes.models import Theme
from tests.support.cast import Cast
from tests.support.servers import Server
from tests.support.sockets import InOrder
from tests.support.visitors import session_of

SECONDS = 30.0
CSRF_SECRET = "the same secret in every session of the tests"


def cookie_of(app: Flask, member: Member | None) -> str:
    """The session cookie of somebody who signed in."""
    content = {"csrf_token": CSRF_SECRET} | (session_of(app, member) if member else {})
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"connect_session={serializer.dumps(content)}"


@dataclass
class Listener:
    """A Socket.IO client that keeps what it hears."""

    client: socketio.Client
    heard: dict[str, Queue[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("entry", "heads", "presence", "revoked", "disconnect"):
            self.heard[name] = Queue()
            self.client.on(name, self.heard[name].put)

    def call(self, name: str, payload: Any) -> Any:
        return self.client.call(name, payload, timeout=SECONDS)

    def subscribe(self, stream: str, after: int | None = None) -> Any:
        return self.call("subscribe", {"stream": stream, "after": after})

    def hear(self, name: str = "entry", seconds: float = SECONDS) -> Any:
        return self.heard[name].get(timeout=seconds)

    def hears_nothing(self, name: str = "entry", seconds: float = 0.5) -> bool:
        try:
            self.heard[name].get(timeout=seconds)
        except Empty:
            return True
        return False


@dataclass
class Author:
    """Posts as the composer does."""

    app: Flask
    server: Server
    member: Member | None

    def post(self, path: str, **fields: object) -> requests.Response:
        signer = URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token")
        return requests.post(
            self.server.url + path,
            data={"csrf_token": signer.dumps(CSRF_SECRET)} | fields,
            headers=self.headers,
            allow_redirects=False,
            timeout=SECONDS,
        )

    def comment(self, thread: Thread, body: str, **fields: object) -> str:
        """The token under which it was sent."""
        token = str(uuid.uuid4())
        answer = self.post(f"{thread.url}/comments", body=body, token=token, **fields)
        assert answer.status_code == 303, answer.text
        return token

    def missed(self, stream: str, **query: object) -> requests.Response:
        return requests.get(
            f"{self.server.url}/live/{stream}",
            params={name: str(value) for name, value in query.items()},
            headers={**self.headers, "Accept": "application/json"},
            timeout=SECONDS + 25,
        )

    @cached_property
    def headers(self) -> dict[str, str]:
        """Of one session, whatever happens to the database meanwhile."""
        return {"Cookie": cookie_of(self.app, self.member), "Referer": self.server.url}


@pytest.fixture
def listener_of(app: Flask, server: Server) -> Iterator[Callable[..., Listener]]:
    """`listener_of(people.bram, lang="nl")`; without a member, a visitor."""
    with ExitStack() as closing:

        def connect(
            member: Member | None = None, *, at: Server = server, **auth: object
        ) -> Listener:
            listener = Listener(InOrder(reconnection=False))
            closing.callback(listener.client.disconnect)
            listener.client.connect(
                at.url,
                headers={"Cookie": cookie_of(app, member)},
                transports=["websocket"],
                auth=auth or None,
            )
            return listener

        yield connect


@pytest.fixture
def author_of(app: Flask, server: Server) -> Callable[..., Author]:
    def author(member: Member | None = None, at: Server = server) -> Author:
        return Author(app, at, member)

    return author


@pytest.fixture
def thread_in(app: Flask, people: Cast) -> Callable[[Theme], Thread]:
    def open_thread(theme: Theme) -> Thread:
        with app.app_context():
            return actions.open_thread(
                people.chloe, theme, kind="question", title="Une question", body="Qui sait ?"
            )

    return open_thread


def eventually(happened: Callable[[], bool], seconds: float = SECONDS) -> bool:
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        if happened():
            return True
    return False
