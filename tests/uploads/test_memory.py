"""The server's memory stays flat, whatever is sent: seen on the real one, from outside."""

import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask

from connect.uploads.checking import LARGEST_FILE
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.servers import Server
from tests.support.visitors import Visitor
from tests.uploads import corpus

MEGABYTE = 1024 * 1024
FLAT = 20 * MEGABYTE
"""Less than the largest files, with room for what Python puts aside."""

LARGEST = LARGEST_FILE - 2000
BOUNDARY = "a-boundary-of-parts"


@dataclass(frozen=True)
class Browser:
    """Bram's, at the running server."""

    host: str
    cookie: str
    token: str

    def ask(self, method: str, path: str, body: bytes = b"", type: str = "") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {
            "Accept": "application/json",
            "Content-Type": type,
            "Cookie": f"connect_session={self.cookie}",
            "X-CSRFToken": self.token,
        }
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def send(self, name: str, content: bytes) -> tuple[int, Any]:
        part = f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = f"--{BOUNDARY}\r\n{part}".encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        status, told = self.ask(
            "POST", "/uploads", body, f"multipart/form-data; boundary={BOUNDARY}"
        )
        return status, json.loads(told)


@pytest.fixture
def browser(app: Flask, people: Cast, server: Server) -> Browser:
    bram = Visitor(app, people.bram)
    token = bram.csrf_token()
    cookie = bram.client.get_cookie("connect_session")
    assert cookie
    return Browser(urlsplit(server.url).netloc, cookie.value, token)


@pytest.fixture
def grown(app: Flask, people: Cast, server: Server, browser: Browser) -> Callable[[], int]:
    """How many bytes the server needed at most, beyond what it holds when it is warm."""
    thread = Conversations(app).open(people.chloe, people.prevention)
    # Long enough that its language is asked of the model, which takes 100 MB once.
    text = urlencode({"body": "Bij ons gaat het precies zo, al vele jaren."}).encode()
    form = "application/x-www-form-urlencoded"
    assert browser.ask("POST", f"{thread.url}/comments", text, form)[0] == 303
    for warm in (corpus.pdf(MEGABYTE), corpus.pdf()):
        assert browser.send("warm.pdf", warm)[0] == 201
    pid = worker_of(server.process.pid)
    before = settled(pid)
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # forget the highest so far
    return lambda: held(pid, "VmHWM") - before


def settled(pid: int) -> int:
    """What it holds once it is still: the server loads the model by itself as well."""
    for _ in range(30):
        before = held(pid, "VmRSS")
        time.sleep(1)
        if abs(held(pid, "VmRSS") - before) < MEGABYTE:
            return before
    raise TimeoutError("the server goes on growing")


def worker_of(gunicorn: int) -> int:
    return int(Path(f"/proc/{gunicorn}/task/{gunicorn}/children").read_text().split()[0])


def held(pid: int, what: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(what))


def test_large_files_and_bombs_pass_through_a_flat_memory(
    browser: Browser, grown: Callable[[], int]
) -> None:
    needed = {}
    for name, content, status in [
        ("too-large.pdf", corpus.pdf(26 * MEGABYTE), 413),
        ("far-too-large.pdf", corpus.pdf(60 * MEGABYTE), 413),
        ("bomb.docx", corpus.BAD["UnpacksTooLarge"]["bomb.docx"][0](), 422),
        ("unpacks.docx", corpus.open_xml("docx", {"x.bin": bytes(30 * MEGABYTE)}), 201),
        ("hides.pdf", corpus.pdf(LARGEST - 1000) + corpus.archive({"a.exe": b"MZ"}), 422),
        ("largest.pdf", corpus.pdf(LARGEST), 201),
        ("large.ppt", corpus.old_office("ppt", start=bytes(5 * MEGABYTE)), 201),
        ("bomb.png", corpus.BAD["TooManyPixels"]["bomb.png"][0](), 422),
    ]:
        answered, told = browser.send(name, content)
        assert answered == status, f"{name}: {told}"
        needed[name] = f"{grown() / MEGABYTE:.1f} MB"
    assert grown() < FLAT, needed


def test_a_download_passes_through_a_flat_memory(
    browser: Browser, grown: Callable[[], int]
) -> None:
    _status, told = browser.send("largest.pdf", corpus.pdf(LARGEST))
    status, content = browser.ask("GET", told["url"])
    assert (status, len(content)) == (200, told["size"])
    assert grown() < FLAT
