"""Chromium with JavaScript: signed in, and strict about what a console would show."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from flask import Flask
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from connect.members.models import Member
from tests.support.servers import ROOT, Server
from tests.support.visitors import session_of

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET_AND_ALONE = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 740}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# On busy cores a second is soon over; patience costs nothing where what should come comes.
expect.set_options(timeout=15_000)
IS_SETTLED = """() => document.fonts.status === "loaded" &&
  [...document.querySelectorAll("turbo-frame[src]")].every((frame) => {
    if (frame.getAttribute("loading") === "lazy") frame.setAttribute("loading", "eager")
    return frame.hasAttribute("complete")
  })"""
SECONDS_TO_ARRIVE = 15
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def running_chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        raise FileNotFoundError("Chromium is not on the PATH: run bin/test, which installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET_AND_ALONE)
        yield browser
        browser.close()


def be_patient(context: BrowserContext) -> None:
    context.set_default_timeout(15_000)
    context.set_default_navigation_timeout(30_000)


@dataclass
class Windows:
    """Opens pages on the live server, and knows at the end what went wrong in any of them."""

    app: Flask
    server: Server
    browser: Browser
    troubles: list[str] = field(default_factory=list)
    sending: set[Request] = field(default_factory=set)
    closing: ExitStack = field(default_factory=ExitStack)
    is_closing: bool = False

    def page_of(
        self,
        member: Member | None = None,
        *,
        locale: str | None = None,
        viewport: dict[str, int] = DESKTOP,
        scheme: str = "light",
        javascript: bool = True,
        tolerate: str = "",
        **options: Any,
    ) -> Page:
        """A page in a context of its own; `page.goto("/themes/")` takes paths.

        `tolerate` is a regular expression for messages and script errors that the test provokes.
        """
        context = self.browser.new_context(
            base_url=self.server.url,
            locale=locale or (member.locale if member else "fr"),
            timezone_id="Europe/Brussels",
            viewport=viewport,  # type: ignore[arg-type]
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            **options,
        )
        self.closing.callback(self._close, context)
        be_patient(context)
        if member:
            context.add_cookies([self._session_cookie(member)])  # type: ignore[list-item]
        context.on("request", self._note_sending)
        context.on("requestfinished", self._note_sent)
        context.on("requestfailed", self._note_sent)
        page = context.new_page()
        page.on("console", lambda message: self._note_message(message, tolerate))
        page.on("pageerror", lambda error: self._note_error(str(error), tolerate))
        page.on("response", self._note_response)
        return page

    def _close(self, context: BrowserContext) -> None:
        """Pages that close bid the server farewell, with what was not saved yet: not a server that
        is by then in the next test, nor with what is on its way to it. What they say when the
        network goes is no trouble."""
        self.is_closing = True
        for page in context.pages:
            self._let_arrive(page)
        context.set_offline(True)
        for page in context.pages:
            page.goto("about:blank")  # a farewell of a page that closes would get through
        context.close()

    def _note_sending(self, request: Request) -> None:
        if request.method == "POST" and not request.is_navigation_request():
            self.sending.add(request)

    def _note_sent(self, request: Request) -> None:
        self.sending.discard(request)

    def _let_arrive(self, page: Page) -> None:
        deadline = monotonic() + SECONDS_TO_ARRIVE
        page.wait_for_timeout(1)  # until its last requests are noted
        while monotonic() < deadline and any(sent.frame.page is page for sent in self.sending):
            page.wait_for_timeout(20)

    def _session_cookie(self, member: Member) -> dict[str, str]:
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        value = serializer.dumps(session_of(self.app, member))
        return {"name": "connect_session", "value": value, "url": self.server.url}

    def _note_message(self, message: ConsoleMessage, tolerate: str) -> None:
        """Chromium reports a blocked inline script or style here too. Answers that say no are
        no trouble by themselves; missing files are noted by `_note_response`."""
        if message.type != "error" or message.text.startswith("Failed to load resource"):
            return
        self._note_error(f"console: {message.text}", tolerate)

    def _note_error(self, text: str, tolerate: str) -> None:
        if not self.is_closing and not (tolerate and re.search(tolerate, text)):
            self.troubles.append(f"error: {text}")

    def _note_response(self, response: Response) -> None:
        if not response.url.startswith((self.server.url, "data:", "blob:")):
            self.troubles.append(f"from a third party: {response.url}")
        if response.status >= 500 or (response.status >= 400 and "/static/" in response.url):
            self.troubles.append(f"{response.status} for {response.url}")


def wait_until_settled(page: Page) -> None:
    """Until letters have their shape, and what is fetched when it comes into view is there."""
    page.wait_for_function(IS_SETTLED)


def check_accessibility(page: Page) -> None:
    """No violation of WCAG 2.2 AA or of axe's best practices on the page as it stands."""
    page.evaluate(_axe())  # not by a script element: the page's policy would refuse it
    report = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG
    )
    found = [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]
    assert not found, "\n".join(found)


def _axe() -> str:
    return Path(AXE).read_text(encoding="utf-8")
