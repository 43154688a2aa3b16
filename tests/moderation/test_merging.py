"""Two threads become one: what led to the first leads to the second."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.moderation.errors import CannotMove
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


def test_a_merged_thread_stands_under_its_opening(shaping: Shaping, scene: Scene) -> None:
    shaping.merge(scene.other, scene.one)
    assert shaping.order_of(scene.one)[-2:] == [(5, 1), (6, 2)]
    assert shaping.order_of(scene.other) == []
    assert scene.talk.again(scene.one).comment_count == 6
    assert scene.talk.again(scene.other).merged_into_id == scene.one.id


def test_its_address_leads_to_where_its_opening_stands(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    opening = scene.talk.opening_of(scene.other)
    shaping.merge(scene.other, scene.one)
    for reader in (people.bram, None):
        answer = browser_of(reader).get(scene.other.url)
        assert answer.status == 302
        assert answer.location == f"{scene.one.url}?comment={opening.id}#comment-{opening.id}"


def test_an_answer_sent_to_it_is_posted_where_it_went_on(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    shaping.merge(scene.other, scene.one)
    bram = browser_of(people.bram)
    told = {"body": "Toujours là ?", "parent": scene.elsewhere.id, "seen": 1}
    answer = bram.post(f"{scene.other.url}/comments", told)
    assert answer.location.startswith(f"{scene.one.url}#comment-")
    assert "Toujours là ?" in bram.get(scene.one.url).page.get_text()


def test_a_draft_begun_there_is_found_and_published(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    bram = browser_of(people.bram)
    place = f"/drafts/thread:{scene.other.id}"
    kept = bram.post(place, {"body": "À suivre.", "draft_version": "0"})
    assert kept.status in {200, 303}
    shaping.merge(scene.other, scene.one)
    composer = bram.get(scene.one.url).page.select_one("#composer textarea")
    assert composer
    assert composer.get_text(strip=True) == "À suivre."
    bram.post(f"{scene.other.url}/comments", {"body": "À suivre.", "seen": 1})
    assert "À suivre." not in bram.get("/drafts/").page.main.get_text()  # type: ignore[union-attr]


def test_who_led_to_a_merged_thread_leads_on(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    third = scene.talk.open(people.chloe, people.prevention)
    first = shaping.merge(scene.other, scene.one)
    second = shaping.merge(scene.one, third)
    assert scene.talk.again(scene.other).merged_into_id == third.id
    assert browser_of(people.bram).get(scene.other.url).location.startswith(third.url)
    shaping.undo(second)
    assert scene.talk.again(scene.other).merged_into_id == scene.one.id
    shaping.undo(first)
    assert scene.talk.again(scene.other).merged_into_id is None
    assert browser_of(people.bram).get(scene.other.url).status == 200


def test_a_merged_thread_leaves_the_list_and_the_counts_of_its_theme(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    shaping.merge(scene.other, scene.one)
    page = browser_of(people.bram).get(people.prevention.url).page
    assert page.select_one(f"#thread-row-{scene.one.id}")
    assert not page.select_one(f"#thread-row-{scene.other.id}")
    theme = scene.talk.again(people.prevention)
    assert (theme.thread_count, theme.comment_count) == (1, 6)


def test_a_thread_is_not_merged_with_itself_nor_twice(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    with pytest.raises(CannotMove):
        shaping.merge(scene.one, scene.one)
    shaping.merge(scene.other, scene.one)
    with pytest.raises(CannotMove):
        shaping.merge(scene.other, scene.one)
    with pytest.raises(CannotMove):
        shaping.merge(scene.one, scene.other)
    again = browser_of(people.amina).post(f"{scene.other.url}/merger", {"to": scene.one.id})
    assert (again.status, again.location) == (303, scene.one.url)


def test_a_moderator_finds_the_other_thread_looks_and_merges(
    people: Cast, scene: Scene, browser_of: Browsing
) -> None:
    amina = browser_of(people.amina)
    found = amina.get(f"{scene.other.url}/merger?q={scene.one.id}").page
    assert found.select_one(f"button[name=to][value='{scene.one.id}']")
    assert amina.get(f"{scene.other.url}/merger?to={scene.one.id}").status == 200
    told = {"to": scene.one.id, "reason": ""}
    assert amina.post(f"{scene.other.url}/merger", told).status == 422
    answer = amina.post(f"{scene.other.url}/merger", told | {"reason": "La même."})
    assert (answer.status, answer.location) == (303, scene.one.url)
