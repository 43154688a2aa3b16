"""An endorsement is the municipality's: it stays when who acted for it moves or leaves."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.accounts import actions as accounts
from connect.database import atomic, db
from connect.features import HANDED_ON
from connect.members.models import Member
from tests.endorsements.conftest import FORM, Endorse, Said, latest_id
from tests.support.cast import ANTWERPEN, GENT, Cast
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]


def _move(app: Flask, member: Member, municipality: str | None) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, member.id).municipality = municipality


def test_who_moves_leaves_it_to_the_municipality(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    griet: Member,
    door: str,
    endorse: Endorse,
    said: Said,
) -> None:
    endorse(people.bram)
    _move(app, people.bram, ANTWERPEN)
    page = browser_of(griet).get(f"{door}/history?lang=en").text
    assert "Ghent · We apply it stands now" in page
    assert "Acting then: Bram Peeters , Échevine" in page
    bram = browser_of(people.bram)
    assert not bram.get(door).page.select("form[action$=withdrawal]")
    assert bram.post(door, FORM).status == 303
    assert [(row.municipality, row.is_current) for row in said()] == [
        (GENT, True),
        (ANTWERPEN, True),
    ]
    form = {"current": latest_id(browser_of(griet), door, "current")}
    assert browser_of(griet).post(f"{door}/withdrawal", form).status == 303
    assert [row.is_current for row in said()] == [False, True]


def test_who_left_is_named_without_a_link(
    app: Flask, browser_of: BrowserOf, people: Cast, door: str, endorse: Endorse
) -> None:
    endorse(people.bram)
    page = browser_of(people.chloe).get(f"{door}/history?lang=en").page
    assert page.select_one(f".endorsement__who a[href='{people.bram.profile_url}']")
    assert "Acting: Bram" in page.get_text(" ", strip=True)
    with app.app_context():
        member = db.session.get_one(Member, people.bram.id)
        accounts.deactivate_member(people.olga, member)
    page = browser_of(people.chloe).get(f"{door}/history?lang=en").page
    who = page.select_one(".endorsement__who")
    assert who
    assert "Acting then: Bram Peeters" in " ".join(who.get_text().split())
    assert not who.select("a")


def test_a_successor_is_handed_no_endorsement(
    app: Flask, people: Cast, endorse: Endorse, said: Said
) -> None:
    """There is nothing to hand on: whoever speaks for the municipality has it already."""
    assert "endorsements" not in HANDED_ON
    endorse(people.bram)
    with app.app_context():
        bram = db.session.get_one(Member, people.bram.id)
        dirk = db.session.get_one(Member, people.dirk.id)
        succession = accounts.offer_succession(bram, bram, dirk, ["follows"])
        accounts.accept_succession(succession)
    (row,) = said()
    assert (row.municipality, row.member_id, row.is_current) == (GENT, people.bram.id, True)
