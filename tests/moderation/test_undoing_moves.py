"""For 30 days, everything goes back to where it stood; what was built upon it is explained."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Thread
from connect.moderation.errors import CannotUndo
from connect.moderation.models import Decision
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


def test_answers_written_since_go_back_with_what_they_answer(
    people: Cast, shaping: Shaping, scene: Scene
) -> None:
    decision = shaping.move([scene.branch], scene.other)
    since = scene.talk.answer(people.dirk, scene.talk.again(scene.deep), "Depuis.")
    apart = scene.talk.post(people.dirk, scene.other, "Autre chose.")
    shaping.undo(decision)
    back = scene.talk.again(since)
    assert (back.thread_id, back.parent_id, back.number) == (scene.one.id, scene.deep.id, 5)
    assert shaping.order_of(scene.one) == [(0, 0), (1, 1), (2, 2), (4, 3), (5, 4), (3, 1)]
    assert scene.talk.again(apart).thread_id == scene.other.id
    other = scene.talk.again(scene.other)
    assert (other.last_number, other.gaps, other.comment_count) == (6, [[2, 5]], 2)


def test_a_split_thread_goes_back_whole_and_leads_there(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    new = shaping.split([scene.branch])
    decision = shaping.last()
    since = scene.talk.post(people.dirk, scene.talk.again(new), "Au nouveau fil.")
    shaping.undo(decision)
    back = scene.talk.again(since)
    assert (back.thread_id, back.parent_id) == (scene.one.id, scene.branch.id)
    led = browser_of(people.bram).get(new.url)
    assert led.location.startswith(f"{scene.one.url}?comment={scene.branch.id}")
    assert scene.talk.again(people.prevention).thread_count == 2


def test_what_was_moved_on_has_to_come_back_first(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    third = scene.talk.open(people.chloe, people.prevention)
    first = shaping.move([scene.branch], scene.other)
    second = shaping.move([scene.below], third)
    assert shaping.refusal(first) == second
    answer = browser_of(people.amina).post(f"/decisions/{first}/reversal")
    assert answer.page.select_one(f"main a[href='/decisions/{second}']")
    shaping.undo(second)
    shaping.undo(first)
    assert shaping.order_of(scene.one) == [(0, 0), (1, 1), (2, 2), (4, 3), (3, 1)]


def test_a_parent_that_moved_away_has_to_come_back_first(shaping: Shaping, scene: Scene) -> None:
    first = shaping.move([scene.deep], scene.other)
    second = shaping.move([scene.branch], scene.other)
    assert shaping.refusal(first) == second


def test_where_a_thread_is_hidden_it_is_said(app: Flask, shaping: Shaping, scene: Scene) -> None:
    decision = shaping.move([scene.branch], scene.other)
    with app.app_context():
        thread = db.session.get_one(Thread, scene.one.id)
        thread.hidden_at = thread.created_at
        db.session.commit()
    with pytest.raises(CannotUndo):
        shaping.undo(decision)


def test_after_thirty_days_it_stays(app: Flask, shaping: Shaping, scene: Scene) -> None:
    decision = shaping.move([scene.branch], scene.other)
    with app.app_context():
        db.session.get_one(Decision, decision).created_at -= timedelta(days=31)
        db.session.commit()
    with pytest.raises(CannotUndo):
        shaping.undo(decision)
    assert scene.talk.again(scene.branch).thread_id == scene.other.id


def test_the_traces_go_with_the_move(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    decision = shaping.move([scene.branch], scene.other)
    amina = browser_of(people.amina)
    assert amina.post(f"/decisions/{decision}/reversal").status == 303
    for thread in (scene.one, scene.other):
        assert not amina.get(thread.url).page.select_one(f"#trace-{decision}")


def test_only_who_moderates_there_undoes(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    decision = shaping.move([scene.branch], scene.other)
    assert browser_of(people.bram).post(f"/decisions/{decision}/reversal").status in {403, 404}
    assert scene.talk.again(scene.branch).thread_id == scene.other.id
