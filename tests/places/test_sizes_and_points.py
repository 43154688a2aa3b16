"""How large municipalities are, and where they lie."""

import csv
from collections import Counter

import pytest

from connect.places import municipalities
from connect.places.municipalities import POINTS
from connect.places.sizes import SIZES


def test_every_municipality_has_been_surveyed() -> None:
    with POINTS.open(encoding="utf-8") as file:
        surveyed = {row["refnis"] for row in csv.DictReader(file)}
    assert surveyed == {m.refnis for m in municipalities.all_municipalities()}


def test_every_municipality_has_a_size_and_lies_in_belgium() -> None:
    for municipality in municipalities.all_municipalities():
        assert municipality.size in SIZES
        assert 49.49 < municipality.latitude < 51.51, municipality
        assert 2.54 < municipality.longitude < 6.41, municipality


def test_no_two_municipalities_lie_at_one_point() -> None:
    points = Counter((m.latitude, m.longitude) for m in municipalities.all_municipalities())
    assert set(points.values()) == {1}


@pytest.mark.parametrize(
    ("name", "size"),
    [
        *((name, "over_100k") for name in ("Antwerpen", "Gent", "Charleroi", "Liège", "Bruxelles")),
        *((name, "over_100k") for name in ("Anderlecht", "Schaerbeek", "Brugge", "Namur")),
        *((name, "50k_100k") for name in ("Mons", "Malines", "Molenbeek", "Mouscron", "Kortrijk")),
        *((name, "20k_50k") for name in ("Saint-Josse", "Huy", "Vilvoorde", "Arlon", "Tubize")),
        *((name, "20k_50k") for name in ("Pajottegem", "Tongeren-Borgloon", "4420")),
        *((name, "10k_20k") for name in ("Eghezée", "Bonheiden", "Haacht", "Lasne")),
        *((name, "under_10k") for name in ("Herstappe", "As", "Baelen", "Mesen", "Hélécine")),
    ],
)
def test_the_size_is_the_one_that_people_know(name: str, size: str) -> None:
    assert [m.size for m in municipalities.meant(name)] == [size]


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Arlon", 49.68, 5.82),
        ("De Panne", 51.10, 2.59),
        ("Eupen", 50.63, 6.03),
        ("Herstappe", 50.73, 5.43),
        ("Hoogstraten", 51.40, 4.76),
        ("Namur", 50.47, 4.87),
        ("Comines", 50.77, 3.00),
        ("Fourons", 50.75, 5.81),
    ],
)
def test_a_municipality_lies_where_its_town_is(
    name: str, latitude: float, longitude: float
) -> None:
    [found] = municipalities.meant(name)
    assert found.latitude == pytest.approx(latitude, abs=0.03)
    assert found.longitude == pytest.approx(longitude, abs=0.03)
