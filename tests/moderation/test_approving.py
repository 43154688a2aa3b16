"""Where a theme wants it, a moderator reads the first text of each member before others do."""

import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from connect.database import atomic, db, utc_now
from connect.discussions.models import Comment, Thread
from connect.drafts.actions import forget_removed, post_due, schedule_draft
from connect.drafts.models import Draft
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.moderation.models import Decision
from connect.moderation.queries.approvals import is_waiting
from connect.notifications.models import Notification
from connect.themes.models import Theme
from connect.worker import settle_due
from tests.support.cast import PASSWORD, Cast
from tests.support.conversations import Conversations
from tests.support.suspending import Suspending
from tests.support.visitors import Answer, Visitor
from tests.uploads import corpus

BrowserOf = Callable[..., Visitor]
WORDS = "Bij ons doet de buurtwacht dat."


@pytest.fixture
def careful(app: Flask, people: Cast, thread: Thread) -> Thread:
    """A thread of Chloé's in the theme, which reads first texts since."""
    with app.app_context(), atomic() as session:
        session.get_one(Theme, people.prevention.id).approves_first = True
    return thread


def send(visitor: Visitor, thread: Thread, body: str = WORDS, **form: str) -> Answer:
    return visitor.post(f"{thread.url}/comments", {"body": body, **form})


def waiting() -> Sequence[Draft]:
    """All that wait for a moderator, wherever."""
    return db.session.scalars(select(Draft).join(Draft.member).where(is_waiting())).all()


def the_draft(app: Flask) -> Draft:
    with app.app_context():
        return db.session.query(Draft).filter(Draft.held_at.is_not(None)).one()


def approve(visitor: Visitor, draft: Draft) -> Answer:
    return visitor.post(f"/approvals/{draft.id}", {"version": str(draft.version)})


def decline(visitor: Visitor, draft: Draft, reason: str = "Sans nommer la famille.") -> Answer:
    sent = {"version": str(draft.version), "reason": reason}
    return visitor.post(f"/approvals/{draft.id}/refusal", sent)


def comments(app: Flask) -> list[str]:
    with app.app_context():
        found = db.session.query(Comment).filter(Comment.number > 0).order_by(Comment.id)
        return [comment.html for comment in found]


