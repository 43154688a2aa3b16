"""Without a network, a page of ours says so, in both languages."""

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_a_reader_without_a_network_is_told_so_in_both_languages(
    page_of: Callable[..., Page],
) -> None:
    page = page_of(tolerate="ERR_INTERNET_DISCONNECTED")
    page.goto("/themes/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto("/about")
    expect(page.get_by_text("Vous êtes hors ligne.")).to_be_visible()
    expect(page.get_by_text("U bent offline.")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != "serif"
