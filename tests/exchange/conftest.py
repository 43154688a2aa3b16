"""A spreadsheet of strategies, sent by Olga of the BeFUS team."""

import io
from collections.abc import Callable

import pytest
from flask import Flask

from connect.worker import EVERY_TURN
from tests.support.cast import Cast
from tests.support.visitors import Answer, Visitor

HEAD = "Auteur;Title;Municipality or municipalities behind it;Themes;status;needs\r\n"
BENCHES = "bram@example.org;Bancs remis;Gent;networks;pilot;un juriste | un médiateur\r\n"

BrowserOf = Callable[..., Visitor]
Sending = Callable[..., Answer]


@pytest.fixture
def sent(browser_of: BrowserOf, people: Cast) -> Sending:
    """`sent(text or bytes)`; the answer to the form."""

    def send(data: str | bytes, name: str = "fiches.csv") -> Answer:
        raw = data.encode() if isinstance(data, str) else data
        file = (io.BytesIO(raw), name)
        return browser_of(people.olga).post(
            "/strategies/imports/", {"file": file}, content_type="multipart/form-data"
        )

    return send


@pytest.fixture
def work(app: Flask) -> Callable[[], None]:
    """What the worker does, until nothing is left."""

    def until_nothing_is_left() -> None:
        with app.app_context():
            while sum(step() or 0 for step in EVERY_TURN):
                pass

    return until_nothing_is_left
