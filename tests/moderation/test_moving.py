"""Answers move to another thread, with what is below them and all that points at them."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Reading, Thread
from connect.moderation.errors import CannotMove, StaleSelection
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


def test_answers_move_with_those_below_them(shaping: Shaping, scene: Scene) -> None:
    shaping.move([scene.branch], scene.other)
    assert shaping.order_of(scene.other) == [(0, 0), (1, 1), (2, 1), (3, 2), (4, 3)]
    assert shaping.order_of(scene.one) == [(0, 0), (3, 1)]
    one, other = scene.talk.again(scene.one), scene.talk.again(scene.other)
    assert (one.comment_count, one.last_number, one.gaps) == (1, 4, [[1, 2], [4, 4]])
    assert (other.comment_count, other.last_number) == (4, 4)


def test_an_answer_whose_parent_stays_stands_at_the_top(shaping: Shaping, scene: Scene) -> None:
    shaping.move([scene.deep], scene.other)
    moved = scene.talk.again(scene.deep)
    assert (moved.parent_id, moved.depth, moved.number) == (None, 1, 2)
    assert scene.talk.again(scene.below).answer_count == 0


def test_links_lead_to_where_an_answer_stands(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    shaping.move([scene.branch], scene.other)
    answer = browser_of(people.bram).get(f"/comments/{scene.below.id}")
    assert answer.location.startswith(f"{scene.other.url}?comment={scene.below.id}")


def test_what_was_read_is_read_in_the_other_thread_too(
    app: Flask, people: Cast, shaping: Shaping, scene: Scene
) -> None:
    scene.talk.read(people.dirk, scene.one, 1, 2, 3)
    shaping.move([scene.branch], scene.other)
    with app.app_context():
        reading = db.session.get_one(Reading, (people.dirk.id, scene.other.id))
        assert [reading.has_read(number) for number in (1, 2, 3, 4)] == [False, True, True, False]
        thread = db.session.get_one(Thread, scene.one.id)
        assert db.session.get_one(Reading, (people.dirk.id, scene.one.id)).unread_count(thread) == 0


def test_both_threads_tell_who_moved_what_and_why(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    decision = shaping.move([scene.branch], scene.other)
    for thread, there in ((scene.one, scene.other), (scene.other, scene.one)):
        trace = browser_of(people.dirk).get(thread.url).page.select_one(f"#trace-{decision}")
        assert trace
        said = trace.get_text(" ", strip=True)
        assert "Amina Benali" in said
        assert "Un autre sujet." in said
        assert there.title in said
        assert "3" in said


def test_a_trace_names_no_thread_that_its_reader_may_not_read(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    secret = scene.talk.open(people.chloe, people.circle, title="Entre nous")
    decision = shaping.move([scene.branch], secret)
    for reader, knows in ((people.dirk, False), (None, False), (people.bram, True)):
        trace = browser_of(reader).get(scene.one.url).page.select_one(f"#trace-{decision}")
        assert trace
        assert ("Entre nous" in trace.get_text()) == knows
        assert (f"/threads/{secret.id}" in str(trace)) == knows


def test_more_readers_have_to_be_confirmed(people: Cast, shaping: Shaping, scene: Scene) -> None:
    secret = scene.talk.open(people.chloe, people.circle)
    inside = scene.talk.post(people.bram, secret)
    with pytest.raises(CannotMove):
        shaping.move([inside], scene.other)
    shaping.move([inside], scene.other, wider=True)
    assert scene.talk.again(inside).thread_id == scene.other.id


def test_a_solution_that_leaves_is_none_any_more(
    app: Flask, shaping: Shaping, scene: Scene
) -> None:
    with app.app_context():
        db.session.get_one(Thread, scene.one.id).solution_id = scene.below.id
        db.session.commit()
    decision = shaping.move([scene.branch], scene.other)
    assert scene.talk.again(scene.one).solution_id is None
    shaping.undo(decision)
    assert scene.talk.again(scene.one).solution_id == scene.below.id


def test_what_was_answered_since_makes_a_selection_stale(
    people: Cast, scene: Scene, browser_of: Browsing
) -> None:
    amina = browser_of(people.amina)
    seen = amina.get(f"{scene.one.url}/moves?c={scene.branch.id}&to={scene.other.id}").page
    known = seen.select_one("input[name=known]")["value"]  # type: ignore[index]
    assert known == "3"
    told = {"c": scene.branch.id, "to": scene.other.id, "reason": "Voilà.", "known": known}
    scene.talk.answer(people.chloe, scene.deep, "Encore.")
    answer = amina.post(f"{scene.one.url}/moves", told)
    assert answer.status == 409
    assert answer.page.select_one("input[name=known]")["value"] == "4"  # type: ignore[index]
    assert answer.page.select_one(f"input[name=c][value='{scene.branch.id}']")
    assert answer.page.select_one("input[name=reason]")["value"] == "Voilà."  # type: ignore[index]
    assert scene.talk.again(scene.branch).thread_id == scene.one.id
    assert amina.post(f"{scene.one.url}/moves", told | {"known": "4"}).status == 303


def test_what_was_moved_since_makes_a_selection_stale(shaping: Shaping, scene: Scene) -> None:
    shaping.move([scene.below], scene.other)
    with pytest.raises(StaleSelection):
        shaping.move([scene.branch, _still_thought_in(scene.below, scene.one)], scene.other)


def test_a_moderator_chooses_looks_and_moves_without_javascript(
    people: Cast, scene: Scene, browser_of: Browsing
) -> None:
    amina = browser_of(people.amina)
    page = amina.get(f"{scene.one.url}/selection?c={scene.branch.id}&q=autre").page
    assert page.select_one(f"#c-{scene.branch.id}")["checked"] == ""  # type: ignore[index]
    assert page.select_one(f"button[name=to][value='{scene.other.id}']")
    both = amina.get(f"{scene.one.url}/moves?c={scene.branch.id}&to={scene.other.id}").page
    assert scene.other.title in both.main.get_text()  # type: ignore[union-attr]
    told = {"c": scene.branch.id, "to": scene.other.id, "reason": "Voilà."}
    answer = amina.post(f"{scene.one.url}/moves", told)
    assert (answer.status, answer.location) == (303, scene.other.url)
    assert scene.talk.again(scene.branch).thread_id == scene.other.id


@pytest.mark.parametrize("path", ["selection", "moves", "merger"])
def test_only_who_moderates_a_thread_shapes_it(
    people: Cast, scene: Scene, browser_of: Browsing, path: str
) -> None:
    elsewhere = scene.talk.open(people.chloe, people.networks)
    assert browser_of(people.bram).get(f"{scene.one.url}/{path}").status == 403
    assert browser_of(people.amina).get(f"{elsewhere.url}/{path}").status == 403
    secret = scene.talk.open(people.chloe, people.circle)
    assert browser_of(people.dirk).get(f"{secret.url}/{path}").status == 404


def test_nothing_moves_into_a_theme_of_other_moderators(
    people: Cast, scene: Scene, browser_of: Browsing
) -> None:
    foreign = scene.talk.open(people.chloe, people.networks)
    told = {"c": scene.branch.id, "to": foreign.id, "reason": "Voilà.", "wider": "y"}
    amina = browser_of(people.amina)
    assert amina.post(f"{scene.one.url}/moves", told).status == 403
    assert amina.post(f"{scene.one.url}/merger", told).status == 403
    new = {"title": "À part", "kind": "question", "theme": people.networks.id}
    split = {"c": scene.branch.id, "reason": "Voilà.", "wider": "y"} | new
    assert amina.post(f"{scene.one.url}/moves", split).status == 422
    assert scene.talk.again(scene.branch).thread_id == scene.one.id


def test_nothing_moves_into_a_closed_thread_or_to_where_it_is(
    app: Flask, shaping: Shaping, scene: Scene
) -> None:
    with pytest.raises(CannotMove):
        shaping.move([scene.branch], scene.one)
    with app.app_context():
        thread = db.session.get_one(Thread, scene.other.id)
        thread.closed_at = thread.created_at
        db.session.commit()
    with pytest.raises(CannotMove):
        shaping.move([scene.branch], scene.other)
    with pytest.raises(CannotMove):
        shaping.merge(scene.one, scene.other)


def test_an_opening_moves_with_its_thread_only(shaping: Shaping, scene: Scene) -> None:
    with pytest.raises(CannotMove):
        shaping.move([scene.talk.opening_of(scene.one)], scene.other)


def test_two_moderators_at_once(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    olga = browser_of(people.olga)
    page = olga.get(f"{scene.one.url}/moves?c={scene.beside.id}&to={scene.other.id}").page
    seen = page.select_one("input[name=seen]")["value"]  # type: ignore[index]
    shaping.move([scene.branch], scene.other)
    told = {"c": scene.beside.id, "to": scene.other.id, "reason": "Voilà.", "seen": seen}
    answer = olga.post(f"{scene.one.url}/moves", told)
    assert answer.status == 409
    assert "Amina Benali" in answer.text


def test_an_answer_to_what_moved_goes_where_it_stands(
    people: Cast, shaping: Shaping, scene: Scene, browser_of: Browsing
) -> None:
    shaping.move([scene.branch], scene.other)
    bram = browser_of(people.bram)
    answer = bram.post(
        f"{scene.one.url}/comments", {"body": "Et vous ?", "parent": scene.deep.id, "seen": 4}
    )
    assert answer.location.startswith(f"{scene.other.url}#comment-")
    shown = bram.get(scene.other.url).page.get_text()
    assert "Et vous ?" in shown


def _still_thought_in(comment: Comment, thread: Thread) -> Comment:
    return comment
