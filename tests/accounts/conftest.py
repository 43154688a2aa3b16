"""What the mail said, and invitations ready to be used."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from connect.accounts import actions
from connect.database import db
from connect.mail import OutgoingMail
from tests.support.cast import Cast


@pytest.fixture
def mails_to(app: Flask) -> Callable[[str], list[OutgoingMail]]:
    def find(address: str) -> list[OutgoingMail]:
        with app.app_context():
            found = select(OutgoingMail).where(OutgoingMail.to == address)
            return list(db.session.scalars(found.order_by(OutgoingMail.id)))

    return find


@pytest.fixture
def link_to(mails_to: Callable[[str], list[OutgoingMail]]) -> Callable[[str], str]:
    """The path of the link in the last mail to an address."""

    def find(address: str) -> str:
        link = re.search(r"http://localhost(/\S+)", mails_to(address)[-1].text)
        assert link
        return link[1]

    return find


@pytest.fixture
def invite(app: Flask, people: Cast) -> Callable[..., str]:
    """The path of a new invitation by Olga."""

    def make(**details: Any) -> str:
        with app.app_context():
            return f"/join/{actions.invite(people.olga, **details)}"

    return make
