"""Whoever endorses at the same moment: one word of each municipality stands, none is lost."""

import threading
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.endorsements import actions
from connect.endorsements.errors import EndorsedMeanwhile
from connect.events.models import Event
from connect.members.models import Member
from connect.strategies.models import Strategy
from tests.endorsements.conftest import Endorse, Said
from tests.support.cast import Cast

pytestmark = pytest.mark.any_database

Told = Mapping[str, object]
WHILE_THE_OTHER_WAITS_S = 1.0
TOKEN = "5bba6e1f-6d35-4bd2-a9d0-a6b35a1cbfa1"


def _at_once(app: Flask, subject: str, *sent: tuple[Member, Told]) -> list[str]:
    """What each was answered."""
    start = threading.Barrier(len(sent))

    def send(member: Member, details: Told) -> str:
        start.wait()
        with app.app_context():
            told = {"level": "applies", "mandate": "x", **details}
            try:
                actions.endorse(member, subject, **told)  # type: ignore[arg-type]
            except EndorsedMeanwhile:
                return "asked"
            return "given"

    with ThreadPoolExecutor(len(sent)) as pool:
        answers = [pool.submit(send, *one) for one in sent]
        return sorted(answer.result() for answer in answers)


def test_of_two_colleagues_one_is_asked(
    app: Flask, people: Cast, griet: Member, strategy: Strategy, said: Said, endorse: Endorse
) -> None:
    assert _at_once(app, strategy.subject, (people.bram, {}), (griet, {})) == ["asked", "given"]
    (current,) = said()
    change = {"replaces": current.id, "level": "supports"}
    answers = _at_once(app, strategy.subject, (people.bram, change), (griet, change))
    assert answers == ["asked", "given"]
    assert [row.is_current for row in said()] == [False, True]


def test_the_second_waits_for_the_first_and_is_asked(
    app: Flask, people: Cast, griet: Member, strategy: Strategy, said: Said, endorse: Endorse
) -> None:
    """Really at once: the first has written and not finished when the second comes."""
    for replaces in (None, 1):
        told: Told = {"level": "applies", "mandate": "x", "replaces": replaces}

        def send_second(told: Told = told) -> str:
            with app.app_context():
                try:
                    actions.endorse(griet, strategy.subject, **told)  # type: ignore[arg-type]
                except EndorsedMeanwhile:
                    return "asked"
                return "given"

        with ThreadPoolExecutor(1) as pool:
            with app.app_context(), atomic():
                actions.endorse(people.bram, strategy.subject, **told)  # type: ignore[arg-type]
                second = pool.submit(send_second)
                threading.Event().wait(WHILE_THE_OTHER_WAITS_S)
            assert second.result() == "asked"
    assert [(row.member_id, row.is_current) for row in said()] == [
        (people.bram.id, False),
        (people.bram.id, True),
    ]


def test_a_double_click_endorses_once(
    app: Flask, people: Cast, strategy: Strategy, said: Said
) -> None:
    click = (people.bram, {"token": TOKEN})
    assert _at_once(app, strategy.subject, click, click, click) == ["given"] * 3
    assert len(said()) == 1


def test_municipalities_at_once_are_all_counted(
    app: Flask, people: Cast, strategy: Strategy, said: Said
) -> None:
    members = (people.amina, people.bram, people.chloe, people.dirk)
    answers = _at_once(app, strategy.subject, *((member, {}) for member in members))
    assert answers == ["given"] * 4
    with app.app_context():
        assert db.session.get_one(Strategy, strategy.id).endorsement_count == 4
        kinds = Counter(event.kind for event in db.session.query(Event))
    assert kinds["endorsement.given"] == 4
