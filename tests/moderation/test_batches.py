"""Acts on many lines at once: each once whatever happens, with the rights of the moment, undone."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from connect.database import atomic, db
from connect.discussions.models import Comment, Thread
from connect.drafts.actions import save_draft
from connect.drafts.actions.waiting import hold
from connect.drafts.models import Draft
from connect.moderation.actions import batching, bulk
from connect.moderation.actions.batching import AT_A_TIME, work_next
from connect.moderation.actions.closing import close_thread, reopen_thread
from connect.moderation.actions.reporting import report_comment
from connect.moderation.models import Batch, CannedAnswer, Decision, FirstLook, Report
from connect.themes.models import Theme, ThemeModerator
from tests.moderation.test_desk import age, established, newcomer
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Answer, Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]
Asking = Callable[..., list[Thread]]
NEW = "/moderation/batches/new"
CLOSING = {"section": "questions", "act": "close", "reason": "Plus d'actualité."}


@pytest.fixture
def ask(app: Flask, people: Cast, talk: Conversations) -> Asking:
    """`ask(3)`: questions without an answer for more than a week."""

    def asked(count: int, theme: Theme | None = None) -> list[Thread]:
        place = theme or people.prevention
        titles = [f"Question {number}" for number in range(count)]
        threads = [talk.open(people.chloe, place, title=title) for title in titles]
        age(app, threads, 9)
        return threads

    return asked


def numbers(things: Sequence[Thread | Comment | Report]) -> str:
    return ",".join(str(thing.id) for thing in things)


def work(app: Flask) -> None:
    with app.app_context():
        while work_next():
            pass


def closed(app: Flask) -> list[int]:
    with app.app_context():
        found = select(Thread.id).where(Thread.closed_at.is_not(None)).order_by(Thread.id)
        return list(db.session.scalars(found))


def decisions(app: Flask) -> list[Decision]:
    with app.app_context():
        return list(db.session.scalars(select(Decision).order_by(Decision.id)))


def whys(answer: Answer) -> list[str]:
    return [item.get_text(" ", strip=True) for item in answer.page.select("[id^=batch-] li")]


def test_chosen_questions_are_closed_for_one_reason_and_opened_again(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    chosen, left = ask(3)[:2], 1
    amina = browser_of(people.amina)
    query = "&".join(f"targets={thread.id}" for thread in chosen)
    asked = amina.get(f"{NEW}?section=questions&act=close&{query}&lang=en")
    assert asked.page.select_one("input[name=targets]")["value"] == numbers(chosen)  # type: ignore[index]
    assert "Question 1" in asked.text
    page = amina.post("/moderation/batches/", {**CLOSING, "targets": numbers(chosen)}).location
    assert amina.get(page).page.select_one("progress")["max"] == "2"  # type: ignore[index]
    assert closed(app) == []
    work(app)
    assert closed(app) == [thread.id for thread in chosen]
    assert {d.reason for d in decisions(app)} == {"Plus d'actualité."}
    assert {(d.kind, d.by_id) for d in decisions(app)} == {("thread.closed", people.amina.id)}
    assert len(amina.get("/moderation/questions").page.select("[data-line]")) == left
    undoing = amina.post(f"{page}/undoing").location
    work(app)
    assert closed(app) == []
    assert all(d.undone_by_id == people.amina.id for d in decisions(app))
    assert amina.get(undoing).status == 200
    assert not amina.get(undoing).page.select("form[action$='/undoing']")
    assert not amina.get(page).page.select("form[action$='/undoing']")


def test_the_whole_list_is_meant_however_much_of_it_is_shown(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    ask(37)
    ask(2, people.networks)
    ask(1, people.circle)
    amina = browser_of(people.amina)
    desk = amina.get("/moderation/?lang=en")
    assert "All 38 of this list" in desk.text
    narrowed = {"theme": people.prevention.id, "whole": "1", "section": "questions"}
    sent = amina.get(NEW, query_string={**narrowed, "act": "close", "lang": "en"})
    assert "And 27 more" in sent.text
    amina.post("/moderation/batches/", {**CLOSING, "whole": "1", "theme": people.prevention.id})
    work(app)
    assert len(closed(app)) == 37


def test_the_whole_list_of_a_theme_of_others_is_nobody_s_to_act_upon(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    ask(2, people.networks)
    amina = browser_of(people.amina)
    whole = {**CLOSING, "whole": "1", "theme": people.networks.id}
    assert amina.post("/moderation/batches/", whole).status == 404
    work(app)
    assert closed(app) == []


@pytest.mark.parametrize("act", ["close", "archive", "slow"])
def test_a_thread_of_a_theme_of_others_is_left_alone_and_that_is_said(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast, act: str
) -> None:
    mine, theirs = ask(1), ask(1, people.networks)
    amina = browser_of(people.amina)
    form = {**CLOSING, "act": act, "targets": numbers(mine + theirs), "minutes": "60"}
    page = amina.post("/moderation/batches/", form).location
    work(app)
    (decision,) = decisions(app)
    assert decision.thread_id == mine[0].id
    (why,) = whys(amina.get(page))
    assert why.startswith("Question 0")


def test_texts_of_a_theme_of_others_are_not_marked_as_seen(
    app: Flask, talk: Conversations, browser_of: BrowserOf, people: Cast
) -> None:
    established(app, people)
    thread = talk.open(newcomer(app), people.networks)
    opening = talk.opening_of(thread)
    see = {"section": "first-texts", "act": "see", "targets": str(opening.id)}
    browser_of(people.amina).post("/moderation/batches/", see)
    work(app)
    with app.app_context():
        assert db.session.scalar(select(FirstLook)) is None


def test_who_loses_the_theme_meanwhile_does_nothing_more(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    threads = ask(2)
    amina = browser_of(people.amina)
    page = amina.post("/moderation/batches/", {**CLOSING, "targets": numbers(threads)}).location
    with app.app_context(), atomic() as session:
        own = ThemeModerator.theme_id == people.prevention.id
        session.execute(delete(ThemeModerator).where(own))
    work(app)
    assert closed(app) == []
    assert len(whys(amina.get(page))) == 2


def test_what_somebody_else_did_first_is_left_alone_with_their_name(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    first, second = ask(2)
    amina = browser_of(people.amina)
    both = {**CLOSING, "targets": numbers([first, second])}
    page = amina.post("/moderation/batches/", both).location
    with app.app_context():
        thread = db.session.get_one(Thread, first.id)
        close_thread(people.olga, thread, reason="Double.", seen=None)
    work(app)
    (why,) = whys(amina.get(f"{page}?lang=en"))
    assert "Question 0" in why
    assert "Olga Dupont" in why
    assert closed(app) == [first.id, second.id]


def test_what_cannot_be_undone_is_explained_and_the_rest_is_undone(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    threads = ask(3)
    amina = browser_of(people.amina)
    page = amina.post("/moderation/batches/", {**CLOSING, "targets": numbers(threads)}).location
    work(app)
    with app.app_context():
        reopened = db.session.get_one(Thread, threads[1].id)
        reopen_thread(people.olga, reopened, reason="Une réponse vient.", seen=None)
        close_thread(people.olga, reopened, reason="Finalement non.", seen=None)
    undoing = amina.post(f"{page}/undoing").location
    work(app)
    assert closed(app) == [threads[1].id]
    (why,) = whys(amina.get(undoing))
    assert "Question 1" in why


@pytest.mark.parametrize("at", [0, 1, AT_A_TIME + 1])
def test_a_worker_that_is_killed_in_the_middle_loses_and_repeats_nothing(
    app: Flask,
    ask: Asking,
    browser_of: BrowserOf,
    people: Cast,
    monkeypatch: pytest.MonkeyPatch,
    at: int,
) -> None:
    """Killed after an act and before the note that it was done."""
    threads = ask(AT_A_TIME + 3)
    form = {**CLOSING, "targets": numbers(threads)}
    page = browser_of(people.amina).post("/moderation/batches/", form).location
    note, turns = batching._note_one, iter(range(1000))

    class Killed(BaseException):
        """What no `except Exception` sees."""

    def killed(batch: Batch) -> bool:
        if next(turns) == at:
            raise Killed
        return note(batch)

    monkeypatch.setattr(batching, "_note_one", killed)
    with pytest.raises(Killed):
        work(app)
    assert len(closed(app)) == at
    work(app)
    assert len(closed(app)) == len(decisions(app)) == len(threads)
    assert whys(browser_of(people.amina).get(page)) == []


def test_two_workers_at_once_do_each_once(
    app: Flask,
    ask: Asking,
    browser_of: BrowserOf,
    people: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads = ask(5)
    form = {**CLOSING, "targets": numbers(threads)}
    page = browser_of(people.amina).post("/moderation/batches/", form).location
    lock = batching._locked

    def overtaken(*asked: Any) -> Batch:
        monkeypatch.setattr(batching, "_locked", lock)
        if db.engine.dialect.name == "postgresql":
            with app.app_context():
                work_next()
        return lock(*asked)

    monkeypatch.setattr(batching, "_locked", overtaken)
    work(app)
    assert len(decisions(app)) == len(threads)
    assert whys(browser_of(people.amina).get(page)) == []


def test_a_failure_of_ours_is_said_and_stops_nothing(
    app: Flask,
    ask: Asking,
    browser_of: BrowserOf,
    people: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads = ask(3)

    def fails_once(by: Any, thread_id: int, batch: Batch) -> Decision:
        if thread_id == threads[1].id:
            raise RuntimeError("broken")
        return bulk._close(by, thread_id, batch)

    monkeypatch.setitem(bulk.ACTS, "close", bulk.BulkAct(bulk.ACTS["close"].label, fails_once))
    form = {**CLOSING, "targets": numbers(threads)}
    page = browser_of(people.amina).post("/moderation/batches/", form).location
    work(app)
    assert closed(app) == [threads[0].id, threads[2].id]
    assert len(whys(browser_of(people.amina).get(page))) == 1


def test_sent_twice_or_undone_twice_it_is_done_once(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    threads = ask(2)
    amina = browser_of(people.amina)
    token = "6c3ff1f4-2d2c-4d6e-9fd7-54ad6f5cfe12"
    form = {**CLOSING, "targets": numbers(threads), "token": token}
    pages = {amina.post("/moderation/batches/", form).location for _again in range(2)}
    (page,) = pages
    waits = amina.post(f"{page}/undoing")
    assert waits.location.endswith(page)  # not while it is under way
    work(app)
    assert len({amina.post(f"{page}/undoing").location for _again in range(2)}) == 1
    work(app)
    assert closed(app) == []
    with app.app_context():
        assert len(db.session.scalars(select(Batch)).all()) == 2


def test_small_batches_do_not_wait_for_the_end_of_large_ones(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    threads = ask(AT_A_TIME + 5)
    large = {**CLOSING, "targets": numbers(threads[:-1])}
    browser_of(people.amina).post("/moderation/batches/", large)
    with app.app_context():
        work_next()
    browser_of(people.olga).post("/moderation/batches/", {**CLOSING, "targets": threads[-1].id})
    with app.app_context():
        work_next()
    assert threads[-1].id in closed(app)
    assert len(closed(app)) == AT_A_TIME + 1


def test_first_texts_are_marked_as_seen_at_once_and_unmarked(
    app: Flask, talk: Conversations, browser_of: BrowserOf, people: Cast
) -> None:
    established(app, people)
    thread = talk.open(newcomer(app), people.prevention)
    amina = browser_of(people.amina)
    form = amina.get("/moderation/").page.select_one("#desk-first-texts-acts")
    assert form
    assert (form["method"], form["action"]) == ("post", "/moderation/batches/")
    assert form.select_one("input[name=token]")
    opening = talk.opening_of(thread)
    see = {"section": "first-texts", "act": "see", "targets": str(opening.id)}
    page = amina.post("/moderation/batches/", see).location
    work(app)
    with app.app_context():
        assert db.session.scalars(select(FirstLook.comment_id)).all() == [opening.id]
    assert decisions(app) == []
    amina.post(f"{page}/undoing")
    work(app)
    with app.app_context():
        assert db.session.scalar(select(FirstLook)) is None


@pytest.fixture
def reports(app: Flask, people: Cast, talk: Conversations) -> list[Report]:
    """Two in the theme that Amina moderates, one in another; by Bram, who reads Dutch."""
    for theme in (people.prevention, people.prevention, people.networks):
        opening = talk.opening_of(talk.open(people.chloe, theme, title="Signalé"))
        with app.app_context():
            comment = db.session.get_one(Comment, opening.id)
            report_comment(people.bram, comment, kind="offensive")
    with app.app_context(), atomic() as session:
        words = {"name_fr": "Merci", "name_nl": "Dank", "text_fr": "Merci.", "text_nl": "Dank u."}
        session.add_all(CannedAnswer(kind=kind, **words) for kind in ("hidden", "kept"))
    with app.app_context():
        return list(db.session.scalars(select(Report).order_by(Report.id)))


@pytest.mark.parametrize(
    ("act", "field", "state"),
    [("hide", "hiding_answer", "settled"), ("reject", "keeping_answer", "rejected")],
)
def test_reports_are_decided_together_with_one_reason_and_one_answer(
    app: Flask,
    reports: list[Report],
    browser_of: BrowserOf,
    people: Cast,
    act: str,
    field: str,
    state: str,
) -> None:
    amina = browser_of(people.amina)
    chosen = {"section": "reports", "act": act, "targets": numbers(reports)}
    shown = amina.get(NEW, query_string=chosen)
    (option,) = (
        option
        for option in shown.page.select(f"select[name={field}] option")
        if option.get_text() == "Merci"
    )
    told = {"reason": "Blessant.", field: option["value"]}
    page = amina.post("/moderation/batches/", {**chosen, **told}).location
    work(app)
    with app.app_context():
        found = {report.id: report for report in db.session.scalars(select(Report))}
        assert [found[r.id].state for r in reports] == [state, state, "new"]
        assert found[reports[0].id].answers == {"nl": "Dank u.", "author": ""}
        assert found[reports[0].id].comment.hidden_at is not None or act == "reject"
    assert len(whys(amina.get(page))) == 1
    amina.post(f"{page}/undoing")
    work(app)
    with app.app_context():
        assert set(db.session.scalars(select(Report.state))) == {"new"}


def test_reports_are_taken_in_hand_together(
    app: Flask, reports: list[Report], browser_of: BrowserOf, people: Cast
) -> None:
    take = {"section": "reports", "act": "take", "targets": numbers(reports)}
    amina = browser_of(people.amina)
    page = amina.post("/moderation/batches/", take).location
    work(app)
    with app.app_context():
        found = db.session.scalars(select(Report.assignee_id).order_by(Report.id)).all()
        assert found == [people.amina.id, people.amina.id, None]
    undoing = amina.post(f"{page}/undoing").location
    work(app)
    assert len(whys(amina.get(undoing))) == 2


@pytest.fixture
def held(app: Flask, people: Cast) -> list[Draft]:
    """Bram's first texts, which wait in the theme that Amina moderates and in another."""
    with app.app_context():
        for theme in (people.prevention, people.networks):
            fields = {"title": f"Een {theme.slug}", "body": "Dag.", "kind": "discussion"}
            draft = save_draft(people.bram, theme.stream, fields, 0)
            with atomic() as session:
                hold(session, session.get_one(Draft, draft.id), theme.id)
        return list(db.session.scalars(select(Draft).order_by(Draft.id)))


