"""Passkeys in a real browser, whose device answers by itself."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from connect.settings import Settings
from tests.support.browsers import check_accessibility
from tests.support.cast import Cast
from tests.support.servers import Server, serving

PageOf = Callable[..., Page]

MEMBERS = re.compile(r":\d+/members/$")  # and not the page to sign in that leads there
TELEPHONE = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    """Passkeys are made for names. Others go by number: under the name of this machine,
    Engine.IO does not believe a browser that says it is offline."""
    with serving(settings, tmp_path / "server.log", host="localhost") as found:
        yield found


class Device:
    """Chromium's virtual authenticator."""

    def __init__(self, page: Page, **options: Any) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        made = self.session.send(
            "WebAuthn.addVirtualAuthenticator", {"options": TELEPHONE | options}
        )
        self.id = made["authenticatorId"]

    @property
    def keys(self) -> list[dict[str, Any]]:
        found = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return found["credentials"]

    def is_unlocked(self, well: bool) -> None:
        asked = {"authenticatorId": self.id, "isUserVerified": well}
        self.session.send("WebAuthn.setUserVerified", asked)


def test_a_passkey_is_added_opens_the_door_and_is_removed(people: Cast, page_of: PageOf) -> None:
    page = page_of(people.bram, locale="en")
    device = Device(page)
    page.goto("/account/passkeys?lang=en")
    page.get_by_label("Name of the passkey").fill("Telephone")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Telephone").wait_for()
    assert len(device.keys) == 1
    check_accessibility(page)

    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("This device has a passkey for your account already.").wait_for()

    _sign_out(page)
    device.is_unlocked(False)
    page.goto("/sign-in?next=/members/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("You are not signed in").wait_for()
    check_accessibility(page)
    device.is_unlocked(True)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(MEMBERS)

    page.goto("/account/passkeys")
    page.get_by_role("button", name="Remove Telephone").click()
    page.get_by_role("heading", name="Your first passkey").wait_for()
    _sign_out(page)
    page.goto("/sign-in")  # where the device still offers what it keeps
    page.get_by_text("This passkey opens no account here").wait_for()


def test_a_passkey_is_offered_in_the_field_for_the_address(people: Cast, page_of: PageOf) -> None:
    page = page_of(people.bram, locale="en")
    Device(page)
    page.goto("/account/passkeys?lang=en")
    page.get_by_role("button", name="Add a passkey").click()
    page.locator(".key").wait_for()
    _sign_out(page)
    page.goto("/sign-in?next=/members/")
    page.wait_for_url(MEMBERS)


def _sign_out(page: Page) -> None:
    page.goto("/")
    page.locator("form[action='/sign-out']").evaluate("form => form.submit()")
    page.locator("a[href='/sign-in']").first.wait_for()
