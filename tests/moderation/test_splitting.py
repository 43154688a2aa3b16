"""A branch becomes a thread of its own."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Reading
from tests.moderation.shaping_support import Scene, Shaping, set_scene
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

Browsing = Callable[..., Visitor]


@pytest.fixture
def shaping(app: Flask, people: Cast) -> Shaping:
    return Shaping(app, people)


@pytest.fixture
def scene(app: Flask, people: Cast) -> Scene:
    return set_scene(Conversations(app), people)


def test_the_first_of_them_opens_the_new_thread(
    people: Cast, shaping: Shaping, scene: Scene
) -> None:
    new = scene.talk.again(shaping.split([scene.branch]))
    assert shaping.order_of(new) == [(0, 0), (1, 1), (2, 2)]
    opening, below = scene.talk.again(scene.branch), scene.talk.again(scene.below)
    assert (opening.thread_id, opening.number, opening.answer_count) == (new.id, 0, 0)
    assert (below.parent_id, below.depth) == (None, 1)
    assert (new.author_id, new.comment_count, new.last_number) == (people.bram.id, 2, 2)
    theme = scene.talk.again(people.prevention)
    assert (theme.thread_count, theme.comment_count) == (3, 4)


def test_who_read_the_branch_has_read_the_new_thread(
    app: Flask, people: Cast, shaping: Shaping, scene: Scene
) -> None:
    scene.talk.read(people.dirk, scene.one, 1, 2, 3, 4)
    new = shaping.split([scene.branch])
    with app.app_context():
        dirk = db.session.get_one(Reading, (people.dirk.id, new.id))
        assert (dirk.read_through, dirk.read_beyond) == (2, [])
        assert db.session.get(Reading, (people.olga.id, new.id)) is None


def test_a_branch_is_split_from_the_page_of_its_comment(
    people: Cast, scene: Scene, browser_of: Browsing
) -> None:
    amina = browser_of(people.amina)
    led = amina.get(f"/comments/{scene.branch.id}/branch")
    assert led.location == f"{scene.one.url}/moves?c={scene.branch.id}"
    told = {"c": scene.branch.id, "reason": "Un autre sujet.", "kind": "question"}
    new = told | {"title": "À part", "theme": people.prevention.id}
    assert amina.post(f"{scene.one.url}/moves", told).status == 422
    answer = amina.post(f"{scene.one.url}/moves", new)
    assert answer.status == 303
    page = browser_of(people.dirk).get(answer.location).page
    assert "La branche." in page.select_one(".thread__opening").get_text()  # type: ignore[union-attr]
    assert page.h1.get_text(strip=True) == "À part"  # type: ignore[union-attr]


def test_splitting_twice_by_a_double_click_makes_one_thread(
    people: Cast, scene: Scene, browser_of: Browsing
) -> None:
    amina = browser_of(people.amina)
    told = {"c": scene.branch.id, "reason": "Voilà.", "kind": "question", "title": "À part"}
    whole = told | {"theme": people.prevention.id, "known": 3}
    assert amina.post(f"{scene.one.url}/moves", whole).status == 303
    assert amina.post(f"{scene.one.url}/moves", whole).status == 409
    assert scene.talk.again(people.prevention).thread_count == 3


def test_an_opening_leads_to_merging(people: Cast, scene: Scene, browser_of: Browsing) -> None:
    opening = scene.talk.opening_of(scene.one)
    led = browser_of(people.amina).get(f"/comments/{opening.id}/branch")
    assert led.location == f"{scene.one.url}/merger"
