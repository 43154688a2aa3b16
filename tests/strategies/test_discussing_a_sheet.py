"""The discussion under a strategy is a thread like any other, read by whom the sheet is for."""

import uuid
from collections.abc import Callable

import pytest
from flask import Flask

from connect.accounts.actions import add_member
from connect.database import atomic, db
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.notifications.models import Notification
from connect.places.models import Organisation
from connect.strategies.models import Strategy
from connect.themes.models import Theme
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.sheets import Sheets
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]


@pytest.fixture
def sheets(app: Flask) -> Sheets:
    return Sheets(app)


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def strategy(people: Cast, sheets: Sheets) -> Strategy:
    return sheets.publish(people.chloe, visibility="members")


@pytest.fixture
def partner(app: Flask, people: Cast) -> Member:
    """Speaks for a police zone, and so reads no sheet for member municipalities."""
    with app.app_context():
        with atomic() as session:
            zone = Organisation(name_fr="Zone", name_nl="Zone", level="police_zone")
            session.add(zone)
            session.flush()
        return add_member("partner@example.org", "Paul Smet", organisation_id=zone.id)


@pytest.mark.any_database
def test_an_answer_is_posted_under_the_sheet_and_leads_back_to_it(
    people: Cast, strategy: Strategy, browser_of: BrowserOf
) -> None:
    bram = browser_of(people.bram)
    form = bram.get(strategy.url).page.select_one("#composer")
    assert form
    answer = _post(bram, str(form["action"]), "Hoe lang duurt een gesprek?")
    assert answer.status == 303
    assert answer.location.startswith(f"{strategy.url}#comment-")
    shown = browser_of(people.chloe).get(strategy.url)
    (comment,) = shown.page.select("#comments .comment")
    assert "Hoe lang duurt" in comment.get_text()


def test_an_answer_to_an_answer_stands_below_it(
    people: Cast, strategy: Strategy, browser_of: BrowserOf, talk: Conversations
) -> None:
    first = talk.post(people.bram, _thread(strategy))
    assert browser_of(people.dirk).get(f"{first.url}/answer").status == 200
    _post(
        browser_of(people.dirk), f"/threads/{strategy.thread_id}/comments", "Ja.", parent=first.id
    )
    items = browser_of(people.chloe).get(strategy.url).page.select("#comments .comments__item")
    assert [item["data-depth"] for item in items] == ["1", "2"]


def test_its_address_as_a_thread_leads_to_the_sheet_with_all_that_was_asked(
    people: Cast, strategy: Strategy, browser_of: BrowserOf, talk: Conversations
) -> None:
    comment = talk.post(people.bram, _thread(strategy))
    dirk = browser_of(people.dirk)
    thread = dirk.get(f"/threads/{strategy.thread_id}?order=time&last")
    assert (thread.status, thread.location) == (302, f"{strategy.url}?order=time&last")
    link = dirk.get(comment.url)
    expected = f"{strategy.url}?comment={comment.id}#comment-{comment.id}"
    assert (link.status, link.location) == (303, expected)
    assert dirk.get(link.location).page.select(f"#comment-{comment.id}")


def test_a_sheet_is_read_from_its_top_whatever_was_answered_since(
    people: Cast, strategy: Strategy, browser_of: BrowserOf
) -> None:
    """A thread opens at the first unread answer; an article does not. An address of an answer
    still leads to it."""
    bram, amina = browser_of(people.bram), browser_of(people.amina)
    _post(bram, f"/threads/{strategy.thread_id}/comments", "Een.")
    bram.get(strategy.url)
    location = _post(amina, f"/threads/{strategy.thread_id}/comments", "Deux.").location
    comment = location.rpartition("#comment-")[2]
    again = bram.get(strategy.url).page
    assert again.select_one("#first-unread")
    assert not again.select("#comments[data-opens-at]")
    led = bram.get(f"{strategy.url}?comment={comment}").page.select_one("#comments")
    assert led
    assert led.has_attr("data-opens-at")


def test_an_empty_answer_comes_back_on_a_page_that_leads_to_the_sheet(
    people: Cast, strategy: Strategy, browser_of: BrowserOf
) -> None:
    answer = _post(browser_of(people.bram), f"/threads/{strategy.thread_id}/comments", " ")
    assert answer.status == 422
    assert answer.page.select_one(f'h1 a[href="{strategy.url}"]')
    assert not answer.page.select(".opening, .timeline")
    assert answer.page.select(".field__error")


def test_what_arrived_meanwhile_is_shown_before_an_answer_goes(
    people: Cast, strategy: Strategy, browser_of: BrowserOf, talk: Conversations
) -> None:
    talk.post(people.chloe, _thread(strategy), "Entre-temps.")
    url = f"/threads/{strategy.thread_id}/comments"
    answer = _post(browser_of(people.bram), url, "Te laat?", seen=0)
    assert answer.status == 409
    assert "Entre-temps." in answer.text
    assert answer.page.select_one(f'h1 a[href="{strategy.url}"]')


