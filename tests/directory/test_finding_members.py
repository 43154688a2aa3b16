"""Members are found by what they told, filter by filter."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.directory.asking import FACETS
from connect.members.models import Member
from connect.places.models import Organisation
from tests.directory.conftest import Cards
from tests.support.cast import ANTWERPEN, GENT, LIEGE, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
Tells = Callable[..., None]
CountOf = Callable[..., int]

FLANDERS, WALLONIA = "02000", "03000"
EAST_FLANDERS = "40000"


@pytest.fixture
def known(people: Cast, tells: Tells, follow: Callable[..., None]) -> Cast:
    """What some of the cast told about themselves."""
    tells(people.bram, languages=["nl", "de"], function="Échevin de la sécurité")
    tells(people.bram, topics={"offers": ["Nachtwinkels sluiten"], "seeks": ["Bemiddeling"]})
    tells(people.dirk, topics={"offers": ["bemiddeling op school"]})
    follow(people.networks, people.bram, people.dirk)
    return people


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"language": "nl"}, ["Bram", "Dirk"]),
        ({"language": ["de", "fr"]}, ["Amina", "Bram", "Chloé", "Olga"]),
        ({"theme": "networks"}, ["Bram", "Dirk"]),
        ({"region": FLANDERS}, ["Bram", "Dirk"]),
        ({"province": EAST_FLANDERS}, ["Bram"]),
        ({"province": [EAST_FLANDERS, "60000"]}, ["Amina", "Bram"]),
        ({"municipality": LIEGE}, ["Amina"]),
        ({"level": "municipality"}, ["Amina", "Bram", "Chloé", "Dirk", "Olga"]),
        ({"function": "ECHEVIN securite"}, ["Bram"]),
        ({"function": "officer", "language": "nl"}, ["Dirk"]),
        ({"topics": "offers"}, ["Bram", "Dirk"]),
        ({"topics": "seeks", "topic": "BEMIDDELING"}, ["Bram"]),
        ({"topics": "offers", "topic": "school bemidd"}, ["Dirk"]),
        ({"topic": "bemiddeling"}, ["Bram", "Dirk"]),
        ({"topic": "nachtwinkels school"}, []),
        ({"q": "Gand"}, ["Bram"]),
        ({"q": "a", "region": WALLONIA}, ["Amina"]),
    ],
)
def test_each_filter_finds_who_told_so(
    known: Cast, cards: Cards, asked: dict[str, Any], found: list[str]
) -> None:
    assert cards(known.amina, **asked) == found


@pytest.mark.any_database
def test_a_count_is_what_choosing_it_would_show(
    known: Cast, cards: Cards, count_of: CountOf
) -> None:
    asked = {"theme": "networks"}
    for facet, value in (
        ("language", "nl"),
        ("language", "fr"),
        ("region", FLANDERS),
        ("province", EAST_FLANDERS),
        ("municipality", ANTWERPEN),
        ("topics", "offers"),
        ("topics", "seeks"),
        ("level", "municipality"),
    ):
        shown = len(cards(known.amina, **asked, **{facet: value}))
        assert count_of(known.amina, facet, value, **asked) == shown, f"{facet} {value}"


def test_another_choice_of_the_same_filter_adds_its_members(
    known: Cast, cards: Cards, count_of: CountOf
) -> None:
    assert count_of(known.amina, "language", "fr", language="nl") == 3
    assert len(cards(known.amina, language=["nl", "fr"])) == 5


def test_an_organisation_s_member_is_found_where_it_works_and_by_its_level(
    zone: tuple[Organisation, Member], people: Cast, cards: Cards
) -> None:
    assert cards(people.bram, municipality=LIEGE) == ["Amina", "Farid"]
    assert cards(people.bram, level="police_zone") == ["Farid"]


def test_only_municipalities_with_members_are_offered(browser_of: BrowserOf, known: Cast) -> None:
    page = browser_of(known.amina).get("/members/").page
    offered = [str(box["value"]) for box in page.select("[name=municipality]")]
    assert len(offered) == 4
    assert GENT in offered


def test_each_filter_that_is_on_can_be_taken_off(browser_of: BrowserOf, known: Cast) -> None:
    amina = browser_of(known.amina)
    asked = "/members/?theme=networks&language=nl&language=de&topic=bemiddeling&q=a"
    chips = amina.get(asked).page.select(".finder__chips a.tag")
    assert len(chips) == 5
    for chip in chips:
        assert len(amina.get(str(chip["href"])).page.select(".finder__chips a.tag")) == 4
    german = next(str(chip["href"]) for chip in chips if "Deutsch" in chip.text)
    assert "language=de" not in german
    assert "language=nl" in german


def test_an_empty_list_says_which_filter_to_take_off(browser_of: BrowserOf, known: Cast) -> None:
    answer = browser_of(known.amina).get("/members/?language=de&region=03000&lang=en")
    ways = {way.text.strip(): str(way["href"]) for way in answer.page.select(".empty-state a")}
    assert ways["Without Deutsch: 1 member"] == "/members/?region=03000"
    assert ways["Without Région wallonne: 1 member"] == "/members/?language=de"


@pytest.mark.any_database
@pytest.mark.parametrize("facet", FACETS)
def test_a_value_that_cannot_be_is_no_error(
    browser_of: BrowserOf, people: Cast, facet: str
) -> None:
    for value in ("", "x" * 5000, "62063' OR 1=1", "\ufdfa" * 80, "-1"):
        answer = browser_of(people.bram).get("/members/", query_string={facet: value})
        assert answer.status == 200


def test_filters_are_for_members(browser_of: BrowserOf) -> None:
    for path in ("/members/?language=nl", "/members/map", "/municipalities/62063"):
        assert browser_of().get(path).status == 302


def test_the_next_page_keeps_the_filters(
    app: Flask, browser_of: BrowserOf, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connect.directory.lists.PAGE_SIZE", 2)
    amina = browser_of(people.amina)
    first = amina.get("/members/?language=fr").page
    more = first.select_one(".pagination a")
    assert more
    second = amina.get(str(more["href"])).page
    names = [a.text.split()[0] for a in second.select(".member-card__name a")]
    assert names == ["Olga"]
    assert amina.get("/members/?after=999999").status == 200


def test_the_map_counts_the_members_of_the_list(
    zone: tuple[Organisation, Member], browser_of: BrowserOf, known: Cast
) -> None:
    amina = browser_of(known.amina)
    rows = amina.get("/members/map").page.select(".on-map tbody tr")
    told = {str(row.select_one("a")["href"]): row.select_one("td").text for row in rows}  # type: ignore[index,union-attr]
    assert told["/members/?province=60000"] == "2"
    assert told["/members/?region=04000"] == "2"
    assert told["/members/?province=40000"] == "1"
    by_place = amina.get("/members/map?by=municipality&language=nl")
    assert {str(a["href"]) for a in by_place.page.select(".on-map tbody a")} == {
        f"/members/?language=nl&municipality={GENT}",
        f"/members/?language=nl&municipality={ANTWERPEN}",
    }
    nobody = amina.get("/members/map?q=nobody")
    assert not nobody.page.select(".on-map tbody a")
