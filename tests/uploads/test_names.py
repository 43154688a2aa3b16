"""Names of files are shown and given back: whatever they say, they do nothing."""

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connect.uploads.models import LONGEST_NAME, Upload
from connect.uploads.names import tidy
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.uploads import corpus
from tests.uploads.conftest import JSON, Send


@pytest.mark.parametrize(
    ("given", "kept", "address"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\Réunion d’été.pdf", "Réunion d’été.pdf", "reunion-d-ete.pdf"),
        (
            '"><img src=x onerror=alert(1)>.PDF',
            "___img src=x onerror=alert(1)_.pdf",
            "img-src-x-onerror-alert-1.pdf",
        ),
        ("invoice\u202efdp.exe.pdf", "invoicefdp.exe.pdf", "invoicefdp-exe.pdf"),
        ("日本.pdf", "日本.pdf", "file.pdf"),
        ("a\r\nX-Evil: 1.pdf", "a X-Evil_ 1.pdf", "a-x-evil-1.pdf"),
        ("...pdf", "file.pdf", "file.pdf"),
        ("-.pdf", "-.pdf", "file.pdf"),
        ("a\0b.pdf", "ab.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf", "x" * 60 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str, address: str) -> None:
    assert tidy(given, "pdf") == kept
    assert Upload(name=kept).address_name == address


@given(st.text(max_size=400))
def test_every_name_becomes_one_that_can_be_kept(name: str) -> None:
    kept = tidy(name, "pdf")
    assert len(kept) <= LONGEST_NAME
    assert kept.endswith(".pdf")
    assert not set(kept) & set('/\\<>:"|?*\r\n\0')
    address = Upload(name=kept).address_name
    assert address.isascii()
    assert not set(address) - set("abcdefghijklmnopqrstuvwxyz0123456789-.")


def test_a_name_of_signs_is_told_harmlessly(
    browser_of: Callable[..., Visitor], people: Cast
) -> None:
    """As an error for a script, which puts it into a page as text."""
    sent = {"file": (BytesIO(corpus.EXE), "<b onclick=alert(1)>.exe")}
    answer = browser_of(people.bram).post("/uploads", sent, headers=JSON)
    assert answer.headers["Content-Type"] == "application/json"
    assert "<b onclick=alert(1)>.exe" in answer.json["error"]


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        (
            "Réunion d’été.pdf",
            "attachment; filename=\"reunion-d-ete.pdf\"; filename*=UTF-8''"
            "R%C3%A9union%20d%E2%80%99%C3%A9t%C3%A9.pdf",
        ),
        (
            "a'b;c,d.pdf",
            "attachment; filename=\"a-b-c-d.pdf\"; filename*=UTF-8''a%27b%3Bc%2Cd.pdf",
        ),
    ],
)
def test_a_file_is_saved_under_its_name(
    name: str, disposition: str, send: Send, browser_of: Callable[..., Visitor], people: Cast
) -> None:
    url = send(people.bram, name, corpus.pdf()).json["url"]
    answer = browser_of(people.bram).get(url)
    assert answer.headers["Content-Disposition"] == disposition
