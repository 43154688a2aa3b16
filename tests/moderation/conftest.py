"""A thread of Chloé's under the theme that Amina moderates, and those who decide about it."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from tests.support.acts import Acts, ActsOf
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.reports import Protection
from tests.support.visitors import Visitor


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def thread(talk: Conversations, people: Cast) -> Thread:
    return talk.open(people.chloe, people.prevention)


@pytest.fixture
def acts_of(app: Flask, browser_of: Callable[..., Visitor]) -> ActsOf:
    """`acts_of(people.amina).send(thread, "closure", "Pourquoi")`."""

    def acts_of(member: Member) -> Acts:
        return Acts(app, browser_of(member))

    return acts_of


@pytest.fixture
def protect(app: Flask, browser_of: Callable[..., Visitor]) -> Protection:
    return Protection(app, browser_of)


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    """An answer of Bram's, which says a word of its own."""
    return talk.post(people.bram, thread, "Voici le marronnier.")
