"""Sending files as a script does."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from connect.members.models import Member
from tests.support.visitors import Answer, Visitor

JSON = {"Accept": "application/json"}
Send = Callable[..., Answer]


@pytest.fixture
def send(browser_of: Callable[..., Visitor]) -> Send:
    """`send(people.bram, "rapport.pdf", corpus.pdf())`."""

    def send_file(member: Member | None, name: str, content: bytes, **more: Any) -> Answer:
        form = {"file": (BytesIO(content), name)}
        return browser_of(member).post("/uploads", form, headers=JSON, **more)

    return send_file