def waiting(app: Flask) -> list[int]:
    with app.app_context():
        return list(db.session.scalars(select(Draft.id).where(Draft.held_at.is_not(None))))


@pytest.mark.parametrize(
    ("act", "kind"), [("approve", "text.approved"), ("decline", "text.declined")]
)
def test_first_texts_are_published_or_given_back_together(
    app: Flask, held: list[Draft], browser_of: BrowserOf, people: Cast, act: str, kind: str
) -> None:
    amina = browser_of(people.amina)
    desk = amina.get("/moderation/").page
    assert [line["id"] for line in desk.select("[id^=desk-approvals-][data-line]")] == [
        f"desk-approvals-{held[0].id}"
    ]
    as_of = desk.select_one("#desk-approvals-acts [name=as_of]")["value"]  # type: ignore[index]
    targets = ",".join(str(draft.id) for draft in held)
    form = {"section": "approvals", "act": act, "targets": targets, "reason": "x", "as_of": as_of}
    page = amina.post("/moderation/batches/", form).location
    work(app)
    assert waiting(app) == [held[1].id]
    assert [decision.kind for decision in decisions(app)] == [kind]
    assert len(whys(amina.get(page))) == 1
    undoing = amina.post(f"{page}/undoing").location
    work(app)
    assert len(whys(amina.get(undoing))) == 1


