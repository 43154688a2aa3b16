"""A strategy that two readers have open: what one does there, the other sees."""

from collections.abc import Callable
from time import monotonic

import pytest
from flask import Flask
from playwright.sync_api import expect

from connect.strategies.models import Strategy
from tests.browser.thread_tab import SECONDS_TO_CONNECT, ThreadTab
from tests.support.cast import Cast
from tests.support.sheets import Sheets

TabOf = Callable[..., ThreadTab]
STREAMS = 3  # the strategy's, its thread's and the reader's own
ARCHIVE = """async (url) => {
  const headers = { "X-CSRF-Token": document.querySelector("meta[name=csrf-token]").content }
  const answer = await fetch(`${url}/archiving`, { method: "POST", headers })
  return answer.status
}"""


@pytest.fixture
def strategy(app: Flask, people: Cast) -> Strategy:
    return Sheets(app).publish(people.chloe, visibility="members")


def test_an_answer_under_a_strategy_arrives_at_who_reads_it(
    people: Cast, strategy: Strategy, tab_of: TabOf
) -> None:
    bram = follow(tab_of(people.bram, strategy.thread))
    chloe = tab_of(people.chloe, strategy.thread).open()
    chloe.post("Nous le faisons depuis mars.")
    expect(bram.comment("Nous le faisons depuis mars.")).to_be_attached()


def test_who_reads_a_strategy_is_told_that_it_was_changed_and_shown_it_on_demand(
    people: Cast, strategy: Strategy, tab_of: TabOf
) -> None:
    bram = follow(tab_of(people.bram, strategy.thread))
    olga = tab_of(people.olga, strategy.thread).open().page
    assert olga.evaluate(ARCHIVE, strategy.url) == 200
    told = bram.page.locator("#strategy-changed a")
    expect(told).to_be_visible()
    expect(bram.page.locator(".strategy__header .strategy__standing")).to_have_count(0)
    told.click()
    expect(bram.page.locator(".strategy__header .strategy__standing")).to_be_visible()


def follow(tab: ThreadTab) -> ThreadTab:
    tab.follow()
    deadline = monotonic() + SECONDS_TO_CONNECT
    while len(tab.confirmed) < STREAMS:
        assert monotonic() < deadline, "not every stream is heard"
        tab.page.wait_for_timeout(20)
    return tab
