"""One endorsement of a municipality stands; any member of it changes or withdraws it, and all that
was said can be read."""

from collections.abc import Callable, Sequence

import pytest
from bs4 import Tag
from flask import Flask

from connect.database import atomic, db
from connect.members.models import Member
from connect.strategies.models import Strategy
from tests.endorsements.conftest import FORM, Endorse, Said, latest_id
from tests.support.cast import Cast
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]
TOKEN = "5bba6e1f-6d35-4bd2-a9d0-a6b35a1cbfa1"


@pytest.fixture
def count(app: Flask, strategy: Strategy) -> Callable[[], int]:
    """As the strategy's own row has it."""

    def counted() -> int:
        with app.app_context():
            return db.session.get_one(Strategy, strategy.id).endorsement_count

    return counted


def test_a_colleague_changes_it(
    browser_of: BrowserOf,
    people: Cast,
    griet: Member,
    door: str,
    endorse: Endorse,
    said: Said,
    count: Callable[[], int],
) -> None:
    first = endorse(people.bram, "supports", note="Goed idee.")
    page = browser_of(griet).get(door).page
    assert page.select_one("input[name=level][value=supports][checked]")
    assert page.select_one("input[name=mandate][value=Preventieambtenaar]")
    form = {**FORM, "replaces": latest_id(browser_of(griet), door)}
    assert browser_of(griet).post(door, form).status == 303
    before, now = said()
    assert (before.id, before.ended_by_id, before.is_withdrawn) == (first.id, griet.id, False)
    assert (before.level, before.note, before.member_id) == (
        "supports",
        "Goed idee.",
        people.bram.id,
    )
    assert (now.level, now.member_id, now.is_current) == ("applies", griet.id, True)
    assert count() == 1


def test_a_colleague_withdraws_it_and_it_can_be_given_anew(
    browser_of: BrowserOf,
    people: Cast,
    griet: Member,
    strategy: Strategy,
    door: str,
    endorse: Endorse,
    said: Said,
    count: Callable[[], int],
) -> None:
    endorse(people.bram)
    form = {"current": latest_id(browser_of(griet), door, "current"), "reason": "Nieuw college."}
    withdrawn = browser_of(griet).post(f"{door}/withdrawal", form)
    assert (withdrawn.status, withdrawn.location) == (303, f"{strategy.url}#endorsements")
    assert count() == 0
    assert browser_of(griet).post(f"{door}/withdrawal", form).status == 303
    assert browser_of(people.bram).post(door, FORM).status == 303
    before, now = said()
    assert (before.ended_by_id, before.withdrawal_reason) == (griet.id, "Nieuw college.")
    assert now.is_current
    assert count() == 1


def test_a_reason_is_not_needed_and_not_long(
    browser_of: BrowserOf, people: Cast, door: str, endorse: Endorse, said: Said
) -> None:
    current = str(endorse(people.bram).id)
    bram = browser_of(people.bram)
    long = bram.post(f"{door}/withdrawal", {"current": current, "reason": "x" * 301})
    assert long.status == 422
    assert long.page.select("#error-summary a[href='#reason']")
    assert said()[0].is_current
    assert bram.post(f"{door}/withdrawal", {"current": current}).status == 303
    assert said()[0].withdrawal_reason == ""


def test_members_elsewhere_change_their_own_alone(
    browser_of: BrowserOf, people: Cast, door: str, endorse: Endorse, said: Said
) -> None:
    of_ghent = endorse(people.bram)
    dirk = browser_of(people.dirk)
    assert dirk.post(f"{door}/withdrawal", {"current": str(of_ghent.id)}).status == 303
    assert dirk.post(door, {**FORM, "replaces": str(of_ghent.id)}).status == 409
    assert [row.is_current for row in said()] == [True]


def test_two_colleagues_at_once_both_read_what_the_other_said(
    browser_of: BrowserOf, people: Cast, griet: Member, door: str, endorse: Endorse, said: Said
) -> None:
    """Griet's form was opened before Bram sent his."""
    endorse(people.bram, "to_confirm", note="Het college beslist nog.")
    form = {**FORM, "replaces": "", "token": TOKEN, "note": "Wij doen dit al."}
    answer = browser_of(griet).post(door, form)
    assert answer.status == 409
    assert "Het college beslist nog." in answer.text
    theirs = answer.page.select_one("textarea[name=note]")
    assert theirs
    assert theirs.get_text().strip() == "Wij doen dit al."
    assert len(said()) == 1
    again = {**form, **_hidden(answer.page.select("form[action^='/endorsements/'] input"))}
    assert again["token"] != TOKEN
    assert browser_of(griet).post(door, again).status == 303
    assert [(row.level, row.is_current) for row in said()] == [
        ("to_confirm", False),
        ("applies", True),
    ]


