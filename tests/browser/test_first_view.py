"""A first visit is light, asks nothing of others and does not jump while it loads."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from connect.discussions.models import Thread
from tests.support.cast import Cast

PageOf = Callable[..., Page]
LARGEST_KB = 120
LARGEST_SHIFT = 0.05
NOTE_SHIFTS = """
  window.shifts = []
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries()
    .filter((entry) => !entry.hadRecentInput)
    .map((entry) => [entry.value, entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 80))])))
    .observe({ type: "layout-shift", buffered: true })
"""


@pytest.mark.parametrize("path", ["/", "/themes/prevention", "/threads/1"])
def test_a_first_view_is_light_and_all_from_here(
    path: str, people: Cast, long_thread: Thread, page_of: PageOf
) -> None:
    page = page_of(people.bram)
    received = bytes_received_by(page)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    size = sum(received.values()) / 1024
    assert 20 < size <= LARGEST_KB, f"{size:.0f} KB: {received}"


@pytest.mark.parametrize(
    "viewport", [{"width": 360, "height": 740}, {"width": 1280, "height": 900}]
)
def test_a_thread_does_not_jump_while_it_loads(
    viewport: dict[str, int], people: Cast, long_thread: Thread, page_of: PageOf
) -> None:
    page = page_of(people.olga, viewport=viewport)
    page.add_init_script(NOTE_SHIFTS)
    page.goto(long_thread.url)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    shifts = page.evaluate("window.shifts")
    assert sum(value for value, _nodes in shifts) < LARGEST_SHIFT, shifts


def bytes_received_by(page: Page) -> dict[str, int]:
    """Address -> bytes on the wire, headers included, of what comes from now on."""
    addresses: dict[str, str] = {}
    received: dict[str, int] = {}

    def note_address(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def note_size(event: dict[str, Any]) -> None:
        address = addresses.get(event["requestId"], event["requestId"])
        received[address] = received.get(address, 0) + int(event["encodedDataLength"])

    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", note_address)
    session.on("Network.loadingFinished", note_size)
    session.send("Network.enable")
    return received
