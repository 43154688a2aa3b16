"""A thread in a browser's tab, and what its reader does there."""

from dataclasses import dataclass
from functools import cached_property
from time import monotonic

from playwright.sync_api import Locator, Page, WebSocket, expect

from connect.discussions.models import Thread
from tests.support.editing import BARE_OR_EDITOR, EDITOR, edit

SECONDS_TO_CONNECT = 30
STREAMS_OF_A_MEMBER = 2  # the thread's and the member's own
POST = """async ([path, bodies]) => {
  const headers = { "X-CSRF-Token": document.querySelector("meta[name=csrf-token]").content }
  for (const text of bodies) {
    const body = new URLSearchParams({ body: text, token: crypto.randomUUID() })
    await fetch(path, { method: "POST", headers, body })
  }
}"""


@dataclass
class ThreadTab:
    page: Page
    thread: Thread

    def __post_init__(self) -> None:
        self.confirmed: list[str] = []
        self.page.on("websocket", self._listen)

    def open(self, query: str = "") -> "ThreadTab":
        self.page.goto(f"{self.thread.url}{query}")
        return self

    def follow(self, query: str = "") -> "ThreadTab":
        """Open it and wait until the server has confirmed that it will tell what is new."""
        self.confirmed.clear()
        self.open(query)
        deadline = monotonic() + SECONDS_TO_CONNECT
        while len(self.confirmed) < STREAMS_OF_A_MEMBER:
            assert monotonic() < deadline, "the live connection does not come about"
            self.page.wait_for_timeout(20)
        return self

    @cached_property
    def composer(self) -> Locator:
        return self.page.locator("#composer")

    @cached_property
    def field(self) -> Locator:
        """Where one writes: the bare field, and the editor once that stands over it."""
        return self.composer.locator(BARE_OR_EDITOR)

    @cached_property
    def editor(self) -> Locator:
        return self.composer.locator(EDITOR)

    @cached_property
    def text(self) -> Locator:
        """What is sent, and kept as a draft: the field, shown or behind the editor."""
        return self.composer.locator("textarea")

    def edit(self) -> "ThreadTab":
        """Go into the field and wait until the editor stands there."""
        edit(self.composer)
        return self

    @cached_property
    def publish(self) -> Locator:
        return self.composer.locator("button[type=submit].button--primary")

    @cached_property
    def pill(self) -> Locator:
        return self.page.locator("#new-comments")

    @cached_property
    def connection_line(self) -> Locator:
        return self.page.locator("#connection")

    @cached_property
    def announcements(self) -> Locator:
        return self.page.locator("#announcements")

    def comment(self, text: str) -> Locator:
        """The comments that say so themselves, not those that answer them."""
        said = self.page.locator(".comment__body", has_text=text)
        return self.page.locator("article.comment").filter(has=said)

    def fill(self, text: str) -> None:
        edit(self.composer).fill(text)

    def write(self, text: str) -> None:
        self.fill(text)
        self.publish.click()

    def post(self, text: str) -> None:
        """Write it and see it stand there."""
        self.write(text)
        expect(self.comment(text)).to_be_visible()

    def post_all(self, texts: list[str]) -> None:
        """Send one after the other, past the composer."""
        self.page.evaluate(POST, [f"{self.thread.url}/comments", texts])

    def opens_menu_of(self, text: str) -> Locator:
        comment = self.comment(text)
        comment.locator("summary").click()
        return comment.locator(".menu__panel")

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._note_confirmation)

    def _note_confirmation(self, frame: str | bytes) -> None:
        """A Socket.IO acknowledgement: 43, a number, what `subscribe` was answered."""
        if isinstance(frame, str) and frame.startswith("43") and '"head"' in frame:
            self.confirmed.append(frame)
