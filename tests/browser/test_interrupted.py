"""The network fails for a while, or never lets a WebSocket through: nothing is lost or doubled."""

import re
from collections.abc import Callable

from flask import Flask
from playwright.sync_api import Route, WebSocketRoute, expect

from connect.discussions import actions, queries
from connect.discussions.models import Thread
from connect.web.access import reached
from tests.browser.thread_tab import ThreadTab
from tests.support.cast import Cast

TabOf = Callable[..., ThreadTab]
SHORT, LONG = 3, 50
INTERRUPTED = "The live connection is interrupted. What you write is kept."
RECONNECTED = "Reconnected, %(count)s new comment.", "Reconnected, %(count)s new comments."
UNREACHABLE = "ERR_INTERNET_DISCONNECTED|WebSocket connection"
WHILE_POLLING_STARTS = RECONNECTS = 30_000


def test_what_was_said_while_offline_is_there_once_after_coming_back(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: Callable[..., str]
) -> None:
    bram = tab_of(people.bram, thread, tolerate=UNREACHABLE).follow()
    chloe = tab_of(people.chloe, thread).follow()
    go_offline(bram)
    line = bram.connection_line
    expect(line).to_have_text(said_in("nl", INTERRUPTED))
    texts = [f"Manqué {number}." for number in range(SHORT)]
    chloe.post_all(texts)
    expect(chloe.comment(texts[-1])).to_have_count(1)
    expect(bram.comment(texts[0])).to_have_count(0)
    bram.page.context.set_offline(False)
    expect(line).to_have_text(said_in("nl", *RECONNECTED, SHORT), timeout=RECONNECTS)
    expect_each_once(bram, texts)
    expect(line).to_be_hidden()


def test_fifty_missed_comments_are_there_once_and_what_was_typed_too(
    app: Flask, tab_of: TabOf, people: Cast, thread: Thread
) -> None:
    bram = tab_of(people.bram, thread, tolerate=UNREACHABLE).follow()
    bram.fill("Nog niet af")
    go_offline(bram)
    texts = [f"Manqué {number}." for number in range(LONG)]
    with app.app_context():
        found = reached(queries.reach_thread(people.chloe, thread.id))
        for text in texts:
            actions.post_comment(people.chloe, found, body=text)
    bram.page.context.set_offline(False)
    expect_each_once(bram, texts)
    expect(bram.text).to_have_value(re.compile("Nog niet af"))


def test_a_network_without_websockets_brings_the_comments_by_long_polls(
    tab_of: TabOf, people: Cast, thread: Thread, said_in: Callable[..., str]
) -> None:
    bram = tab_of(people.bram, thread, tolerate="WebSocket|ERR_FAILED", service_workers="block")
    bram.page.route_web_socket("**/socket.io/**", refuse_socket)
    bram.page.route("**/socket.io/**", refuse)
    chloe = tab_of(people.chloe, thread).follow()
    with bram.page.expect_request("**/live/thread*wait=25*", timeout=WHILE_POLLING_STARTS):
        bram.open()
    expect(bram.connection_line).not_to_have_text(said_in("nl", INTERRUPTED))
    for text in ("Par le chemin lent.", "Et encore une."):
        chloe.post(text)
        expect(bram.comment(text)).to_have_count(1)


def go_offline(tab: ThreadTab) -> None:
    """Also for the open WebSocket, which the browser would keep."""
    tab.page.context.set_offline(True)
    expect(tab.connection_line).to_be_visible()


def refuse_socket(socket: WebSocketRoute) -> None:
    socket.close(code=1006)


def refuse(route: Route) -> None:
    route.abort()


def expect_each_once(tab: ThreadTab, texts: list[str]) -> None:
    expect(tab.comment(texts[-1])).to_have_count(1, timeout=RECONNECTS)
    shown = tab.page.locator("#comments .comment__body").all_inner_texts()
    assert [text for text in shown if text in texts] == texts
