"""Closing a thread: who may, what readers see, and that nobody loses what they were writing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import atomic, db, utc_now
from connect.discussions import actions as discussions
from connect.discussions.errors import ThreadShut
from connect.discussions.models import Comment, Thread
from connect.drafts import actions as drafts
from connect.drafts.models import Draft
from connect.drafts.queries import draft_at
from connect.members.models import Member
from connect.worker import settle_due
from tests.support.acts import ActsOf, on_the_clock
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
DraftOf = Callable[[Member, str], Draft | None]
DAY = timedelta(days=1)


@pytest.fixture
def draft_of(app: Flask) -> DraftOf:
    def draft_of(member: Member, place: str) -> Draft | None:
        with app.app_context():
            return draft_at(member, place)

    return draft_of


def can_be_answered(answer: Answer) -> bool:
    composer = answer.page.select_one("#composer")
    return composer is not None and not composer.find_parent(hidden=True)


@pytest.mark.any_database
def test_readers_see_who_closed_it_why_and_until_when(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    ends = on_the_clock(2 * DAY)
    acts_of(people.amina).decide(thread, "closure", "La réponse est là.", reopens_at=ends)
    for reader in (None, people.bram, people.chloe):
        page = browser_of(reader).get(f"{thread.url}?lang=en")
        notice = page.page.select_one("#thread-state .notice")
        assert notice
        assert "Amina Benali" in notice.get_text()
        assert "La réponse est là." in notice.get_text()
        assert notice.select_one("[lang=fr]")
        assert "opens again" in notice.get_text()
        assert page.page.select_one("#shut [data-shut=members]")
        assert not can_be_answered(page)
    assert "Closed" in browser_of().get("/themes/prevention?lang=en").text


@pytest.mark.any_database
def test_who_was_writing_keeps_their_text_as_a_draft(
    people: Cast,
    thread: Thread,
    acts_of: ActsOf,
    browser_of: BrowserOf,
    draft_of: DraftOf,
    talk: Conversations,
) -> None:
    acts_of(people.amina).decide(thread, "closure")
    answer = browser_of(people.bram).post(f"{thread.url}/comments", {"body": "Bij ons wel."})
    assert answer.status == 422
    area = answer.page.select_one("#composer textarea")
    assert area
    assert area.get_text().strip() == "Bij ons wel."
    assert can_be_answered(answer)
    assert answer.page.select_one("#composer .field__error")
    assert answer.page.select_one("#thread-state .notice")
    draft = draft_of(people.bram, thread.stream)
    assert draft
    assert draft.body == "Bij ons wel."
    version = answer.page.select_one("#composer [name=draft_version]")
    assert version
    assert version["value"] == str(draft.version)
    assert talk.again(thread).comment_count == 0


def test_a_text_of_another_window_is_kept_as_well(
    app: Flask,
    people: Cast,
    thread: Thread,
    acts_of: ActsOf,
    browser_of: BrowserOf,
    draft_of: DraftOf,
) -> None:
    with app.app_context():
        drafts.save_draft(people.bram, thread.stream, {"body": "Van gisteren."}, 0)
    acts_of(people.amina).decide(thread, "closure")
    form = {"body": "Van vandaag.", "draft_version": "0"}
    assert browser_of(people.bram).post(f"{thread.url}/comments", form).status == 422
    draft = draft_of(people.bram, thread.stream)
    assert draft
    assert "Van vandaag." in draft.body
    assert "Van gisteren." in draft.body


def test_what_is_typed_after_the_closing_is_kept_and_can_be_read_again(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf, draft_of: DraftOf
) -> None:
    acts_of(people.amina).decide(thread, "closure")
    bram = browser_of(people.bram)
    kept = bram.post(f"/drafts/{thread.stream}", {"body": "Nog een woord."})
    assert kept.location == f"/drafts/{thread.stream}"
    assert "Nog een woord." in bram.get(kept.location).text
    assert draft_of(people.bram, thread.stream)
    page = bram.get(thread.url).page
    assert page.select_one(
        f"[data-answering-target=kept]:not([hidden]) a[href='/drafts/{thread.stream}']"
    )
    preview = bram.post("/preview", {"place": thread.stream, "body": "Nog een woord."})
    assert preview.status == 422
    assert "Nog een woord." in preview.body


def test_a_way_to_answer_leads_to_where_it_is_said_why(
    people: Cast, thread: Thread, talk: Conversations, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    comment = talk.post(people.chloe, thread)
    acts_of(people.amina).decide(thread, "closure", "Tout est dit.")
    bram = browser_of(people.bram)
    for way in ("answer", "quotation"):
        led = bram.get(f"{comment.url}/{way}")
        assert led.location == comment.url
        assert "Tout est dit." in bram.get(bram.get(led.location).location).text


def test_a_program_is_told_too(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    acts_of(people.amina).decide(thread, "closure")
    asked = {"Accept": "application/json"}
    answer = browser_of(people.bram).post(f"{thread.url}/comments", {"body": "Ja."}, headers=asked)
    assert answer.status == 422
    assert answer.json["errors"]["body"]


@pytest.mark.any_database
def test_an_answer_on_its_way_meets_the_closing(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    """The page was asked while it was open; the thread is looked at again once it is locked."""
    acts_of(people.amina).decide(thread, "closure")
    with app.app_context(), pytest.raises(ThreadShut):
        discussions.post_comment(people.bram, db.session.merge(thread), body="Te laat.")
    assert talk.again(thread).comment_count == 0


def test_moderators_still_answer(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    acts_of(people.amina).decide(thread, "closure")
    for moderator in (people.amina, people.olga):
        visitor = browser_of(moderator)
        assert can_be_answered(visitor.get(thread.url))
        seen = visitor.get(thread.url).page.select_one("#composer [name=seen]")
        assert seen
        form = {"body": f"Un mot de {moderator.name}.", "seen": seen["value"]}
        assert visitor.post(f"{thread.url}/comments", form).status == 303


def test_only_its_moderators_close_and_open(
    people: Cast, thread: Thread, talk: Conversations, browser_of: BrowserOf
) -> None:
    elsewhere = talk.open(people.chloe, people.networks)
    hidden = talk.open(people.chloe, people.circle)
    form = {"reason": "Parce que."}
    for path in ("closure", "closure/removal", "pace", "archival", "archival/removal"):
        for member, where, status in (
            (people.bram, thread, 403),
            (people.chloe, thread, 403),
            (people.amina, elsewhere, 403),
            (people.dirk, hidden, 404),
        ):
            visitor = browser_of(member)
            assert visitor.get(f"/threads/{where.id}/{path}").status == status
            assert visitor.post(f"/threads/{where.id}/{path}", form).status == status
        assert browser_of().get(f"/threads/{thread.id}/{path}").location.startswith("/sign-in")
    for where in (thread, elsewhere, hidden):
        assert talk.again(where).is_open


def test_closing_it_again_says_who_did_and_why(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf, talk: Conversations
) -> None:
    amina, olga = acts_of(people.amina), acts_of(people.olga)
    amina.decide(thread, "closure", "Tout est dit.")
    closed_at = talk.again(thread).closed_at
    assert olga.send(thread, "closure", "Encore.").location == thread.url
    told = olga.visitor.get(thread.url).text
    assert "Amina Benali" in told
    assert "Tout est dit." in told
    assert talk.again(thread).closed_at == closed_at
    assert amina.count(thread) == 1


@pytest.mark.any_database
def test_the_second_of_two_moderators_is_told_what_the_first_did(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf, talk: Conversations
) -> None:
    acts_of(people.olga).decide(thread, "pace", "Doucement.", minutes="60")
    late = browser_of(people.amina).post(
        f"/threads/{thread.id}/closure", {"reason": "Tout est dit.", "seen": "0"}
    )
    assert late.status == 409
    assert "Olga Dupont" in late.text
    reason, seen = (late.page.select_one(f"[name={name}]") for name in ("reason", "seen"))
    assert reason
    assert seen
    assert reason["value"] == "Tout est dit."
    assert talk.again(thread).closed_at is None
    form = {"reason": "Tout est dit.", "seen": seen["value"]}
    assert browser_of(people.amina).post(f"/threads/{thread.id}/closure", form).status == 303


@pytest.mark.parametrize(
    "ends", ["hier", "2020-01-01T10:00", "9999-12-31T23:59", "2026-13-01T10:00"]
)
def test_an_end_that_is_none_is_refused_and_the_reason_kept(
    people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations, ends: str
) -> None:
    answer = acts_of(people.amina).send(thread, "closure", "Tout est dit.", reopens_at=ends)
    assert answer.status == 422
    assert 'value="Tout est dit."' in answer.body
    assert answer.page.select_one("#reopens_at-error")
    assert talk.again(thread).is_open


def test_a_reason_is_needed(
    people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    for reason in ("", "  ", "x" * 501):
        assert acts_of(people.amina).send(thread, "closure", reason).status == 422
    assert talk.again(thread).is_open


@pytest.mark.any_database
def test_opened_again_members_answer_and_the_list_says_nothing(
    people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    amina = acts_of(people.amina)
    amina.decide(thread, "closure", reopens_at=on_the_clock(DAY))
    amina.decide(thread, "closure/removal", "Une question de plus.")
    page = browser_of(people.bram).get(thread.url)
    assert can_be_answered(page)
    assert not page.page.select(".notice:not([hidden])")
    assert browser_of(people.bram).post(f"{thread.url}/comments", {"body": "Ja."}).status == 303


@pytest.mark.any_database
def test_undoing_puts_back_exactly_what_was(
    people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    def state() -> tuple[object, ...]:
        now = talk.again(thread)
        return now.closed_at, now.reopens_at

    amina, states = acts_of(people.amina), [state()]
    decisions = []
    for path, form in (("closure", {"reopens_at": on_the_clock(DAY)}), ("closure/removal", {})):
        decisions.append(amina.decide(thread, path, **form))
        states.append(state())
    for decision, before in zip(decisions[::-1], states[-2::-1], strict=True):
        assert amina.undo(decision).status == 303
        assert state() == before


def test_undoing_after_something_else_explains_and_changes_nothing(
    people: Cast, thread: Thread, acts_of: ActsOf, talk: Conversations
) -> None:
    amina = acts_of(people.amina)
    first = amina.decide(thread, "closure")
    amina.decide(thread, "closure/removal")
    assert amina.undo(first).status == 409
    second = amina.decide(thread, "closure", "Pour de bon.")
    closed_at = talk.again(thread).closed_at
    assert amina.undo(first).status == 409
    assert talk.again(thread).closed_at == closed_at
    assert amina.undo(second).status == 303
    assert talk.again(thread).is_open


@pytest.mark.any_database
def test_a_text_due_in_a_closed_thread_stays_a_draft_that_says_why(
    app: Flask,
    people: Cast,
    thread: Thread,
    acts_of: ActsOf,
    browser_of: BrowserOf,
    talk: Conversations,
) -> None:
    later = on_the_clock(DAY)
    for member in (people.bram, people.amina):
        visitor = browser_of(member)
        visitor.post(f"/drafts/{thread.stream}", {"body": f"De {member.name}.", "then": "schedule"})
        form = {"post_at": later}
        assert visitor.post(f"/drafts/{thread.stream}/schedule", form).location == "/drafts/"
    acts_of(people.olga).decide(thread, "closure")
    with app.app_context():
        with atomic() as session:
            session.query(Draft).update({"post_at": utc_now() - timedelta(minutes=1)})
        drafts.post_due()
        settle_due()
        said = [one.author_id for one in db.session.query(Comment).filter(Comment.number > 0)]
    assert said == [people.amina.id]
    bram = browser_of(people.bram)
    assert bram.get("/drafts/").page.select_one(".draft__failure")
    assert "De Bram Peeters." in bram.get(f"/drafts/{thread.stream}").text
    assert talk.again(thread).comment_count == 1


def test_moderators_publish_threads_and_answers_later_as_members_do(
    app: Flask, people: Cast, thread: Thread, browser_of: BrowserOf
) -> None:
    amina, later = browser_of(people.amina), on_the_clock(DAY)
    for page, place in ((thread.url, thread.stream), ("/themes/prevention/threads/new", "theme:1")):
        assert amina.get(page).page.select_one("button[name=then][value=schedule]")
        text = {"title": "Demain", "kind": "question", "body": "Demain.", "then": "schedule"}
        amina.post(f"/drafts/{place}", text)
        assert amina.post(f"/drafts/{place}/schedule", {"post_at": later}).location == "/drafts/"
    with app.app_context():
        with atomic() as session:
            session.query(Draft).update({"post_at": utc_now() - timedelta(minutes=1)})
        assert drafts.post_due() == 2
        assert db.session.query(Comment).filter_by(author_id=people.amina.id).count() == 2


@pytest.mark.any_database
def test_who_opened_the_thread_is_told_and_nobody_else(
    app: Flask, people: Cast, thread: Thread, acts_of: ActsOf, browser_of: BrowserOf
) -> None:
    decision = acts_of(people.amina).decide(thread, "closure", "La réponse est là.")
    with app.app_context():
        settle_due()
        settle_due()
    for member, lines in ((people.chloe, 1), (people.bram, 0), (people.amina, 0)):
        inbox = browser_of(member).get("/inbox?lang=en").text
        assert inbox.count("Thread closed") == lines
    assert browser_of(people.chloe).get(decision.url).status == 200
