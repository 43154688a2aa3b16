"""A member endorses for the municipality they speak for, and for no other."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.members.models import Member
from connect.strategies.models import Strategy
from tests.endorsements.conftest import FORM, Endorse, Publish, Said
from tests.support.cast import GENT, LIEGE, Cast
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]


def test_a_member_endorses_for_their_municipality(
    app: Flask, browser_of: BrowserOf, people: Cast, strategy: Strategy, door: str, said: Said
) -> None:
    answer = browser_of(people.bram).post(door, FORM)
    assert (answer.status, answer.location) == (303, f"/strategies/{strategy.id}#endorsements")
    (endorsement,) = said()
    assert (endorsement.municipality, endorsement.member_id) == (GENT, people.bram.id)
    assert (endorsement.level, endorsement.mandate) == ("applies", "Schepen van preventie")
    assert endorsement.lang == "nl"
    assert endorsement.is_current
    with app.app_context():
        assert db.session.get_one(Strategy, strategy.id).endorsement_count == 1


def test_the_form_knows_the_function_and_tells_the_levels_apart(
    browser_of: BrowserOf, people: Cast, door: str
) -> None:
    page = browser_of(people.bram).get(f"{door}?lang=en").page
    mandate = page.select_one("input[name=mandate]")
    assert mandate
    assert mandate["value"] == "Prevention officer"
    hints = [hint.get_text() for hint in page.select("#level .choice__hint")]
    assert len(set(hints)) == 5
    assert "I may speak for Ghent on this" in page.get_text()
    assert not page.select("form[action$=withdrawal]")


def test_who_adapted_it_goes_on_to_their_own_sheet(
    browser_of: BrowserOf, people: Cast, strategy: Strategy, door: str
) -> None:
    answer = browser_of(people.bram).post(door, {**FORM, "level": "adapted"})
    assert answer.location == f"/strategies/{strategy.id}/adaptation"


def test_a_municipality_sent_by_the_form_counts_for_nothing(
    browser_of: BrowserOf, people: Cast, door: str, said: Said
) -> None:
    form = {**FORM, "municipality": LIEGE, "member_id": str(people.amina.id)}
    browser_of(people.bram).post(door, form)
    assert [(row.municipality, row.member_id) for row in said()] == [(GENT, people.bram.id)]


def test_who_speaks_for_an_organisation_is_told_why_not(
    browser_of: BrowserOf, partner: Member, door: str, said: Said
) -> None:
    page = browser_of(partner).get(f"{door}?lang=en")
    assert page.status == 200
    assert "You speak for" in page.text
    assert not page.page.select("main form")
    assert browser_of(partner).post(door, FORM).status == 403
    assert browser_of(partner).post(f"{door}/withdrawal", {}).status == 403
    assert not said()


def test_a_visitor_signs_in_first(browser_of: BrowserOf, door: str, said: Said) -> None:
    assert browser_of().get(door).location.startswith("/sign-in?next=")
    assert browser_of().post(door, FORM).status == 401
    assert not said()


def test_nobody_endorses_what_they_may_not_read(
    browser_of: BrowserOf, people: Cast, partner: Member, publish: Publish, said: Said
) -> None:
    for_members = publish(visibility="members", title="Le secret")
    begun = publish(state="draft", visibility="public", title="Le secret")
    for who, strategy in ((partner, for_members), (people.bram, begun)):
        visitor, address = browser_of(who), f"/endorsements/{strategy.subject}"
        answers = [
            visitor.get(address),
            visitor.get(f"{address}/history"),
            visitor.post(address, FORM),
            visitor.post(f"{address}/withdrawal", {}),
        ]
        assert [answer.status for answer in answers] == [404] * 4
        assert not any("Le secret" in answer.body for answer in answers)
    hidden = browser_of().get(f"/endorsements/{for_members.subject}/history")
    assert hidden.location.startswith("/sign-in")
    assert not said()


@pytest.mark.parametrize(
    "name", ["theme:1", "strategy:999", "strategy:01", "strategy:x", "nothing", f"strategy:{2**63}"]
)
def test_what_nobody_endorses_is_not_there(browser_of: BrowserOf, people: Cast, name: str) -> None:
    assert browser_of(people.bram).get(f"/endorsements/{name}").status == 404
    assert browser_of(people.bram).post(f"/endorsements/{name}", FORM).status == 404


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_only_what_is_published_can_be_endorsed(
    browser_of: BrowserOf, people: Cast, publish: Publish, said: Said, state: str
) -> None:
    """Its author, who reads it, is told so."""
    address = f"/endorsements/{publish(state=state).subject}"
    page = browser_of(people.chloe).get(address)
    assert page.page.select("main .notice")
    assert not page.page.select("main form")
    assert browser_of(people.chloe).post(address, FORM).status == 403
    assert not said()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("level", "fully"),
        ("level", ""),
        ("mandate", " "),
        ("mandate", "x" * 121),
        ("note", "x" * 601),
        ("mandated", ""),
        ("token", "no token"),
    ],
)
def test_what_is_badly_filled_in_is_told_and_kept(
    browser_of: BrowserOf, people: Cast, door: str, said: Said, field: str, value: str
) -> None:
    form = {**FORM, field: value}
    if field == "mandated":
        del form["mandated"]
    answer = browser_of(people.bram).post(door, form)
    assert answer.status == 422
    assert answer.page.select("#error-summary li")
    assert not said()
    note = answer.page.select_one("textarea[name=note]")
    assert note
    assert note.get_text().strip() == form["note"]


def test_a_reservation_says_which(
    browser_of: BrowserOf, people: Cast, door: str, said: Said
) -> None:
    form = {**FORM, "level": "reservation"}
    answer = browser_of(people.bram).post(door, {**form, "note": "  "})
    assert answer.status == 422
    assert answer.page.select("#error-summary a[href='#note']")
    assert browser_of(people.bram).post(door, form).status == 303
    assert len(said()) == 1


def test_the_same_form_sent_twice_endorses_once(
    browser_of: BrowserOf, people: Cast, door: str, said: Said
) -> None:
    form = {**FORM, "token": "5bba6e1f-6d35-4bd2-a9d0-a6b35a1cbfa1"}
    bram = browser_of(people.bram)
    assert [bram.post(door, form).status for _ in range(3)] == [303] * 3
    assert len(said()) == 1


def test_what_was_typed_is_shown_as_words(
    browser_of: BrowserOf, people: Cast, strategy: Strategy, door: str, endorse: Endorse
) -> None:
    attack = "<img src=x onerror=alert(1)>"
    first = endorse(people.bram, mandate=attack, note=attack)
    bram = browser_of(people.bram)
    bram.post(f"{door}/withdrawal", {"current": str(first.id), "reason": attack})
    for address in (door, f"{door}/history", f"/strategies/{strategy.id}"):
        page = bram.get(address)
        assert not page.page.select("img[onerror]")
    assert bram.get(f"{door}/history").text.count(attack) == 3


def test_a_note_of_another_language_says_so(browser_of: BrowserOf, people: Cast, door: str) -> None:
    browser_of(people.bram).post(door, FORM)
    page = browser_of(people.chloe).get(f"{door}/history?lang=fr").page
    assert page.select_one(".endorsement__note[lang=nl]")
    assert page.select_one(".endorsement__who [lang=nl]")
