"""What listeners hear when somebody writes, and how a gap closes."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from connect.discussions.models import Thread
from connect.themes.models import Theme
from tests.live.conftest import SECONDS, Author, Listener
from tests.support.cast import Cast
from tests.support.servers import Server

pytestmark = pytest.mark.any_database

MOST_TRIES = 3
Listening = Callable[..., Listener]
Writing = Callable[..., Author]
Opening = Callable[[Theme], Thread]


def test_each_listener_hears_in_their_own_language(
    people: Cast, listener_of: Listening, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    amina, bram = listener_of(people.amina, lang="fr"), listener_of(people.bram, lang="nl")
    for listener in (amina, bram):
        assert listener.subscribe(thread.stream)["ok"]
    token = author_of(people.chloe).comment(thread, "Bonjour à tous")
    heard = {"fr": amina.hear(), "nl": bram.hear()}
    for entry in heard.values():
        assert (entry["stream"], entry["seq"]) == (thread.stream, 1)
        assert entry["kind"] == "comment.posted"
        assert entry["token"] == token
        assert "Bonjour à tous" in entry["html"]
        assert "csrf_token" not in entry["html"]
    assert people.chloe.place_name("fr") in heard["fr"]["html"]
    assert people.chloe.place_name("nl") in heard["nl"]["html"]


def test_fifty_comments_missed_while_offline_are_all_there_once_after_reconnecting(
    people: Cast, listener_of: Listening, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    bram = listener_of(people.bram)
    cursor = bram.subscribe(thread.stream, after=0)["head"]
    bram.client.disconnect()
    for number in range(50):
        author_of(people.chloe).comment(thread, f"Numéro {number}")
    answer = listener_of(people.bram).subscribe(thread.stream, after=cursor)
    assert [entry["seq"] for entry in answer["entries"]] == list(range(1, 51))
    assert len({entry["subject"] for entry in answer["entries"]}) == 50


def test_a_burst_is_heard_whole_by_everyone_with_what_the_catch_up_adds(
    people: Cast, listener_of: Listening, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    early = [listener_of(people.bram) for _ in range(3)]
    for listener in early:
        listener.subscribe(thread.stream, after=0)
    authors = [author_of(member) for member in (people.amina, people.chloe, people.bram)]
    writing = [
        threading.Thread(target=lambda a=a: [a.comment(thread, f"Texte {n}") for n in range(8)])
        for a in authors
    ]
    for one in writing:
        one.start()
    late = listener_of(people.dirk)
    answer = late.subscribe(thread.stream, after=0)
    for one in writing:
        one.join()
    for listener in early:
        assert sorted(listener.hear()["seq"] for _ in range(24)) == list(range(1, 25))
    seen = {entry["seq"] for entry in answer["entries"]}
    while seen != set(range(1, 25)):
        seen.add(late.hear()["seq"])


def test_a_touched_comment_is_caught_up_as_it_is_now(
    people: Cast, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    chloe = author_of(people.chloe)
    chloe.comment(thread, "Trop vite écrit")
    comment = chloe.missed(thread.stream, after=0).json()["entries"][0]["subject"]
    chloe.post(f"/comments/{comment.partition(':')[2]}/withdrawal")
    entries = chloe.missed(thread.stream, after=0).json()["entries"]
    assert [entry["seq"] for entry in entries] == [1, 2]
    assert not any("Trop vite" in entry["html"] for entry in entries)


def test_a_page_that_is_too_far_behind_starts_again(
    people: Cast, listener_of: Listening, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    author_of(people.chloe).comment(thread, "Un")
    ahead = author_of(people.bram).missed(thread.stream, after=7).json()
    assert (ahead["reset"], ahead["head"], ahead["entries"]) == (True, 1, [])
    assert listener_of(people.bram).subscribe(thread.stream, after=7)["reset"]


def test_a_long_poll_wakes_within_a_second(
    people: Cast, author_of: Writing, thread_in: Opening
) -> None:
    """Of a few. A busy machine is late now and then; a slow way would be so each time."""
    thread = thread_in(people.networks)
    bram, chloe = author_of(people.bram), author_of(people.chloe)
    assert any(seconds_to_wake(bram, chloe, thread, after) < 1 for after in range(MOST_TRIES))


def seconds_to_wake(bram: Author, chloe: Author, thread: Thread, after: int) -> float:
    """From Chloé's text to the answer to Bram's poll, which was waiting for it."""
    with ThreadPoolExecutor() as beside:
        poll = beside.submit(bram.missed, thread.stream, after=after, wait=20)
        time.sleep(1.5)
        chloe.comment(thread, "Réveil")
        posted = time.monotonic()
        entries = poll.result().json()["entries"]
        took = time.monotonic() - posted
    assert [entry["seq"] for entry in entries] == [after + 1]
    return took


def test_a_long_poll_in_vain_ends_when_asked(
    people: Cast, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    started = time.monotonic()
    answer = author_of(people.bram).missed(thread.stream, after=0, wait=1)
    assert 0.9 < time.monotonic() - started < 10
    assert answer.json()["entries"] == []


@pytest.mark.parametrize("query", [{"after": "-1"}, {"after": "x"}, {"wait": "1e3"}])
def test_a_malformed_number_is_refused(
    people: Cast, author_of: Writing, thread_in: Opening, query: dict[str, str]
) -> None:
    thread = thread_in(people.networks)
    assert author_of(people.bram).missed(thread.stream, **query).status_code == 400


def test_a_catch_up_asks_for_access_each_time(
    people: Cast, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.circle)
    assert author_of(people.bram).missed(thread.stream).status_code == 200
    assert author_of(people.dirk).missed(thread.stream).status_code == 404
    assert author_of(people.dirk).missed(people.bram.stream).status_code == 403
    assert author_of().missed(thread.stream).status_code == 401


def test_the_catch_up_is_html_for_a_browser(
    people: Cast, author_of: Writing, server: Server, thread_in: Opening
) -> None:
    thread = thread_in(people.prevention)
    author_of(people.chloe).comment(thread, "Lisible")
    answer = requests.get(f"{server.url}/live/{thread.stream}?after=0", timeout=SECONDS)
    assert 'data-head="1"' in answer.text
    assert "<turbo-stream" in answer.text
