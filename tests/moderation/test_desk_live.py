"""What happens reaches the open desks of those who moderate there: counts, lines, what is new."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from connect.database import db
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.events.models import Entry
from connect.live.fragments import missed_entries
from connect.live.rooms import may_listen
from connect.members.models import Member
from connect.moderation.actions.batching import start_batch, work_next
from connect.moderation.actions.closing import close_thread
from connect.moderation.actions.looking import mark_as_seen
from connect.moderation.actions.reporting import report_comment
from connect.moderation.actions.reversing import reverse
from connect.moderation.models import Decision
from connect.themes.models import Theme
from tests.moderation.test_desk import age, established, newcomer
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database


@pytest.fixture
def report(app: Flask, people: Cast, talk: Conversations) -> Callable[[Theme], None]:
    def reported(theme: Theme) -> None:
        opening = talk.opening_of(talk.open(people.chloe, theme, title=f"Reported {theme.slug}"))
        with app.app_context():
            comment = db.session.get_one(Comment, opening.id)
            report_comment(people.bram, comment, kind="offensive")

    return reported


def entries_of(stream: str, after: int = 0) -> list[Entry]:
    return list(log.entries_after(stream, after).entries)


def fragments(app: Flask, stream: str, after: int = 0) -> BeautifulSoup:
    with app.app_context():
        sent = missed_entries(entries_of(stream, after), "en")
        return BeautifulSoup("".join(entry["html"] for entry in sent), "html.parser")


def counts(page: BeautifulSoup, section: str) -> dict[str, str]:
    marks = page.select(f"[data-desk-count][data-section={section}]")
    return {str(mark["data-theme-id"]): str(mark["data-count"]) for mark in marks}


def head_of(app: Flask, stream: str) -> int:
    with app.app_context():
        return log.head(stream)


def test_a_new_report_is_counted_and_announced_without_touching_the_order(
    app: Flask, people: Cast, report: Callable[[Theme], None]
) -> None:
    stream = f"moderation:{people.prevention.id}"
    report(people.prevention)
    seen = head_of(app, stream)
    report(people.prevention)
    page = fragments(app, stream, seen)
    assert counts(page, "reports") == {str(people.prevention.id): "2"}
    (arrival,) = page.select("turbo-stream[target=desk-arrivals] li")
    assert arrival["data-line"] == "desk-reports-2"
    assert {s["action"] for s in page.select("turbo-stream")} == {"replace", "append"}


def test_nothing_of_it_is_heard_in_another_theme_or_by_its_moderators(
    app: Flask, people: Cast, report: Callable[[Theme], None]
) -> None:
    report(people.networks)
    with app.app_context():
        amina = db.session.get_one(Member, people.amina.id)
        assert may_listen(amina, f"moderation:{people.networks.id}") == "forbidden"
        assert may_listen(amina, f"moderation:{people.prevention.id}") == "yes"
        assert may_listen(db.session.get_one(Member, people.bram.id), "moderation:1") == "forbidden"
    report(people.prevention)
    page = fragments(app, f"moderation:{people.prevention.id}")
    assert "networks" not in str(page)
    assert counts(page, "reports") == {str(people.prevention.id): "1"}


def test_a_question_that_somebody_closes_says_who_did_in_its_place_and_comes_back(
    app: Flask, people: Cast, talk: Conversations
) -> None:
    stream = f"moderation:{people.prevention.id}"
    asked = talk.open(people.chloe, people.prevention)
    age(app, [asked], 9)
    with app.app_context():
        thread = db.session.get_one(Thread, asked.id)
        decision = close_thread(people.olga, thread, reason="Double.", seen=None)
    line = f"#desk-questions-{asked.id}"
    page = fragments(app, stream)
    (gone,) = page.select(line)
    assert "Olga Dupont" in str(gone)
    assert "desk__line--gone" in gone["class"]
    assert counts(page, "questions") == {str(people.prevention.id): "0"}
    seen = head_of(app, stream)
    with app.app_context():
        reverse(people.amina, db.session.get_one(Decision, decision.id))
    page = fragments(app, stream, seen)
    (back,) = page.select(line)
    assert "desk__line--gone" not in back["class"]
    assert counts(page, "questions") == {str(people.prevention.id): "1"}


def test_a_first_text_that_was_seen_goes_from_every_desk(
    app: Flask, people: Cast, talk: Conversations
) -> None:
    established(app, people)
    opening = talk.opening_of(talk.open(newcomer(app), people.prevention))
    with app.app_context():
        mark_as_seen(people.amina, db.session.get_one(Comment, opening.id))
    page = fragments(app, f"moderation:{people.prevention.id}")
    assert page.select_one(f"#desk-first-texts-{opening.id}.desk__line--gone")
    assert counts(page, "first-texts") == {str(people.prevention.id): "0"}


def test_a_stale_desk_with_its_fragments_says_what_a_fresh_one_does(
    app: Flask,
    people: Cast,
    report: Callable[[Theme], None],
    browser_of: Callable[..., Visitor],
) -> None:
    stream = f"moderation:{people.prevention.id}"
    amina = browser_of(people.amina)
    stale = amina.get("/moderation/?lang=en").page
    seen = int(str(stale.select_one(f"[data-stream='{stream}']")["data-seq"]))  # type: ignore[index]
    report(people.prevention)
    for mark in fragments(app, stream, seen).select("[data-desk-count]"):
        (place,) = stale.select(f"[data-desk-count='{mark['data-desk-count']}']")
        place.replace_with(mark)
    fresh = amina.get("/moderation/?lang=en").page
    for section in ("reports", "questions", "stalled", "first-texts", "pins", "closures"):
        assert counts(stale, section) == counts(fresh, section)
    assert counts(fresh, "reports")[str(people.prevention.id)] == "1"


def test_many_entries_cost_as_few_statements_as_few(
    app: Flask, people: Cast, report: Callable[[Theme], None]
) -> None:
    asked = []
    for _turn in range(2):
        for _times in range(4):
            report(people.prevention)
        with app.app_context():
            entries = entries_of(f"moderation:{people.prevention.id}")
            with queries_of() as queries:
                missed_entries(entries, "fr")
            asked.append(len(queries))
    assert asked[0] == asked[1]


def test_how_far_a_batch_is_is_told_to_its_moderator_alone(
    app: Flask, people: Cast, talk: Conversations
) -> None:
    threads = [talk.open(people.chloe, people.prevention) for _n in range(3)]
    age(app, threads, 9)
    with app.app_context():
        amina = db.session.get_one(Member, people.amina.id)
        targets = [thread.id for thread in threads]
        start_batch(amina, "questions", "close", targets, reason="Double.")
        seen = log.head(amina.stream)
        while work_next():
            pass
        kinds = [entry.kind for entry in entries_of(amina.stream, seen)]
    assert kinds == ["batch.finished"]
    page = fragments(app, people.amina.stream, seen)
    assert "3 are done." in str(page)
    assert page.select_one("form[action$='/undoing']")
    assert "batch" not in str(fragments(app, people.olga.stream))
