"""What a socket that misbehaves meets: an answer first, the door in the end."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
import socketio
from flask import Flask

from connect.database import atomic
from connect.discussions.models import Thread
from connect.members.models import Member
from connect.themes.models import Theme
from tests.live.conftest import SECONDS, Listener, cookie_of, eventually
from tests.support.cast import Cast
from tests.support.servers import Server

Listening = Callable[..., Listener]

MALFORMED: list[Any] = [
    None,
    "thread:1",
    42,
    [],
    {},
    {"stream": 7},
    {"stream": None},
    {"stream": ["thread:1"]},
    {"stream": "thread:1", "after": "1"},
    {"stream": "thread:1", "after": -1},
    {"stream": "thread:1", "after": 1.5},
    {"stream": "thread:1", "after": True},
    {"stream": "thread:1", "after": 2**70},
    {"stream": "x" * 9000},
    {"stream": "thread:1", "more": ["x" * 9000]},
]


@pytest.mark.parametrize("payload", MALFORMED, ids=lambda payload: repr(payload)[:30])
def test_a_malformed_frame_is_answered_as_such(
    people: Cast, listener_of: Listening, payload: Any
) -> None:
    assert listener_of(people.bram).call("subscribe", payload) == {
        "ok": False,
        "error": "malformed",
    }


def test_who_goes_on_with_malformed_frames_is_disconnected(
    people: Cast, listener_of: Listening
) -> None:
    bram = listener_of(people.bram)
    errors = [bram.call("subscribe", n)["error"] for n in range(10)]
    assert errors == ["malformed"] * 10
    assert eventually(lambda: not bram.client.connected)


def test_who_asks_faster_than_any_page_is_slowed_down_and_then_disconnected(
    people: Cast, listener_of: Listening
) -> None:
    bram = listener_of(people.bram)
    answers: list[Any] = []
    with pytest.raises(socketio.exceptions.SocketIOError):
        while len(answers) < 1000:
            answers += [bram.subscribe("thread:999")]
    assert {"ok": False, "error": "too_fast"} in answers
    assert len(answers) < 200


def test_an_unknown_event_changes_nothing(people: Cast, listener_of: Listening) -> None:
    bram = listener_of(people.bram)
    bram.client.emit("comment", {"body": "Hello"})
    assert bram.subscribe(people.networks.stream)["ok"]


def test_another_site_cannot_open_a_socket(app: Flask, server: Server, people: Cast) -> None:
    for origin, status in ((server.url, 200), ("https://evil.example", 400), ("null", 400)):
        answer = requests.get(
            f"{server.url}/socket.io/?EIO=4&transport=polling",
            headers={"Cookie": cookie_of(app, people.bram), "Origin": origin},
            timeout=SECONDS,
        )
        assert answer.status_code == status, origin


def test_signs_of_reading_and_writing_reach_others_as_counts(
    people: Cast, listener_of: Listening, thread_in: Callable[[Theme], Thread]
) -> None:
    thread = thread_in(people.networks)
    amina, bram = listener_of(people.amina, lang="fr"), listener_of(people.bram, lang="nl")
    for listener in (amina, bram):
        listener.subscribe(thread.stream)
    assert bram.call("presence", {"stream": thread.stream}) == {"ok": True, "counted": True}
    assert bram.call("typing", {"stream": thread.stream}) == {"ok": True, "counted": True}
    heard = [amina.hear("presence")]
    while heard[-1]["writing"] == 0:
        heard.append(amina.hear("presence"))
    assert (heard[-1]["stream"], heard[-1]["reading"]) == (thread.stream, 1)
    assert "Bram" not in str(heard)


def test_who_leaves_is_not_counted_any_more(
    people: Cast, listener_of: Listening, thread_in: Callable[[Theme], Thread]
) -> None:
    thread = thread_in(people.networks)
    amina, bram = listener_of(people.amina), listener_of(people.bram)
    for listener in (amina, bram):
        listener.subscribe(thread.stream)
    bram.call("presence", {"stream": thread.stream})
    assert amina.hear("presence")["reading"] == 1
    bram.client.disconnect()
    assert amina.hear("presence")["reading"] == 0


def test_who_does_not_show_presence_is_not_counted(
    app: Flask, people: Cast, listener_of: Listening, thread_in: Callable[[Theme], Thread]
) -> None:
    hide_presence(app, people)
    bram = listener_of(people.bram)
    thread = thread_in(people.networks)
    bram.subscribe(thread.stream)
    assert bram.call("presence", {"stream": thread.stream}) == {"ok": True, "counted": False}
    assert bram.hears_nothing("presence", seconds=1.5)


def test_signs_need_a_subscription(people: Cast, listener_of: Listening) -> None:
    signed = listener_of(people.dirk).call("typing", {"stream": people.circle.stream})
    assert signed == {"ok": False, "error": "forbidden"}


def hide_presence(app: Flask, people: Cast) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.bram.id).shows_presence = False
