"""A thread of Chloé's under the public theme, and the means to go on with it."""

import pytest
from flask import Flask

from connect.discussions.models import Thread
from tests.support.cast import Cast
from tests.support.conversations import Conversations


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def thread(talk: Conversations, people: Cast) -> Thread:
    return talk.open(people.chloe, people.prevention)