@pytest.mark.any_database
def test_a_first_answer_waits_and_is_published_as_its_author_s(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    bram, amina = browser_of(people.bram), browser_of(people.amina)
    token = str(uuid.uuid4())
    answer = send(bram, careful, token=token)
    assert (answer.status, answer.location) == (303, "/drafts/")
    assert comments(app) == []
    assert WORDS in bram.get("/drafts/").text
    assert WORDS in bram.get(careful.url).body, "where it was written, with what it waits for"
    draft = the_draft(app)
    assert WORDS in amina.get(f"/approvals/{draft.id}").text
    before = utc_now()
    answer = approve(amina, draft)
    assert answer.status == 303
    with app.app_context():
        comment = db.session.query(Comment).filter_by(number=1).one()
        assert (comment.author_id, comment.token) == (people.bram.id, token)
        assert comment.created_at >= before
        assert db.session.get_one(Draft, draft.id).state == "published"
        settle_due()
        decided = db.session.query(Decision).filter_by(kind="text.approved").one()
        told = db.session.query(Notification).filter_by(decision_id=decided.id).one()
        assert told.member_id == people.bram.id
    assert send(bram, careful, "Nog iets.").location.startswith(careful.url)
    assert len(comments(app)) == 2, "who was approved once is free"


@pytest.mark.any_database
def test_a_first_thread_waits_with_its_title_and_files(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    bram = browser_of(people.bram)
    form = {
        "kind": "question",
        "title": "Wie betaalt?",
        "body": WORDS,
        "tags": "geld, nacht",
        "attachments": (BytesIO(corpus.pdf()), "plan.pdf"),
    }
    assert bram.post("/themes/prevention/threads", form).status == 303
    assert "Wie betaalt?" not in browser_of(people.chloe).get("/themes/prevention").text
    draft = the_draft(app)
    page = browser_of(people.amina).get(f"/approvals/{draft.id}").text
    assert "Wie betaalt?" in page
    assert "plan.pdf" in page
    assert approve(browser_of(people.amina), draft).status == 303
    with app.app_context():
        opened = db.session.query(Thread).filter_by(author_id=people.bram.id).one()
        assert [tag.name for tag in opened.tags] == ["geld", "nacht"]
        opening = db.session.query(Comment).filter_by(thread_id=opened.id).one()
        assert [file["name"] for file in opening.files] == ["plan.pdf"]


@pytest.mark.any_database
def test_a_declined_text_is_its_author_s_draft_again(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    bram = browser_of(people.bram)
    send(bram, careful)
    draft = the_draft(app)
    assert decline(browser_of(people.amina), draft, " ").status == 422
    assert decline(browser_of(people.amina), draft).status == 303
    assert comments(app) == []
    with app.app_context():
        settle_due()
        kept = db.session.get_one(Draft, draft.id)
        assert (kept.state, kept.held_at, kept.body) == ("kept", None, WORDS)
        mail = db.session.query(OutgoingMail).one()
        assert (mail.to, "Sans nommer la famille." in mail.text) == (people.bram.email, True)
        decided = db.session.query(Decision).filter_by(kind="text.declined").one()
    assert "Sans nommer la famille." in bram.get(decided.url).text
    assert browser_of(people.chloe).get(decided.url).status == 404
    assert WORDS in bram.get("/drafts/").text
    assert send(bram, careful, "Zonder namen.").status == 303
    assert the_draft(app).body == "Zonder namen."


def test_sent_twice_it_waits_once(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    bram, token = browser_of(people.bram), str(uuid.uuid4())
    for _ in range(2):
        assert send(bram, careful, token=token).status == 303
    with app.app_context():
        assert len(waiting()) == 1


def test_the_author_takes_it_back_and_the_moderator_is_told(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    bram, amina = browser_of(people.bram), browser_of(people.amina)
    send(bram, careful)
    draft = the_draft(app)
    assert bram.get("/drafts/").page.select("form[action$='/waiting/removal']")
    for _ in range(2):
        assert bram.post(f"{draft.url}/waiting/removal").status == 303
    assert amina.get(f"/approvals/{draft.id}").status == 404
    for answer in (approve(amina, draft), decline(amina, draft)):
        assert (answer.status, answer.location) == (303, "/moderation/")
        assert amina.get("/moderation/").page.select(".flash, [role=status]")
    assert comments(app) == []
    assert WORDS in bram.get("/drafts/").text


def test_a_text_that_is_changed_waits_no_more_until_it_is_sent_again(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    bram, amina = browser_of(people.bram), browser_of(people.amina)
    send(bram, careful)
    draft = the_draft(app)
    kept = {"body": "Half gesch", "draft_version": str(draft.version)}
    assert bram.post(draft.url, kept).status == 303
    assert amina.get(f"/approvals/{draft.id}").status == 404
    send(bram, careful, "Anders gezegd.")
    assert approve(amina, draft).status == 303, "what was read before is not what is sent now"
    assert comments(app) == []
    assert approve(amina, the_draft(app)).status == 303
    assert "Anders gezegd." in comments(app)[0]


@pytest.mark.any_database
def test_the_second_of_two_moderators_is_told_who_answered(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    send(browser_of(people.bram), careful)
    draft, olga = the_draft(app), browser_of(people.olga)
    assert approve(browser_of(people.amina), draft).status == 303
    for late in (approve, decline):
        assert late(olga, draft).location == "/moderation/"
        assert people.amina.name in olga.get("/moderation/").text
    assert len(comments(app)) == 1


def test_a_moderator_of_another_theme_and_members_see_and_do_nothing(
    app: Flask, browser_of: BrowserOf, people: Cast, talk: Conversations
) -> None:
    with app.app_context(), atomic() as session:
        session.get_one(Theme, people.networks.id).approves_first = True
    thread = talk.open(people.olga, people.networks)
    send(browser_of(people.bram), thread)
    draft = the_draft(app)
    for member in (people.amina, people.bram, people.chloe):
        visitor = browser_of(member)
        assert visitor.get(f"/approvals/{draft.id}").status == 404
        assert approve(visitor, draft).status == 404
        assert decline(visitor, draft).status == 404
        assert visitor.get("/themes/networks/first-texts").status == 403
    amina = browser_of(people.amina)
    assert amina.post("/themes/networks/first-texts", {"reads": "false"}).status == 403
    for path in (thread.url, "/themes/networks", "/decisions/", people.bram.profile_url):
        assert WORDS not in browser_of(people.chloe).get(path).body
    assert comments(app) == []
    with app.app_context():
        assert [draft.held_in_id for draft in waiting()] == [people.networks.id]


def test_moderators_organisers_and_those_who_wrote_there_before_do_not_wait(
    app: Flask, browser_of: BrowserOf, people: Cast, thread: Thread, talk: Conversations
) -> None:
    talk.post(people.dirk, thread, "Eerder gezegd.")
    with app.app_context(), atomic() as session:
        session.get_one(Theme, people.prevention.id).approves_first = True
    for member in (people.amina, people.olga, people.chloe, people.dirk):
        assert "#comment-" in send(browser_of(member), thread).location
    assert len(comments(app)) == 5


def test_a_text_that_was_hidden_or_elsewhere_frees_nobody(
    app: Flask, browser_of: BrowserOf, people: Cast, thread: Thread, talk: Conversations
) -> None:
    hidden = talk.post(people.bram, thread, "Verborgen.")
    talk.open(people.bram, people.networks)
    with app.app_context(), atomic() as session:
        session.get_one(Comment, hidden.id).hidden_at = utc_now()
        session.get_one(Theme, people.prevention.id).approves_first = True
    send(browser_of(people.bram), thread)
    assert the_draft(app).body == WORDS


def test_a_text_for_later_waits_when_its_time_has_come(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    bram = browser_of(people.bram)
    bram.post(f"/drafts/{careful.stream}", {"body": WORDS})
    with app.app_context():
        schedule_draft(people.bram, careful.stream, utc_now() - timedelta(minutes=1))
        post_due()
        (draft,) = waiting()
        assert (draft.body, draft.post_at) == (WORDS, None)
        post_due()
    assert comments(app) == []


def test_a_text_that_went_along_through_signing_in_waits_too(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    visitor = browser_of()
    handed_back = send(visitor, careful, place=careful.stream, draft_version="0")
    assert handed_back.status == 401
    kept = handed_back.page.select_one("input[name=kept]")
    assert kept
    sent = {"email": people.bram.email, "password": PASSWORD, "kept": str(kept["value"])}
    assert visitor.post("/sign-in", sent).status == 303
    assert comments(app) == []
    assert send(visitor, careful).status == 303
    assert the_draft(app).body == WORDS


def test_what_waits_is_not_forgotten_with_removed_drafts(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    send(browser_of(people.bram), careful)
    with app.app_context(), atomic() as session:
        session.query(Draft).one().updated_at = utc_now() - timedelta(days=9)
    with app.app_context():
        forget_removed()
    assert the_draft(app).body == WORDS


def test_where_the_thread_was_closed_meanwhile_it_can_only_be_given_back(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    send(browser_of(people.bram), careful)
    with app.app_context(), atomic() as session:
        session.get_one(Thread, careful.id).closed_at = utc_now()
    draft, amina = the_draft(app), browser_of(people.amina)
    assert WORDS in amina.get(f"/approvals/{draft.id}").text
    answer = approve(amina, draft)
    assert answer.location == f"/approvals/{draft.id}"
    assert the_draft(app).version == draft.version
    assert decline(amina, draft).status == 303


def test_what_a_suspended_member_sent_waits_for_nobody(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    send(browser_of(people.bram), careful)
    draft = the_draft(app)
    Suspending(app).suspend(people.olga, people.bram)
    with app.app_context():
        assert waiting() == []
    assert approve(browser_of(people.amina), draft).status == 303
    assert comments(app) == []


def test_moderators_of_the_theme_switch_it_with_a_reason(
    app: Flask, browser_of: BrowserOf, people: Cast, thread: Thread
) -> None:
    amina, path = browser_of(people.amina), "/themes/prevention/first-texts"
    assert amina.post(path, {"reads": "true", "reason": " "}).status == 422
    for _ in range(2):
        assert amina.post(path, {"reads": "true", "reason": "Trop de pub."}).status == 303
    with app.app_context():
        decision = db.session.query(Decision).one()
        assert db.session.get_one(Theme, people.prevention.id).approves_first
    assert "Trop de pub." in browser_of(people.bram).get("/decisions/").text
    assert amina.post(f"{decision.url}/reversal").status == 303
    with app.app_context():
        assert not db.session.get_one(Theme, people.prevention.id).approves_first
    assert "#comment-" in send(browser_of(people.bram), thread).location


def test_an_approval_cannot_be_undone_and_says_what_can_be_done(
    app: Flask, browser_of: BrowserOf, people: Cast, careful: Thread
) -> None:
    send(browser_of(people.bram), careful)
    amina = browser_of(people.amina)
    approve(amina, the_draft(app))
    with app.app_context():
        decision = db.session.query(Decision).filter_by(kind="text.approved").one()
    answer = amina.post(f"{decision.url}/reversal")
    assert answer.status == 409
    assert len(comments(app)) == 1
    with app.app_context():
        assert db.session.get_one(Member, people.bram.id).active
