"""Endorsements as other pages read them: in order, and of what their reader may read."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.endorsements import queries
from connect.endorsements.actions import withdraw_endorsement
from connect.endorsements.pages import endorsements_shown
from connect.members.models import Member
from connect.strategies.models import Strategy
from connect.web.languages import speaking
from tests.endorsements.conftest import Endorse, Publish
from tests.support.cast import ANTWERPEN, BRUXELLES, GENT, Cast
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database


def test_those_that_stand_are_read_by_level_and_by_name(
    app: Flask, people: Cast, griet: Member, strategy: Strategy, endorse: Endorse
) -> None:
    """Antwerpen, Bruxelles, Gand in French; Antwerpen, Brussel, Gent in Dutch."""
    old = endorse(people.bram, "applies")
    endorse(griet, "supports", replaces=old.id)
    endorse(people.chloe, "supports")
    endorse(people.dirk, "supports")
    endorse(people.amina, "adapted")
    with app.test_request_context("/?lang=fr"), queries_of() as statements:
        found = queries.endorsements_of(strategy.subject)
        told = [(row.place_name("fr"), row.level, row.member.name) for row in found]
    assert told == [
        ("Liège", "adapted", "Amina Benali"),
        ("Anvers", "supports", "Dirk Claes"),
        ("Bruxelles", "supports", "Chloé Lambert"),
        ("Gand", "supports", "Griet Bauwens"),
    ]
    assert len(statements) == 1


def test_a_page_shows_levels_with_their_municipalities(
    app: Flask, people: Cast, strategy: Strategy, endorse: Endorse
) -> None:
    endorse(people.chloe, "supports")
    endorse(people.dirk, "supports")
    endorse(people.bram, "applies")
    with app.app_context(), speaking("nl"):
        shown = endorsements_shown(strategy.subject)
        by_level = shown.by_level()
    assert [(level, [row.municipality for row in given]) for level, given in by_level] == [
        ("applies", [GENT]),
        ("supports", [ANTWERPEN, BRUXELLES]),
    ]
    assert sorted(shown.municipalities) == [ANTWERPEN, BRUXELLES, GENT]


def test_a_municipality_s_and_a_member_s_page_tell_only_of_what_is_within_reach(
    app: Flask, people: Cast, partner: Member, publish: Publish, endorse: Endorse
) -> None:
    public = publish(title="Ouverte")
    inner = publish(visibility="members", title="Pour les communes")
    for strategy in (public, inner):
        endorse(people.bram, subject=strategy.subject)
    gone = endorse(people.dirk, subject=public.subject)
    with app.app_context():
        dirk = db.session.get_one(Member, people.dirk.id)
        withdraw_endorsement(dirk, public.subject, current=gone.id)

    def told(reader: Member | None) -> list[str]:
        with app.app_context():
            of_place = queries.endorsements_by_municipality(reader, GENT)
            of_member = queries.endorsements_by_member(reader, people.bram.id)
            assert [one.endorsement.id for one in of_place] == [
                one.endorsement.id for one in of_member
            ]
            assert not queries.endorsements_by_member(reader, people.dirk.id)
            return [one.endorsed.subject.title for one in of_place]

    assert told(people.chloe) == ["Pour les communes", "Ouverte"]
    assert told(partner) == ["Ouverte"]
    assert told(None) == ["Ouverte"]


def test_many_endorsements_are_read_in_three_statements(
    app: Flask, people: Cast, publish: Publish, endorse: Endorse
) -> None:
    for _ in range(6):
        endorse(people.bram, subject=publish().subject)
    with app.app_context(), queries_of() as statements:
        found = queries.endorsements_by_municipality(people.chloe, GENT, limit=4)
        assert [one.endorsement.member.name for one in found] == ["Bram Peeters"] * 4
    assert len(statements) <= 3


def test_pages_cost_the_same_however_much_was_said(
    people: Cast, strategy: Strategy, endorse: Endorse, browser_of: Callable[..., Visitor]
) -> None:
    replaces, bram = None, browser_of(people.bram)
    for rounds in (2, 10):
        for _ in range(rounds):
            replaces = endorse(people.bram, replaces=replaces).id
        for page, budget in (("", 6), ("/history", 5)):
            with queries_of() as statements:
                assert bram.get(f"/endorsements/{strategy.subject}{page}").status == 200
            assert len(statements) <= budget, "\n\n".join(statements)
