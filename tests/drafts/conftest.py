"""A thread to answer, and drafts as scripts save them."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.discussions.models import Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Answer, Visitor

JSON = {"Accept": "application/json"}
Saving = Callable[..., Answer]


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def thread(talk: Conversations, people: Cast) -> Thread:
    return talk.open(people.chloe, people.prevention)


@pytest.fixture
def save() -> Saving:
    """`save(bram, "thread:1", 0, body="…")`, as the page's script does."""

    def save(visitor: Visitor, place: str, version: int = 0, **fields: Any) -> Answer:
        response = visitor.client.post(
            f"/drafts/{place}",
            json={"fields": fields, "version": version},
            headers={**JSON, "X-CSRFToken": visitor.csrf_token()},
        )
        return Answer(response)

    return save
