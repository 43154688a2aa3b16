"""Who may listen to what, and the answer to who may not."""

from collections.abc import Callable

import pytest
from socketio.exceptions import ConnectionError

from connect.discussions.models import Thread
from connect.themes.models import Theme
from tests.live.conftest import Author, Listener
from tests.support.cast import Cast

Listening = Callable[..., Listener]
Opening = Callable[[Theme], Thread]


def test_a_member_gets_the_head_and_what_was_missed(
    people: Cast, listener_of: Listening, author_of: Callable[..., Author], thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    author_of(people.chloe).comment(thread, "Bonjour")
    answer = listener_of(people.bram, lang="nl").subscribe(thread.stream, after=0)
    assert (answer["ok"], answer["head"], answer["reset"]) == (True, 1, False)
    assert [(entry["seq"], entry["kind"]) for entry in answer["entries"]] == [(1, "comment.posted")]
    assert "Bonjour" in answer["entries"][0]["html"]


def test_a_reader_without_access_hears_nothing(
    people: Cast, listener_of: Listening, author_of: Callable[..., Author], thread_in: Opening
) -> None:
    thread = thread_in(people.circle)
    dirk = listener_of(people.dirk)
    assert dirk.subscribe(thread.stream) == {"ok": False, "error": "unknown"}
    assert dirk.subscribe(people.circle.stream) == {"ok": False, "error": "unknown"}
    author_of(people.chloe).comment(thread, "Entre nous")
    assert dirk.hears_nothing()


def test_a_visitor_hears_public_streams_only(
    people: Cast, listener_of: Listening, author_of: Callable[..., Author], thread_in: Opening
) -> None:
    public, internal = thread_in(people.prevention), thread_in(people.networks)
    visitor = listener_of()
    assert visitor.subscribe(public.stream)["ok"]
    assert visitor.subscribe(internal.stream) == {"ok": False, "error": "forbidden"}
    author_of(people.chloe).comment(internal, "Interne")
    author_of(people.chloe).comment(public, "Public")
    assert "Public" in visitor.hear()["html"]


def test_an_inbox_is_heard_by_its_owner_alone(people: Cast, listener_of: Listening) -> None:
    bram = listener_of(people.bram)
    assert bram.subscribe(people.bram.stream)["ok"]
    assert bram.subscribe(people.chloe.stream) == {"ok": False, "error": "forbidden"}


def test_moderation_is_heard_by_those_who_moderate_the_theme(
    people: Cast, listener_of: Listening
) -> None:
    desk = f"moderation:{people.prevention.id}"
    assert listener_of(people.amina).subscribe(desk)["ok"]
    assert listener_of(people.olga).subscribe(desk)["ok"]
    assert listener_of(people.bram).subscribe(desk)["error"] == "forbidden"
    assert listener_of().subscribe(desk)["error"] == "forbidden"
    elsewhere = f"moderation:{people.networks.id}"
    assert listener_of(people.amina).subscribe(elsewhere)["error"] == "forbidden"


def test_a_deactivated_member_is_not_let_in(people: Cast, listener_of: Listening) -> None:
    with pytest.raises(ConnectionError):
        listener_of(people.els)


@pytest.mark.parametrize(
    "name",
    ["thread:0", "thread:01", "thread:999999", "thread:-1", "thread:1 ", "thread:١", "thread:1\n",
     "thread:" + "9" * 40, "access", "moderation", "", "webinar:1"],
)  # fmt: skip
def test_a_stream_that_is_not_there_is_unknown(
    people: Cast, listener_of: Listening, name: str
) -> None:
    assert listener_of(people.bram).subscribe(name) == {"ok": False, "error": "unknown"}


def test_a_socket_hears_fifty_streams_at_most(
    people: Cast, listener_of: Listening, thread_in: Opening
) -> None:
    bram = listener_of(people.bram)
    threads = [thread_in(people.networks) for _ in range(51)]
    answers = [bram.subscribe(thread.stream) for thread in threads]
    assert all(answer["ok"] for answer in answers[:50])
    assert answers[50] == {"ok": False, "error": "too_many"}
    bram.call("unsubscribe", {"stream": threads[0].stream})
    assert bram.subscribe(threads[50].stream)["ok"]
