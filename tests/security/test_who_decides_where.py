"""Deciding where one no longer may, about oneself, or as a weapon; and what is learnt by trying."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment, Thread
from connect.drafts.models import Draft
from connect.members.models import Member
from connect.moderation.actions.appealing import make_appeal
from connect.moderation.actions.batching import start_batch, work_next
from connect.moderation.actions.classifying import classify_thread
from connect.moderation.actions.hiding import hide_comment
from connect.moderation.actions.shaping import move_comments
from connect.moderation.actions.suspending import suspend_member
from connect.moderation.models import Appeal, Batch, Decision
from connect.themes.models import Theme
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.reports import Protection
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

BrowserOf = Callable[..., Visitor]
WHY = "Un seul mot."


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def thread(talk: Conversations, people: Cast) -> Thread:
    return talk.open(people.chloe, people.prevention)


@pytest.fixture
def comment(talk: Conversations, people: Cast, thread: Thread) -> Comment:
    return talk.post(people.bram, thread, "Voici le marronnier.")


@pytest.fixture
def protect(app: Flask, browser_of: BrowserOf) -> Protection:
    return Protection(app, browser_of)


def keep_out(app: Flask, people: Cast, member: Member, theme: Theme | None) -> None:
    with app.app_context():
        suspend_member(
            db.session.get_one(Member, people.olga.id),
            db.session.get_one(Member, member.id),
            db.session.get_one(Theme, theme.id) if theme else None,
            until=utc_now() + timedelta(days=3),
            reason=WHY,
        )


def hide(app: Flask, by: Member, comment: Comment) -> Decision:
    with app.app_context():
        decision = hide_comment(
            db.session.get_one(Member, by.id), db.session.get_one(Comment, comment.id), reason=WHY
        )
        assert decision
        return decision


def work(app: Flask) -> None:
    with app.app_context():
        while work_next():
            pass


def carry_to_networks(
    app: Flask, people: Cast, talk: Conversations, comment: Comment, way: str
) -> None:
    """As an organiser does, who moderates both themes."""
    elsewhere = talk.open(people.olga, people.networks)
    with app.app_context():
        olga = db.session.get_one(Member, people.olga.id)
        moved = db.session.get_one(Comment, comment.id)
        if way == "moved":
            target = db.session.get_one(Thread, elsewhere.id)
            move_comments(olga, moved.thread, [moved.id], target, reason=WHY, wider=True)
        else:
            classify_thread(
                olga,
                moved.thread,
                kind=moved.thread.kind,
                tags=[],
                theme_id=people.networks.id,
                second_theme_id=None,
                reason=WHY,
                seen=None,
            )


def is_hidden(app: Flask, comment: Comment) -> bool:
    with app.app_context():
        return db.session.get_one(Comment, comment.id).hidden_at is not None


@pytest.mark.parametrize("way", ["moved", "classified"])
def test_a_text_that_went_to_another_theme_is_not_shown_again_from_the_first(
    app: Flask,
    people: Cast,
    talk: Conversations,
    protect: Protection,
    browser_of: BrowserOf,
    comment: Comment,
    way: str,
) -> None:
    hidden = hide(app, people.amina, comment)
    carry_to_networks(app, people, talk, comment, way)
    assert protect.undo(people.amina, hidden).status in (403, 409)
    assert is_hidden(app, comment)
    assert protect.undo(people.olga, hidden).status == 303
    assert not is_hidden(app, comment)


@pytest.mark.parametrize("way", ["moved", "classified"])
def test_nor_by_answering_an_appeal(
    app: Flask,
    people: Cast,
    talk: Conversations,
    browser_of: BrowserOf,
    comment: Comment,
    way: str,
) -> None:
    hidden = hide(app, people.olga, comment)
    with app.app_context():
        decision = db.session.get_one(Decision, hidden.id)
        make_appeal(db.session.get_one(Member, people.bram.id), decision, "Relisez, svp.")
        number = db.session.query(Appeal).one().id
    carry_to_networks(app, people, talk, comment, way)
    form = {"outcome": "upheld", "reason": WHY}
    assert browser_of(people.amina).post(f"/appeals/{number}/answer", form).status in (404, 409)
    assert is_hidden(app, comment)


def test_a_batch_names_no_thread_that_is_not_for_its_moderator(
    app: Flask, people: Cast, talk: Conversations, browser_of: BrowserOf
) -> None:
    secret = talk.open(people.dirk, people.networks, title="Le secret des réseaux")
    answer = talk.post(people.dirk, secret, "Personne ne lit ceci.")
    hide(app, people.olga, talk.opening_of(secret))
    amina = browser_of(people.amina)
    for section, act, target in (
        ("questions", "close", secret.id),
        ("first-texts", "see", answer.id),
    ):
        with app.app_context():
            start_batch(
                db.session.get_one(Member, people.amina.id), section, act, [target], reason=WHY
            )
        work(app)
        with app.app_context():
            batch = db.session.query(Batch).order_by(Batch.id.desc()).first()
            assert batch
            assert batch.failures
        assert "Le secret des réseaux" not in amina.get(f"/moderation/batches/{batch.id}").text
        assert secret.url not in amina.get(f"/moderation/batches/{batch.id}").body


def test_a_moderator_who_is_kept_out_of_the_theme_reads_no_report_of_it(
    app: Flask, people: Cast, protect: Protection, browser_of: BrowserOf, comment: Comment
) -> None:
    protect.report(people.chloe, comment)
    report = protect.report_of(comment)
    amina = browser_of(people.amina)
    assert amina.get(report.url).status == 200
    keep_out(app, people, people.amina, people.prevention)
    assert amina.get(report.url).status == 404
    form = {"outcome": "settled", "reason": WHY, "answer_fr": WHY, "answer_nl": WHY}
    assert amina.post(f"{report.url}/decision", form).status == 404
    assert not is_hidden(app, comment)
    assert "/reports/" not in amina.get("/inbox").body


def test_nothing_is_carried_out_for_a_moderator_who_is_suspended(
    app: Flask, people: Cast, talk: Conversations, thread: Thread
) -> None:
    with app.app_context():
        amina = db.session.get_one(Member, people.amina.id)
        start_batch(amina, "questions", "close", [thread.id], reason=WHY)
    keep_out(app, people, people.amina, None)
    work(app)
    assert talk.again(thread).closed_at is None


def test_who_wrote_a_text_learns_nothing_of_its_report_as_a_moderator_either(
    app: Flask,
    people: Cast,
    talk: Conversations,
    protect: Protection,
    browser_of: BrowserOf,
    thread: Thread,
) -> None:
    hers = talk.post(people.amina, thread, "Mon avis.")
    protect.report(people.dirk, hers, note="Elle nomme quelqu'un.")
    report = protect.report_of(hers)
    amina = browser_of(people.amina)
    doors = (report.url, hers.url + "/moderation", "/moderation/", "/moderation/reports", "/inbox")
    for door in doors:
        page = amina.get(door).body
        assert "Elle nomme" not in page, door
        assert "Dirk" not in page, door
        assert f'href="{report.url}"' not in page, door
    form = {"outcome": "rejected", "reason": WHY, "answer_fr": WHY, "answer_nl": WHY}
    assert amina.post(f"{report.url}/decision", form).status == 404
    assert browser_of(people.olga).get(report.url).status == 200
    assert report.url in browser_of(people.olga).get("/moderation/reports").body


def test_who_is_kept_out_of_a_theme_reports_and_hides_nothing_at_once(
    app: Flask, people: Cast, protect: Protection, comment: Comment
) -> None:
    keep_out(app, people, people.dirk, people.prevention)
    assert protect.report(people.dirk, comment, "personal_data").status == 303
    assert protect.report_of(comment).state == "new"
    assert not is_hidden(app, comment)
    protect.report(people.chloe, comment, "personal_data")
    assert is_hidden(app, comment)


def test_a_first_text_waits_anew_where_its_thread_went(
    app: Flask,
    people: Cast,
    talk: Conversations,
    browser_of: BrowserOf,
    thread: Thread,
    comment: Comment,
) -> None:
    with app.app_context(), atomic() as session:
        for theme in session.query(Theme):
            theme.approves_first = True
    dirk = browser_of(people.dirk)
    assert dirk.post(f"/threads/{thread.id}/comments", {"body": "Bonjour."}).status == 303
    with app.app_context():
        draft = db.session.query(Draft).one()
        assert draft.held_in_id == people.prevention.id
    carry_to_networks(app, people, talk, comment, "classified")
    form = {"version": draft.version}
    answer = browser_of(people.amina).post(f"/approvals/{draft.id}", form)
    assert answer.status == 303
    with app.app_context():
        assert not db.session.query(Comment).filter_by(author_id=people.dirk.id, number=1).count()
        found = db.session.query(Comment).filter_by(thread_id=thread.id)
        assert not found.filter_by(author_id=people.dirk.id).count()