def test_a_text_that_was_sent_anew_since_one_looked_is_not_published_unread(
    app: Flask, held: list[Draft], browser_of: BrowserOf, people: Cast
) -> None:
    amina = browser_of(people.amina)
    form = {"section": "approvals", "act": "approve", "targets": str(held[0].id), "as_of": "1"}
    page = amina.post("/moderation/batches/", form).location
    work(app)
    assert held[0].id in waiting(app)
    assert len(whys(amina.get(page))) == 1


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"reason": ""}, 422),
        ({"reason": "x" * 501}, 422),
        ({"token": "none"}, 422),
        ({"section": "nonsense"}, 404),
        ({"act": "see"}, 404),
        ({"act": "undo"}, 404),
        ({"act": "slow", "minutes": "3"}, 422),
        ({"targets": ""}, 303),
        ({"targets": "x,-1,99999999999999999999"}, 303),
        ({"whole": "1", "theme": "99"}, 404),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_begun(
    app: Flask,
    ask: Asking,
    browser_of: BrowserOf,
    people: Cast,
    wrong: dict[str, str],
    status: int,
) -> None:
    (thread,) = ask(1)
    form = {**CLOSING, "targets": str(thread.id), **wrong}
    answer = browser_of(people.amina).post("/moderation/batches/", form)
    assert answer.status == status
    if status == 422:
        kept = answer.page.select_one("input[name=targets]")
        assert kept
        assert kept["value"] == str(thread.id)
    with app.app_context():
        assert db.session.scalar(select(Batch)) is None


def test_members_begin_no_batch(
    app: Flask, ask: Asking, browser_of: BrowserOf, people: Cast
) -> None:
    (thread,) = ask(1)
    form = {**CLOSING, "targets": str(thread.id)}
    assert browser_of(people.bram).post("/moderation/batches/", form).status == 403