def test_what_was_withdrawn_in_between_is_shown_before_it_is_given_again(
    browser_of: BrowserOf, people: Cast, griet: Member, door: str, endorse: Endorse, said: Said
) -> None:
    seen = str(endorse(people.bram).id)
    browser_of(griet).post(f"{door}/withdrawal", {"current": seen, "reason": "Te vroeg."})
    answer = browser_of(people.bram).post(door, {**FORM, "replaces": seen})
    assert answer.status == 409
    assert "Te vroeg." in answer.text
    again = {**FORM, **_hidden(answer.page.select("form[action^='/endorsements/'] input"))}
    assert browser_of(people.bram).post(door, again).status == 303
    assert [row.is_current for row in said()] == [False, True]


def test_who_withdraws_reads_first_what_a_colleague_changed(
    browser_of: BrowserOf, people: Cast, griet: Member, door: str, endorse: Endorse, said: Said
) -> None:
    seen = endorse(people.bram)
    endorse(griet, "supports", replaces=seen.id, note="Wij steunen dit.")
    form = {"current": str(seen.id), "reason": "Nieuw college."}
    answer = browser_of(people.bram).post(f"{door}/withdrawal", form)
    assert answer.status == 409
    assert "Wij steunen dit." in answer.text
    assert answer.page.select_one("input[name=reason][value='Nieuw college.']")
    assert said()[-1].is_current
    shown = answer.page.select_one("input[name=current]")
    assert shown
    form["current"] = str(shown["value"])
    assert browser_of(people.bram).post(f"{door}/withdrawal", form).status == 303
    assert not said()[-1].is_current


def test_a_form_gone_back_to_and_changed_does_not_pass_for_sent(
    browser_of: BrowserOf, people: Cast, door: str, said: Said
) -> None:
    form, bram = {**FORM, "token": TOKEN}, browser_of(people.bram)
    bram.post(door, form)
    answer = bram.post(door, {**form, "level": "supports"})
    assert answer.status == 409
    assert [row.level for row in said()] == ["applies"]


def test_an_archived_strategy_can_lose_its_endorsements(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    strategy: Strategy,
    door: str,
    endorse: Endorse,
    said: Said,
) -> None:
    current = str(endorse(people.bram).id)
    with app.app_context(), atomic() as session:
        session.get_one(Strategy, strategy.id).state = "archived"
    bram = browser_of(people.bram)
    assert bram.get(door).page.select("form[action$=withdrawal]")
    assert bram.post(f"{door}/withdrawal", {"current": current}).status == 303
    assert not said()[0].is_current


def test_the_history_is_whole_and_open_to_whoever_reads_the_strategy(
    browser_of: BrowserOf, people: Cast, griet: Member, door: str, endorse: Endorse
) -> None:
    first = endorse(people.bram, "supports")
    second = endorse(griet, "applies", replaces=first.id)
    browser_of(griet).post(f"{door}/withdrawal", {"current": str(second.id), "reason": "Gestopt."})
    endorse(people.amina, "adapted")
    page = browser_of().get(f"{door}/history?lang=en").page
    lines = [item.get_text(" ", strip=True) for item in page.select(".history > li")]
    assert len(lines) == 3
    assert "Liège" in lines[0]
    assert "stands now" in lines[0]
    assert "We apply it" in lines[1]
    assert "Withdrawn by Griet Bauwens" in lines[1]
    assert "Gestopt." in lines[1]
    assert "We support it" in lines[2]
    assert "Replaced by Griet Bauwens" in lines[2]


def test_a_long_history_comes_in_pages(
    browser_of: BrowserOf, people: Cast, door: str, endorse: Endorse
) -> None:
    replaces = None
    for number in range(32):
        replaces = endorse(people.bram, note=f"Nummer {number}", replaces=replaces).id
    visitor, address, seen = browser_of(), f"{door}/history", []
    while address:
        page = visitor.get(address).page
        seen += [item["id"] for item in page.select(".history > li")]
        older = page.select_one("a[rel=next]")
        address = f"{door}/history{older['href']}" if older else ""
    assert len(seen) == len(set(seen)) == 32


def _hidden(fields: Sequence[Tag]) -> dict[str, str]:
    return {
        str(field["name"]): str(field.get("value", ""))
        for field in fields
        if field.get("type") == "hidden" and field["name"] != "csrf_token"
    }
