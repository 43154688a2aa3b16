"""Classifying a thread: its kind, its key words, its theme; by whom, and what follows it."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from connect.database import atomic, db
from connect.discussions import actions as discussions
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.live import rooms
from connect.live.fragments import fragments_of
from connect.members.models import Member
from connect.themes.models import Theme, ThemeModerator
from connect.web.languages import speaking
from tests.support.acts import ActsOf
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


def form(**changes: Any) -> dict[str, str]:
    """As the page sends it for a question in `prevention`."""
    asked = {"kind": "question", "tags": "", "theme": "1", "second_theme": "0"}
    return asked | {name: str(value) for name, value in changes.items()}


def listed(visitor: Visitor, slug: str) -> list[int]:
    rows = visitor.get(f"/themes/{slug}").page.select("#threads > li")
    return [int(str(row["data-thread"])) for row in rows]


def everything_of(app: Flask, thread: Thread) -> tuple[object, ...]:
    """All that classifying may change, for undoing to be compared with."""
    with app.app_context():
        now = db.session.get_one(Thread, thread.id)
        themes = db.session.query(Theme).order_by(Theme.id)
        counts = [(one.thread_count, one.comment_count, one.last_activity_at) for one in themes]
        tags = [tag.name for tag in now.tags]
        place = (now.theme_id, now.second_theme_id, now.kind, now.solution_id)
        return (*place, tags, counts, now.last_activity_at, now.comment_count)


def last_heard(app: Flask, stream: str) -> list[tuple[str, str]]:
    """What its last entry does to a page that listens."""
    with app.app_context():
        *_, entry = log.entries_after(stream, 0).entries
        with speaking("fr"):
            html = fragments_of([entry])[0]()
    elements = BeautifulSoup(html, "html.parser").find_all("turbo-stream")
    return [(str(one["action"]), str(one["target"])) for one in elements]


def moderates(app: Flask, member: Member, theme: Theme) -> None:
    with app.app_context(), atomic() as session:
        session.add(ThemeModerator(theme_id=theme.id, member_id=member.id))


@pytest.mark.any_database
def test_kind_and_key_words_are_said_anew(
    app: Flask, people: Cast, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    thread = talk.open(people.chloe, people.prevention, tags=["nuit", "bancs"])
    changed = form(kind="proposal", tags="Bancs, parc")
    decision = acts_of(people.amina).decide(thread, "classification", **changed)
    page = browser_of().get(f"{thread.url}?lang=en").page.select_one("#thread-top")
    assert page
    assert " ".join(page.get_text(" ").split()) == "Prevention Proposal bancs parc"
    assert listed(browser_of(), "prevention?kind=proposal") == [thread.id]
    assert listed(browser_of(), "prevention?tag=nuit") == []
    assert listed(browser_of(), "prevention?tag=parc") == [thread.id]
    assert ("update", "thread-top") in last_heard(app, thread.stream)
    assert decision.kind == "thread.classified"


@pytest.mark.any_database
def test_a_thread_comes_to_another_theme_with_all_that_is_counted(
    app: Flask,
    people: Cast,
    thread: Thread,
    talk: Conversations,
    acts_of: ActsOf,
    browser_of: BrowserOf,
) -> None:
    talk.post(people.bram, thread)
    talk.withdraw(talk.post(people.bram, thread))
    before = everything_of(app, thread)
    olga = acts_of(people.olga)
    decision = olga.decide(thread, "classification", **form(theme=people.networks.id))
    assert listed(browser_of(people.bram), "networks") == [thread.id]
    assert listed(browser_of(people.bram), "prevention") == []
    gone, come = talk.again(people.prevention), talk.again(people.networks)
    assert (gone.thread_count, gone.comment_count) == (0, 0)
    assert (come.thread_count, come.comment_count) == (1, 1)
    assert last_heard(app, "theme:1") == [("remove", f"thread-row-{thread.id}")]
    assert last_heard(app, "theme:2") == [("enter", "threads")]
    assert browser_of().get(thread.url).location.startswith("/sign-in")
    assert olga.undo(decision).status == 303
    assert everything_of(app, thread) == before
    assert last_heard(app, "theme:1") == [("enter", "threads")]
    assert last_heard(app, "theme:2") == [("remove", f"thread-row-{thread.id}")]


@pytest.mark.any_database
def test_who_reads_it_no_more_hears_it_no_more(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf
) -> None:
    with app.app_context():
        access = log.head(log.ACCESS)
        assert rooms.may_listen(people.dirk, thread.stream) == "yes"
    decision = acts_of(people.amina).decide(
        thread, "classification", **form(theme=people.circle.id)
    )
    with app.app_context():
        assert log.head(log.ACCESS) == access + 1
        assert rooms.may_listen(people.dirk, thread.stream) == "unknown"
    acts_of(people.amina).undo(decision)
    with app.app_context():
        assert log.head(log.ACCESS) == access + 1
        assert rooms.may_listen(people.dirk, thread.stream) == "yes"


@pytest.mark.any_database
def test_only_themes_that_one_moderates_are_offered_and_taken(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    amina = acts_of(people.amina)
    page = amina.visitor.get(f"/threads/{thread.id}/classification").page
    offered = {str(one["value"]) for one in page.select("#theme option")}
    assert offered == {str(people.prevention.id), str(people.circle.id)}
    assert {str(one["value"]) for one in page.select("#second_theme option")} == offered | {"0"}
    before = everything_of(app, thread)
    for place in ({"theme": 2}, {"second_theme": 2}, {"theme": 99}, {"theme": "z"}, {"theme": ""}):
        answer = amina.send(thread, "classification", "Un motif.", **form(**place))
        assert answer.status == 422
        assert 'value="Un motif."' in answer.body
        assert answer.page.select_one("#theme-error, #second_theme-error")
    assert everything_of(app, thread) == before
    for member, status in ((people.bram, 403), (people.chloe, 403)):
        answer = browser_of(member).post(f"/threads/{thread.id}/classification", form(theme=2))
        assert answer.status == status


def test_a_moderator_of_where_it_could_go_does_not_fetch_it(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf
) -> None:
    moderates(app, people.dirk, people.networks)
    assert acts_of(people.dirk).send(thread, "classification", **form(theme=2)).status == 403


@pytest.mark.any_database
def test_undoing_needs_the_right_in_both_themes_too(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    moderates(app, people.dirk, people.networks)
    decision = acts_of(people.olga).decide(thread, "classification", **form(theme=2))
    assert acts_of(people.amina).undo(decision).status == 403
    assert acts_of(people.dirk).undo(decision).status == 409
    assert talk.again(thread).theme_id == people.networks.id


@pytest.mark.any_database
def test_the_mark_of_a_solution_falls_with_the_question_and_comes_back(
    app: Flask, people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf
) -> None:
    answer = talk.post(people.bram, thread)
    with app.app_context():
        discussions.choose_solution(people.chloe, db.session.get_one(Comment, answer.id))
    amina = acts_of(people.amina)
    amina.decide(thread, "classification", **form(tags="nuit"))
    assert talk.again(thread).solution_id == answer.id
    decision = amina.decide(thread, "classification", **form(kind="discussion", tags="nuit"))
    assert talk.again(thread).solution_id is None
    amina.undo(decision)
    assert talk.again(thread).solution_id == answer.id


def test_undoing_after_another_change_explains_and_leaves_it(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf
) -> None:
    amina = acts_of(people.amina)
    first = amina.decide(thread, "classification", **form(kind="proposal"))
    second = amina.decide(thread, "classification", **form(kind="experience"))
    assert amina.undo(first).status == 409
    assert talk.again(thread).kind == "experience"
    assert amina.undo(second).status == 303
    assert amina.undo(first).status == 303
    assert talk.again(thread).kind == "question"


def test_what_it_is_already_changes_nothing(people: Cast, thread: Thread, acts_of: ActsOf) -> None:
    amina = acts_of(people.amina)
    assert amina.send(thread, "classification", **form()).location == thread.url
    assert amina.count(thread) == 0


@pytest.mark.parametrize("wrong", [{"kind": "sermon"}, {"tags": "a,b,c,d,e,f"}, {"tags": "x" * 31}])
def test_what_no_thread_is_is_refused(
    people: Cast, thread: Thread, acts_of: ActsOf, wrong: dict[str, str]
) -> None:
    amina = acts_of(people.amina)
    assert amina.send(thread, "classification", **form(**wrong)).status == 422
    assert amina.count(thread) == 0
