"""Municipalities by any name people use, and their name for each reader."""

import pytest

from connect.places import municipalities
from connect.places.aliases import EXONYMS, GERMAN_SPEAKING, MERGED, SPELLINGS


@pytest.mark.parametrize(
    ("typed", "refnis"),
    [
        ("Saint-Josse", "21014"),
        ("St-Josse", "21014"),
        ("Sint-Joost", "21014"),
        ("Saint-Josse-ten-Node", "21014"),
        ("saint josse ten noode", "21014"),
        ("Malines", "12025"),
        ("Mechelen", "12025"),
        ("Mons", "53053"),
        ("Bergen", "53053"),
        ("7000", "53053"),
        ("1000", "21004"),
        ("BRUXELLES", "21004"),
        ("Brussel", "21004"),
        ("Brüssel", "21004"),
        ("liege", "62063"),
        ("Luik", "62063"),
        ("Molenbeek", "21012"),
        ("Saint-Gilles", "21013"),
        ("Panne", "38008"),
        ("braine l'alleud", "25014"),
        ("Sankt Vith", "63067"),
        ("Nevele", "44083"),
        ("Borsbeek", "11002"),
        ("Gooik", "23106"),
        ("Bertogne", "82039"),
        ("Beveren", "46030"),
        ("Ham", "71071"),
    ],
)
def test_a_municipality_is_found_by_any_of_its_names(typed: str, refnis: str) -> None:
    assert municipalities.look_up(typed)[0].refnis == refnis
    assert [m.refnis for m in municipalities.meant(typed)] == [refnis]


def test_a_typed_beginning_comes_before_a_word_inside() -> None:
    names = [m.name("fr") for m in municipalities.look_up("braine")]
    assert names == ["Braine-l’Alleud", "Braine-le-Château", "Braine-le-Comte"]
    names = [m.name("nl") for m in municipalities.look_up("berg")]
    assert names == ["Bergen", "Heist-op-den-Berg"]


def test_a_shared_postal_code_names_both() -> None:
    assert {m.name("fr") for m in municipalities.meant("1040")} == {"Bruxelles", "Etterbeek"}


@pytest.mark.parametrize("typed", ["", "  ", "-", "Atlantis", "0000", "x" * 10_000])
def test_nothing_is_found_where_nothing_is_named(typed: str) -> None:
    assert municipalities.look_up(typed) == []


def test_no_more_are_found_than_asked_for() -> None:
    assert len(municipalities.look_up("b", limit=3)) == 3


@pytest.mark.parametrize(
    ("refnis", "locale", "name"),
    [
        ("12025", "fr", "Malines"),
        ("12025", "nl", "Mechelen"),
        ("12025", "en", "Mechelen"),
        ("53053", "nl", "Bergen"),
        ("53053", "en", "Mons"),
        ("21004", "en", "Brussels"),
        ("62063", "de", "Lüttich"),
        ("63012", "de", "Büllingen"),
        ("63012", "fr", "Bullange"),
    ],
)
def test_readers_see_the_name_in_their_language(refnis: str, locale: str, name: str) -> None:
    assert municipalities.get(refnis).name(locale) == name


def test_a_municipality_lies_in_a_province_or_in_brussels() -> None:
    assert municipalities.get("53053").area_name("nl") == "Provincie Henegouwen"
    assert municipalities.get("21004").province is None
    assert municipalities.get("21004").area_name("de") == "Region Brüssel-Hauptstadt"


def test_the_register_is_complete() -> None:
    assert len(list(municipalities.all_municipalities())) == 565
    assert len(municipalities.provinces()) == 10
    assert len(municipalities.regions()) == 3
    assert all(m.postal_codes for m in municipalities.all_municipalities())


def test_every_alias_belongs_to_a_municipality() -> None:
    for refnis in [*MERGED, *SPELLINGS, *EXONYMS, *GERMAN_SPEAKING]:
        assert municipalities.get(refnis).refnis == refnis
