"""What several tests of the directory share."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.accounts.actions import add_member
from connect.database import atomic
from connect.members.models import Member
from connect.places.models import Organisation
from tests.members.conftest import follow, tells
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

__all__ = ["follow", "tells"]

Cards = Callable[..., list[str]]


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def cards(browser_of: Callable[..., Visitor]) -> Cards:
    """First names on the list: `cards(people.amina, language="nl")`."""

    def names(reader: Member, **asked: object) -> list[str]:
        page = browser_of(reader).get("/members/", query_string=asked).page
        return [link.text.split()[0] for link in page.select(".member-card__name a")]

    return names


@pytest.fixture
def count_of(browser_of: Callable[..., Visitor]) -> Callable[..., int]:
    """How many a choice says it would show; 0 where it is not offered."""

    def number(reader: Member, facet: str, value: str, **asked: object) -> int:
        page = browser_of(reader).get("/members/", query_string=asked).page
        choice = page.select_one(f"label[for='{facet}-{value}'] .facet__count")
        return int(choice.text) if choice else 0

    return number


@pytest.fixture
def zone(app: Flask, people: Cast) -> tuple[Organisation, Member]:
    """A police zone in Liège, and Farid, who speaks for it."""
    with app.app_context():
        with atomic() as session:
            names = {"name_fr": "Zone Nord", "name_nl": "Zone Noord"}
            zone = Organisation(**names, level="police_zone", municipality="62063")
            session.add(zone)
        farid = add_member(
            "farid@example.org", "Farid Haddad", function="Commissaire", organisation_id=zone.id
        )
        return zone, farid
