"""People one does not know yet: whom, why, how many, and how to be left in peace."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from bs4 import Tag
from flask import Flask

from connect.accounts.actions import add_member
from connect.contacts.actions import ask_for_contact
from connect.database import at, atomic, db
from connect.directory import suggestions as module
from connect.directory.suggestions import Suggestion, suggestions
from connect.members.models import Member
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
Tells = Callable[..., None]
SuggestedTo = Callable[..., dict[str, tuple[str, str]]]

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WALLOON_TOWN, BIG_WALLOON_CITY = "61031", "52011"  # Huy, Charleroi


@pytest.fixture
def suggested_to(app: Flask) -> SuggestedTo:
    """`{"Bram": ("theme", "Networks")}`: first names, with the reason."""

    def found(reader: Member, moment: datetime = MONDAY) -> dict[str, tuple[str, str]]:
        with app.app_context(), at(moment):
            reader = db.session.get_one(Member, reader.id)
            shown: list[Suggestion] = suggestions(reader, "en")
            return {
                one.member.name.split()[0]: (one.reason.kind, one.reason.words) for one in shown
            }

    return found


@pytest.fixture
def alone(app: Flask, people: Cast) -> Cast:
    """Nobody has a municipality, so that places are no reason."""
    with app.app_context(), atomic() as session:
        for member in session.query(Member):
            member.municipality = None
    return people


@pytest.mark.any_database
def test_what_one_looks_for_and_another_offers_brings_two_together(
    alone: Cast, tells: Tells, suggested_to: SuggestedTo
) -> None:
    tells(alone.amina, topics={"seeks": ["Médiation"], "offers": ["rondes de nuit"]})
    tells(alone.bram, topics={"offers": ["MEDIATION à l'école"]})
    tells(alone.dirk, topics={"seeks": ["Rondes de nuit"]})
    tells(alone.chloe, topics={"seeks": ["médiation"], "offers": ["gas"]})
    assert suggested_to(alone.amina) == {
        "Bram": ("offers", "MEDIATION à l'école"),
        "Dirk": ("seeks", "Rondes de nuit"),
    }


def test_who_follows_the_same_theme_is_suggested(
    alone: Cast, follow: Callable[..., None], suggested_to: SuggestedTo
) -> None:
    follow(alone.networks, alone.amina, alone.bram, alone.els)
    assert suggested_to(alone.amina) == {"Bram": ("theme", "Networks")}


def test_a_place_is_a_reason(people: Cast, app: Flask, suggested_to: SuggestedTo) -> None:
    with app.app_context():
        add_member("huy@example.org", "Henri Huy", municipality=WALLOON_TOWN)
        add_member("charleroi@example.org", "Carla Charleroi", municipality=BIG_WALLOON_CITY)
    found = suggested_to(people.amina)
    assert found["Carla"] == ("size", "Province du Hainaut")
    assert "Henri" not in found
    assert {found["Bram"][0], found["Dirk"][0]} <= {"size", "region"}


@pytest.mark.any_database
@pytest.mark.parametrize("audience", ["themes", "organisers"])
def test_a_hidden_part_is_no_reason(
    alone: Cast,
    tells: Tells,
    follow: Callable[..., None],
    suggested_to: SuggestedTo,
    audience: str,
) -> None:
    tells(alone.amina, topics={"seeks": ["walvissen"]})
    tells(alone.bram, topics={"offers": ["walvissen"]}, expertise_for=audience)
    assert suggested_to(alone.amina) == {}
    follow(alone.networks, alone.amina, alone.bram)
    tells(alone.bram, themes_for="organisers")
    expected = {"Bram": ("offers", "walvissen")} if audience == "themes" else {}
    assert suggested_to(alone.amina) == expected


def test_never_more_than_five_and_the_same_all_day(
    app: Flask, people: Cast, suggested_to: SuggestedTo, follow: Callable[..., None]
) -> None:
    with app.app_context():
        added = [add_member(f"m{n}@example.org", f"Lid{n} Claes") for n in range(30)]
    follow(people.networks, people.amina, *added)
    first = suggested_to(people.amina)
    assert len(first) == 5
    assert suggested_to(people.amina, MONDAY + timedelta(hours=10)) == first
    days = [suggested_to(people.amina, MONDAY + timedelta(days=day)) for day in range(1, 4)]
    assert any(set(day) != set(first) for day in days)


def test_who_is_known_is_not_suggested(
    app: Flask,
    people: Cast,
    talk: Conversations,
    follow: Callable[..., None],
    suggested_to: SuggestedTo,
) -> None:
    everybody = (people.amina, people.bram, people.chloe, people.dirk, people.olga)
    follow(people.networks, *everybody)
    assert set(suggested_to(people.amina)) == {"Bram", "Chloé", "Dirk", "Olga"}
    talk.post(people.amina, talk.open(people.chloe, people.prevention))
    with app.app_context():
        ask_for_contact(people.dirk, people.amina, subject="Vraag", message="Kan dat?")
    assert set(suggested_to(people.amina)) == {"Bram", "Olga"}


@pytest.mark.any_database
def test_a_suggestion_is_dismissed_and_can_be_restored(
    browser_of: BrowserOf, people: Cast, follow: Callable[..., None]
) -> None:
    follow(people.networks, people.amina, people.bram)
    amina = browser_of(people.amina)
    dismissal = f"/members/suggestions/{people.bram.id}/dismissal"

    def suggested() -> Tag | None:
        return amina.get("/members/").page.select_one(f".suggestion a[href$='/{people.bram.id}']")

    assert suggested()
    for _ in range(2):
        assert amina.post(dismissal, {"then": "/"}).location == "/#suggestions"
    undo = amina.get("/").page.select_one(f"form[action$='/{people.bram.id}/restoration']")
    assert undo
    assert not suggested()
    for _ in range(2):
        assert amina.post(str(undo["action"])).status == 303
    assert suggested()


def test_a_dismissal_is_one_s_own_and_leads_nowhere_else(
    browser_of: BrowserOf, people: Cast, suggested_to: SuggestedTo, follow: Callable[..., None]
) -> None:
    follow(people.networks, people.amina, people.bram, people.dirk)
    amina = browser_of(people.amina)
    dismissal = f"/members/suggestions/{people.bram.id}/dismissal"
    assert amina.post(dismissal, {"then": "https://evil.example"}).location.startswith("/members/")
    assert "Bram" in suggested_to(people.dirk)
    assert amina.post(f"/members/suggestions/{people.els.id}/dismissal").status == 404
    assert amina.post("/members/suggestions/99999/dismissal").status == 404
    assert browser_of().post(dismissal).status == 401


def test_they_stand_on_the_first_page_without_filters_only(
    browser_of: BrowserOf, people: Cast, follow: Callable[..., None]
) -> None:
    follow(people.networks, people.amina, people.bram)
    amina = browser_of(people.amina)
    assert amina.get("/members/").page.select_one("#suggestions")
    assert amina.get("/").page.select_one("#suggestions")
    for query in ("?language=nl", "?q=bram", f"?after={people.amina.id}"):
        assert not amina.get(f"/members/{query}").page.select_one("#suggestions")


@pytest.mark.any_database
def test_suggestions_take_three_questions(app: Flask, people: Cast) -> None:
    with app.app_context():
        numbers = count()
        for _ in range(20):
            add_member(f"m{next(numbers)}@example.org", "Lou Claes", municipality="62063")
        reader = db.session.get_one(Member, people.bram.id)
        with queries_of() as queries:
            assert len(module.suggestions(reader, "en")) == 5
        assert len(queries) <= 3, "\n\n".join(queries)
