"""Bram asks Amina for contact."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.contacts.models import ContactRequest
from connect.database import db
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.visitors import Visitor

FORM = {
    "subject": "Uw akkoord met de politiezone",
    "message": "Dag Amina,\r\n\r\nmag ik u iets vragen over de afspraken met uw zone?",
}
Stored = Callable[[], list[ContactRequest]]


@pytest.fixture
def stored(app: Flask) -> Stored:
    def rows() -> list[ContactRequest]:
        with app.app_context():
            return list(db.session.query(ContactRequest).order_by(ContactRequest.id))

    return rows


@pytest.fixture
def settle(app: Flask) -> Callable[[], None]:
    def run() -> None:
        """Twice: what follows from an event can be an event."""
        with app.app_context():
            settle_due()
            settle_due()

    return run


@pytest.fixture
def asked(people: Cast, browser_of: Callable[..., Visitor]) -> str:
    """The address of Bram's request to Amina."""
    door = f"{people.amina.profile_url}/contact-request"
    return browser_of(people.bram).post(door, FORM).location
