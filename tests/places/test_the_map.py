"""The map of Belgium: what it draws, whom it tells, and that it is Belgium."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string

from connect.places import municipalities
from connect.places.belgium import HEIGHT, STEPS, WIDTH, MapArea, MapPoint, outlines, project

Ring = list[tuple[int, int]]
Edge = tuple[tuple[int, int], tuple[int, int]]
Draw = Callable[..., BeautifulSoup]

PAGE = """
{%- from "components/belgium.html" import belgium, belgium_small -%}
{%- if small %}{{ belgium_small(points, "Huy and Mons") }}
{%- else -%}
  {% call(count) belgium(areas, points, "Where") %}{{ count }} sheets{% endcall %}
{%- endif -%}
"""
NAMUR, HAINAUT = "90000", "50000"
HUY, MONS = "61031", "53053"
LARGEST = 12 * 1024


@pytest.fixture
def draw(app: Flask) -> Draw:
    def drawn(
        areas: tuple[MapArea, ...] = (), points: tuple[MapPoint, ...] = (), small: bool = False
    ) -> BeautifulSoup:
        with app.test_request_context("/?lang=en"):
            html = render_template_string(PAGE, areas=areas, points=points, small=small)
        return BeautifulSoup(html, "html.parser")

    return drawn


def test_the_map_has_all_of_belgium() -> None:
    assert set(outlines()) == set(municipalities.areas())


def test_neighbours_meet_without_a_gap() -> None:
    """Every stretch of a border is drawn the same from both sides: what is left is one coast."""
    left: set[Edge] = set()
    for outline in outlines().values():
        for ring in _rings(outline.path):
            for a, b in pairwise(ring):
                left ^= {(min(a, b), max(a, b))}
    ends = [point for edge in left for point in edge]
    assert left
    assert all(ends.count(point) == 2 for point in ends)
    assert _pieces(left) == 1


def test_every_municipality_stands_in_its_province() -> None:
    for municipality in municipalities.all_municipalities():
        x, y = project(municipality.latitude, municipality.longitude)
        rings = _rings(outlines()[municipality.area].path)
        nearby = [(x + dx, y + dy) for dx in (-4, 0, 4) for dy in (-4, 0, 4)]
        assert any(_holds(rings, point) for point in nearby), municipality


def test_a_number_stands_inside_its_province_and_all_inside_the_picture() -> None:
    for outline in outlines().values():
        rings = _rings(outline.path)
        assert _holds(rings, (outline.x, outline.y))
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for ring in rings for x, y in ring)


def test_a_province_is_a_link_that_says_its_name_and_count(draw: Draw) -> None:
    page = draw((MapArea(NAMUR, "Namur", 3, "/strategies/?province=90000"),))
    [link] = page.select("svg a")
    assert link["href"] == "/strategies/?province=90000"
    assert link["aria-label"] == "Namur: 3 sheets"
    assert link.select_one("title").text == "Namur: 3 sheets"  # type: ignore[union-attr]
    assert len(page.select("svg path")) == 11


def test_tints_are_told_in_words_too(draw: Draw) -> None:
    page = draw((MapArea(NAMUR, "Namur", 5), MapArea(HAINAUT, "Hainaut", 0)))
    key = [item.get_text(strip=True) for item in page.select(".map__key li")]
    assert key == ["None", "1 to 4", "5 to 19", "20 or more"]
    assert [text.text for text in page.select(".map__numbers text")] == ["5"]


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (1, 1), (4, 1), (5, 2), (19, 2), (20, 3), (10_000, 3)]
)
def test_the_tint_follows_the_count(draw: Draw, count: int, step: int) -> None:
    assert MapArea(NAMUR, "Namur", count).step == step < len(STEPS)
    assert draw((MapArea(NAMUR, "Namur", count),)).select_one(f".map__area--{step}")


def test_what_leads_nowhere_is_no_link(draw: Draw) -> None:
    page = draw((MapArea(NAMUR, "Namur", 0),), (MapPoint(HUY, "Huy", 1),))
    assert not page.select("a")
    assert page.select_one("[role=img][aria-label='Huy: 1 sheets']")


def test_a_municipality_is_a_disc_that_grows_and_does_not_cover_smaller_ones(draw: Draw) -> None:
    page = draw((), (MapPoint(HUY, "Huy", 1, "/huy"), MapPoint(MONS, "Mons", 9, "/mons")))
    discs = page.select("a circle")
    assert [str(disc.parent["href"]) for disc in discs if disc.parent] == ["/mons", "/huy"]
    assert [int(str(disc["r"])) for disc in discs] == [20, 12]
    assert MapPoint(HUY, "Huy", 100_000).radius == 28


def test_the_small_map_is_one_picture_with_one_text(draw: Draw) -> None:
    page = draw((), (MapPoint(HUY, "Huy", 1, "/huy"), MapPoint(MONS, "Mons", 1)), small=True)
    [picture] = page.select("svg[role=img]")
    assert picture["aria-label"] == "Huy and Mons"
    assert len(page.select("circle")) == 2
    assert not page.select("a, [role=img] [aria-label]")


def test_names_are_text_and_nothing_else(draw: Draw) -> None:
    page = draw((MapArea(NAMUR, "<script>'\"", 1, "/?q='\""),))
    assert not page.select("script")
    assert page.select("a")[0]["aria-label"] == "<script>'\": 1 sheets"


def test_the_map_is_light_and_keeps_to_the_policy(draw: Draw) -> None:
    areas = municipalities.areas().values()
    page = draw(tuple(MapArea(a.refnis, a.name("fr"), 12, f"/s?p={a.refnis}") for a in areas))
    assert len(str(page).encode()) <= LARGEST
    assert not page.select("[style], style, script, [onclick]")


def _rings(path: str) -> list[Ring]:
    rings = []
    for part in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        ring = [(numbers[0], numbers[1])]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            ring.append((ring[-1][0] + dx, ring[-1][1] + dy))
        rings.append([*ring, ring[0]])
    return rings


def _holds(rings: list[Ring], point: tuple[float, float]) -> bool:
    x, y = point
    crossed = [
        1
        for ring in rings
        for (ax, ay), (bx, by) in pairwise(ring)
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
    ]
    return len(crossed) % 2 == 1


def _pieces(edges: set[Edge]) -> int:
    """How many separate lines the edges make."""
    rest, pieces = set(edges), 0
    while rest:
        reached, pieces = set(rest.pop()), pieces + 1
        while near := {edge for edge in rest if reached & set(edge)}:
            reached |= {point for edge in near for point in edge}
            rest -= near
    return pieces
