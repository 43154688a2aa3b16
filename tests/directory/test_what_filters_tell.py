"""No filter, count, map or suggestion tells of a part of a profile that is not for the reader."""

from collections.abc import Callable
from typing import Any

import pytest

from connect.members.visibility import AUDIENCES
from tests.directory.conftest import Cards
from tests.support.cast import Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
Tells = Callable[..., None]
CountOf = Callable[..., int]

READERS = {"members": "chloe", "themes": "dirk", "organisers": "olga"}
"""Somebody of each audience: Dirk follows a theme with Bram."""

PARTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "languages": ({"language": "de"}, "language", "de"),
    "expertise": ({"topics": "offers", "topic": "walvissen"}, "topics", "offers"),
    "themes": ({"theme": "networks"}, "theme", "networks"),
}
"""What is asked, and the choice that would count Bram for it."""


@pytest.fixture
def bram_tells(people: Cast, tells: Tells, follow: Callable[..., None]) -> Cast:
    topics = {"offers": ["walvissen"], "seeks": ["dolfijnen"]}
    tells(people.bram, languages=["de"], topics=topics)
    follow(people.networks, people.bram, people.dirk)
    tells(people.dirk, themes_for="organisers", expertise_for="organisers")
    return people


@pytest.mark.any_database
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("part", PARTS)
def test_a_hidden_part_is_neither_found_nor_counted(
    bram_tells: Cast, cards: Cards, count_of: CountOf, tells: Tells, part: str, audience: str
) -> None:
    tells(bram_tells.bram, **{f"{part}_for": audience})
    asked, facet, value = PARTS[part]
    for standing, name in READERS.items():
        reader = getattr(bram_tells, name)
        is_for = AUDIENCES.index(audience) <= AUDIENCES.index(standing)
        assert ("Bram" in cards(reader, **asked)) is is_for, f"found by {standing}"
        counted = count_of(reader, facet, value, q="bram")
        assert counted == (1 if is_for else 0), f"counted for {standing}"


def test_a_language_for_organisers_only_is_in_no_count_for_others(
    bram_tells: Cast, count_of: CountOf, tells: Tells
) -> None:
    tells(bram_tells.bram, languages_for="organisers")
    assert count_of(bram_tells.chloe, "language", "de") == 0
    assert count_of(bram_tells.dirk, "language", "de") == 0
    assert count_of(bram_tells.olga, "language", "de") == 1
    assert count_of(bram_tells.bram, "language", "de") == 1


def test_the_map_and_the_ways_out_of_an_empty_list_do_not_tell_either(
    bram_tells: Cast, browser_of: BrowserOf, tells: Tells
) -> None:
    tells(bram_tells.bram, languages_for="organisers")
    chloe = browser_of(bram_tells.chloe)
    assert not chloe.get("/members/map?language=de").page.select(".on-map tbody a")
    empty = chloe.get("/members/?language=de&q=amina&lang=en").page.select_one(".empty-state")
    assert empty
    assert "Without amina" not in empty.text


def test_a_theme_of_a_circle_is_no_filter_for_others(
    bram_tells: Cast, browser_of: BrowserOf, cards: Cards, follow: Callable[..., None]
) -> None:
    follow(bram_tells.circle, bram_tells.bram)
    assert cards(bram_tells.chloe, theme="circle") == ["Bram"]
    assert cards(bram_tells.dirk, theme="circle") == []
    dirk = browser_of(bram_tells.dirk).get("/members/")
    assert "De kring" not in dirk.body
    assert "Le cercle" not in dirk.body


def test_who_left_is_in_no_count(bram_tells: Cast, cards: Cards, count_of: CountOf) -> None:
    assert "Els" not in cards(bram_tells.olga, language="nl")
    assert count_of(bram_tells.olga, "language", "nl") == 1
