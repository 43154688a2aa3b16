"""A member is kept out for a time: of a theme, where they go on reading, or of everything."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment, Thread
from connect.drafts.actions import post_due, save_draft, schedule_draft
from connect.drafts.models import Draft
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.moderation.actions.suspending import end_due_suspensions
from connect.moderation.models import Decision, Suspension
from connect.notifications.models import Notification
from connect.themes.models import Theme, ThemeModerator
from connect.web.helpers import BRUSSELS
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.sheets import Sheets
from tests.support.suspending import REASON, Suspending
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]


@pytest.fixture
def suspending(app: Flask) -> Suspending:
    return Suspending(app)


def suspend(visitor: Visitor, member: Member, scope: object, **form: str) -> Answer:
    sent = {"scope": str(scope), "days": "3", "reason": REASON, **form}
    return visitor.post(f"{member.profile_url}/suspension", sent)


@pytest.mark.any_database
def test_from_a_theme_they_read_and_do_not_write(
    app: Flask, browser_of: BrowserOf, people: Cast, talk: Conversations, thread: Thread
) -> None:
    own = talk.post(people.bram, thread, "Bij ons ook.")
    assert suspend(browser_of(people.amina), people.bram, people.prevention.id).status == 303
    bram = browser_of(people.bram)
    assert "Qui prévient qui" in bram.get(thread.url).text
    answer = bram.post(f"{thread.url}/comments", {"body": "Toch nog iets."})
    assert answer.status == 422
    assert "Toch nog iets." in answer.body
    assert bram.post(f"{own.url}/reactions/useful", {"pressed": "true"}).status == 403
    assert bram.post(own.url, {"body": "Iets anders.", "version": "1"}).status == 422
    opened = {"kind": "question", "title": "Een vraag", "body": "Wie weet het?"}
    assert bram.post("/themes/prevention/threads", opened).status == 422
    assert "/account/suspensions" in bram.get("/themes/prevention/threads/new").location
    with app.app_context():
        assert db.session.query(Comment).count() == 2
        kept = {draft.place: draft.body for draft in db.session.query(Draft)}
    assert kept == {
        thread.stream: "Toch nog iets.",
        own.subject: "Iets anders.",
        people.prevention.stream: "Wie weet het?",
    }
    page = bram.get("/account/suspensions").text
    assert REASON in page


def test_elsewhere_they_write_as_before(
    browser_of: BrowserOf, people: Cast, talk: Conversations, suspending: Suspending
) -> None:
    suspending.suspend(people.amina, people.bram, people.prevention)
    other = talk.open(people.chloe, people.networks)
    answer = browser_of(people.bram).post(f"{other.url}/comments", {"body": "Hier wel."})
    assert answer.status == 303


def test_a_thread_listed_in_the_theme_as_well_is_closed_to_them(
    app: Flask, browser_of: BrowserOf, people: Cast, talk: Conversations, suspending: Suspending
) -> None:
    other = talk.open(people.chloe, people.networks)
    with app.app_context(), atomic() as session:
        session.get_one(Thread, other.id).second_theme_id = people.prevention.id
    suspending.suspend(people.amina, people.bram, people.prevention)
    answer = browser_of(people.bram).post(f"{other.url}/comments", {"body": "Hier wel."})
    assert answer.status == 422


def test_the_discussion_under_a_strategy_of_the_theme_is_closed_to_them(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    sheet = Sheets(app).publish(people.chloe)
    with app.app_context():
        discussed = db.session.query(Thread).filter(Thread.home.is_not(None)).one()
        theme = db.session.get_one(Theme, discussed.theme_id)
    suspending.suspend(people.olga, people.bram, theme)
    bram = browser_of(people.bram)
    assert bram.get(sheet.url).status == 200
    answer = bram.post(f"{discussed.address}/comments", {"body": "Goed idee."})
    assert answer.status == 422


@pytest.mark.parametrize("everywhere", [False, True])
def test_texts_that_were_to_be_published_meanwhile_stay_drafts(
    app: Flask, people: Cast, thread: Thread, suspending: Suspending, everywhere: bool
) -> None:
    with app.app_context():
        save_draft(people.bram, thread.stream, {"body": "Voor later."}, 0)
        schedule_draft(people.bram, thread.stream, utc_now() - timedelta(minutes=1))
    suspending.suspend(people.olga, people.bram, None if everywhere else people.prevention)
    with app.app_context():
        post_due()
        assert db.session.query(Comment).count() == 1
        draft = db.session.query(Draft).one()
        assert (draft.state, draft.body, draft.post_at) == ("kept", "Voor later.", None)


def test_they_are_told_in_their_inbox_and_by_mail(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    decision = suspending.suspend(people.amina, people.bram, people.prevention)
    with app.app_context():
        settle_due()
        told = db.session.query(Notification).filter_by(decision_id=decision.id).one()
        assert told.member_id == people.bram.id
        mail = db.session.query(OutgoingMail).one()
        assert (mail.to, REASON in mail.text) == (people.bram.email, True)
    bram = browser_of(people.bram)
    assert str(decision.id) in bram.post(f"/inbox/{told.id}/reading").location
    assert REASON in bram.get(decision.url).text


@pytest.mark.any_database
def test_it_ends_by_itself_once(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending, thread: Thread
) -> None:
    suspending.suspend(people.amina, people.bram, people.prevention)
    with app.app_context(), atomic() as session:
        session.query(Suspension).one().until = utc_now() - timedelta(seconds=1)
    with app.app_context():
        assert end_due_suspensions() == 1
        assert end_due_suspensions() == 0
        ended = db.session.query(Decision).filter_by(kind="suspension.ended").one()
        assert (ended.by_id, ended.member_id) == (None, people.bram.id)
        assert db.session.get_one(Member, people.bram.id).suspended_from == []
    answer = browser_of(people.bram).post(f"{thread.url}/comments", {"body": "Ik ben terug."})
    assert answer.status == 303


def test_at_its_end_they_write_though_no_worker_ran(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending, thread: Thread
) -> None:
    soon = utc_now() + timedelta(hours=1)
    suspending.suspend(people.amina, people.bram, people.prevention, until=soon)
    with app.app_context(), atomic() as session:
        member = session.get_one(Member, people.bram.id)
        ended = int((utc_now() - timedelta(seconds=1)).timestamp())
        member.suspended_from = [[people.prevention.id, ended]]
    answer = browser_of(people.bram).post(f"{thread.url}/comments", {"body": "Ik ben terug."})
    assert answer.status == 303


def test_a_moderator_ends_it_early_with_a_reason(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending, thread: Thread
) -> None:
    suspending.suspend(people.amina, people.bram, people.prevention)
    amina = browser_of(people.amina)
    page = amina.get(f"{people.bram.profile_url}/suspension").page
    field = page.select_one("input[name=suspension]")
    assert field
    path = f"{people.bram.profile_url}/suspension/removal"
    assert amina.post(path, {"suspension": str(field["value"])}).status == 422
    sent = {"suspension": str(field["value"]), "reason": "C’est réglé."}
    assert amina.post(path, sent).status == 303
    assert amina.post(path, sent).status == 303, "a second time, it is over already"
    with app.app_context():
        assert db.session.query(Decision).filter_by(kind="suspension.ended").count() == 1
    answer = browser_of(people.bram).post(f"{thread.url}/comments", {"body": "Ik ben terug."})
    assert answer.status == 303


def test_undoing_the_decision_ends_it(
    browser_of: BrowserOf, people: Cast, suspending: Suspending, thread: Thread
) -> None:
    decision = suspending.suspend(people.amina, people.bram, people.prevention)
    assert browser_of(people.amina).post(f"{decision.url}/reversal").status == 303
    answer = browser_of(people.bram).post(f"{thread.url}/comments", {"body": "Ik ben terug."})
    assert answer.status == 303


def test_two_suspensions_from_two_places_do_not_end_each_other(
    app: Flask, people: Cast, suspending: Suspending
) -> None:
    suspending.suspend(people.amina, people.bram, people.prevention)
    other = suspending.suspend(people.olga, people.bram, people.networks)
    suspending.end(people.olga, other)
    with app.app_context():
        member = db.session.get_one(Member, people.bram.id)
        assert member.is_suspended_from(people.prevention.id)
        assert not member.is_suspended_from(people.networks.id)


def test_the_second_moderator_is_told_that_it_runs_already(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    suspending.suspend(people.amina, people.bram, people.prevention)
    answer = suspend(browser_of(people.olga), people.bram, people.prevention.id)
    assert answer.status == 409
    assert people.amina.name in answer.text
    with app.app_context():
        assert db.session.query(Suspension).count() == 1


def test_a_moderator_keeps_nobody_out_of_another_theme_nor_of_everything(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    amina = browser_of(people.amina)
    for scope in (people.networks.id, "everywhere", "", 999):
        assert suspend(amina, people.bram, scope).status == 422
    page = amina.get(f"{people.bram.profile_url}/suspension").page
    offered = {option["value"] for option in page.select("select[name=scope] option")}
    assert offered == {str(people.prevention.id), str(people.circle.id)}
    with app.app_context():
        assert db.session.query(Suspension).count() == 0


def test_who_moderates_nothing_keeps_nobody_out(browser_of: BrowserOf, people: Cast) -> None:
    bram = browser_of(people.bram)
    assert bram.get(f"{people.chloe.profile_url}/suspension").status == 403
    assert suspend(bram, people.chloe, people.prevention.id).status == 403


def test_another_theme_s_moderator_does_not_end_it(
    app: Flask, browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    suspending.suspend(people.olga, people.bram, people.networks)
    with app.app_context():
        number = db.session.query(Suspension.id).scalar()
    path = f"{people.bram.profile_url}/suspension/removal"
    sent = {"suspension": str(number), "reason": "Non."}
    assert browser_of(people.amina).post(path, sent).status == 403
    elsewhere = f"{people.chloe.profile_url}/suspension/removal"
    assert browser_of(people.olga).post(elsewhere, sent).status == 404


def test_moderators_and_organisers_are_kept_out_by_organisers_alone_and_nobody_by_themselves(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    with app.app_context(), atomic() as session:
        session.add(ThemeModerator(theme_id=people.prevention.id, member_id=people.bram.id))
    bram, olga = browser_of(people.bram), browser_of(people.olga)
    assert bram.get(f"{people.amina.profile_url}/suspension").status == 403
    assert bram.get(f"{people.olga.profile_url}/suspension").status == 403
    assert bram.get(f"{people.bram.profile_url}/suspension").status == 403
    assert olga.get(f"{people.olga.profile_url}/suspension").status == 403
    assert suspend(olga, people.amina, people.prevention.id).status == 303
    amina = browser_of(people.amina)
    assert amina.get("/themes/prevention/first-texts").status == 403, "nor does she moderate there"
    assert amina.get("/themes/circle/first-texts").status == 200


def test_nobody_undoes_their_own_suspension(
    browser_of: BrowserOf, people: Cast, suspending: Suspending, app: Flask
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.dirk.id).role = "organiser"
    decision = suspending.suspend(people.olga, people.dirk, people.prevention)
    assert browser_of(people.dirk).post(f"{decision.url}/reversal").status == 403


@pytest.mark.parametrize(
    "form",
    [
        {"reason": " "},
        {"reason": "x" * 501},
        {"days": "365"},
        {"days": "date", "last_day": ""},
        {"days": "date", "last_day": "2001-01-01"},
        {"days": "date", "last_day": "2999-01-01"},
        {"days": "date", "last_day": "31 février"},
    ],
)
def test_never_without_a_reason_and_never_for_ever(
    app: Flask, browser_of: BrowserOf, people: Cast, form: dict[str, str]
) -> None:
    answer = suspend(browser_of(people.amina), people.bram, people.prevention.id, **form)
    assert answer.status == 422
    assert answer.page.select_one("#error-summary")
    with app.app_context():
        assert db.session.query(Suspension).count() == 0


def test_until_the_end_of_a_day(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    day = (utc_now() + timedelta(days=40)).date()
    form = {"days": "date", "last_day": day.isoformat()}
    assert suspend(browser_of(people.olga), people.bram, "everywhere", **form).status == 303
    with app.app_context():
        until = db.session.query(Suspension).one().until
    assert until.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M") == f"{day} 23:59"


def test_members_read_in_the_log_that_somebody_was_suspended_and_not_who(
    browser_of: BrowserOf, people: Cast, suspending: Suspending
) -> None:
    decision = suspending.suspend(people.amina, people.bram, people.prevention)
    chloe, amina = browser_of(people.chloe), browser_of(people.amina)
    for page in (chloe.get("/decisions/"), chloe.get(decision.url)):
        assert REASON in page.text
        assert people.bram.name not in page.text
    assert people.bram.name in amina.get(decision.url).text