def test_only_its_readers_can_be_named_in_it(
    app: Flask, people: Cast, strategy: Strategy, partner: Member, talk: Conversations
) -> None:
    talk.post(people.chloe, _thread(strategy), f"@{partner.name} et @{people.bram.name} ?")
    with app.app_context():
        settle_due()
        told = {(n.member_id, n.kind) for n in db.session.query(Notification)}
    assert (people.bram.id, "mentioned") in told
    assert partner.id not in {member_id for member_id, _kind in told}


def test_only_its_readers_are_suggested(
    people: Cast, strategy: Strategy, partner: Member, browser_of: BrowserOf
) -> None:
    bram = browser_of(people.bram)
    form = bram.get(strategy.url).page.select_one("[data-mention-among-value]")
    assert form
    among = form["data-mention-among-value"]
    assert bram.get(f"/members/suggestions?{among}&q=amina").json["members"]
    assert not bram.get(f"/members/suggestions?{among}&q=paul").json["members"]


def test_a_sheet_for_members_is_discussed_by_no_partner(
    people: Cast,
    strategy: Strategy,
    partner: Member,
    browser_of: BrowserOf,
    talk: Conversations,
) -> None:
    comment = talk.post(people.bram, _thread(strategy))
    paul = browser_of(partner)
    thread = f"/threads/{strategy.thread_id}"
    for path in (strategy.url, thread, comment.url, f"{comment.url}/history"):
        assert paul.get(path).status == 404, path
    for stream in (f"thread:{strategy.thread_id}", strategy.stream):
        assert paul.get(f"/live/{stream}?after=0").status == 404
    assert _post(paul, f"{thread}/comments", "Et moi ?").status == 404
    assert paul.post(f"{comment.url}/reactions/useful", {"pressed": "true"}).status == 404
    assert "Chez nous" not in paul.get("/inbox").text


def test_who_narrows_the_audience_closes_the_discussion_to_the_others(
    people: Cast, sheets: Sheets, partner: Member, browser_of: BrowserOf, talk: Conversations
) -> None:
    strategy = sheets.publish(people.chloe, visibility="partners")
    comment = talk.post(partner, _thread(strategy), "Nous aussi.")
    assert browser_of(partner).get(comment.url).status == 303
    sheets.change(people.chloe, strategy, visibility="members")
    assert browser_of(partner).get(comment.url).status == 404
    sheets.withdraw(people.chloe, strategy)
    assert browser_of(people.bram).get(comment.url).status == 404


def test_the_discussion_of_an_archived_sheet_can_be_read(
    people: Cast, strategy: Strategy, sheets: Sheets, browser_of: BrowserOf, talk: Conversations
) -> None:
    talk.post(people.bram, _thread(strategy), "Wij ook.")
    sheets.archive(people.chloe, strategy)
    assert "Wij ook." in browser_of(people.dirk).get(strategy.url).text


def test_lists_and_counts_of_the_theme_do_not_know_it(
    app: Flask, people: Cast, strategy: Strategy, browser_of: BrowserOf, talk: Conversations
) -> None:
    talk.post(people.bram, _thread(strategy), "Een woord dat men zoekt.")
    with app.app_context():
        theme = db.session.get_one(Theme, people.prevention.id)
        assert (theme.thread_count, theme.comment_count) == (0, 0)
    shown = browser_of(people.dirk).get(people.prevention.url)
    assert not shown.page.select(".thread-row")
    assert "Een woord dat men zoekt" not in shown.text


def test_the_opening_is_changed_with_the_sheet_and_nowhere_else(
    app: Flask, people: Cast, strategy: Strategy, sheets: Sheets, browser_of: BrowserOf
) -> None:
    with app.app_context():
        opening = db.session.query(Comment).filter_by(thread_id=strategy.thread_id, number=0).one()
    chloe = browser_of(people.chloe)
    assert chloe.get(f"{opening.url}/edit").status == 403
    assert chloe.post(f"{opening.url}/withdrawal").status == 403
    sheets.change(people.chloe, strategy, summary="<p>Tout autre chose.</p>", title="Autre titre")
    with app.app_context():
        thread = db.session.get_one(Thread, strategy.thread_id)
        opening = db.session.get_one(Comment, opening.id)
        assert (thread.title, opening.html) == ("Autre titre", "<p>Tout autre chose.</p>")


def _post(browser: Visitor, url: str, body: str, **fields: object) -> Answer:
    return browser.post(url, {"body": body, "token": str(uuid.uuid4()), **fields})


def _thread(strategy: Strategy) -> Thread:
    assert strategy.thread
    return strategy.thread
