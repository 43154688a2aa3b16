"""The inbox: who is told of what, once, and never of what they may not read."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from connect.database import atomic, db
from connect.discussions.models import Thread
from connect.events import log
from connect.live.fragments import fragments_of
from connect.members.models import Member
from connect.themes.models import ThemeCircle
from connect.web.languages import speaking
from connect.worker import settle_due
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

Browsing = Callable[..., Visitor]


@pytest.fixture
def talk(app: Flask) -> Conversations:
    return Conversations(app)


@pytest.fixture
def thread(talk: Conversations, people: Cast) -> Thread:
    return talk.open(people.chloe, people.prevention, title="La nuit")


@pytest.fixture
def told(app: Flask, browser_of: Browsing) -> Callable[[Member], list[str]]:
    """What has followed by now in a member's inbox, latest first."""

    def lines(member: Member) -> list[str]:
        settle(app)
        page = browser_of(member).get("/inbox?lang=en").page
        return [button.get_text(strip=True) for button in page.select(".inbox__link")]

    return lines


Told = Callable[[Member], list[str]]
ANSWERED = "{} answers you in “La nuit”"
MENTIONED = "{} mentions you in “La nuit”"


def settle(app: Flask) -> None:
    with app.app_context():
        while settle_due():
            pass


def unread(app: Flask, member: Member) -> int:
    settle(app)
    with app.app_context():
        return db.session.get_one(Member, member.id).unread_count


def test_who_is_answered_is_told_and_nobody_else(
    people: Cast, thread: Thread, talk: Conversations, told: Told
) -> None:
    comment = talk.post(people.bram, thread)
    talk.answer(people.amina, comment)
    assert told(people.chloe) == [ANSWERED.format("Bram Peeters")]
    assert told(people.bram) == [ANSWERED.format("Amina Benali")]
    assert told(people.amina) == told(people.dirk) == []


def test_who_is_mentioned_is_told_once_even_when_also_answered(
    people: Cast, thread: Thread, talk: Conversations, told: Told
) -> None:
    talk.post(people.bram, thread, "@Chloé Lambert et @Dirk Claes, qu'en dites-vous ?")
    assert told(people.chloe) == [ANSWERED.format("Bram Peeters")]
    assert told(people.dirk) == [MENTIONED.format("Bram Peeters")]


def test_an_opening_tells_whom_it_mentions(people: Cast, talk: Conversations, told: Told) -> None:
    talk.open(people.chloe, people.prevention, title="La nuit", body="Dis-nous, @Dirk Claes.")
    assert told(people.dirk) == [MENTIONED.format("Chloé Lambert")]


def test_an_edit_tells_those_it_names_for_the_first_time(
    people: Cast, thread: Thread, talk: Conversations, told: Told
) -> None:
    comment = talk.post(people.bram, thread, "@Dirk Claes ?")
    talk.edit(comment, "@Dirk Claes et @Amina Benali ?")
    assert told(people.dirk) == [MENTIONED.format("Bram Peeters")]
    assert told(people.amina) == [MENTIONED.format("Bram Peeters")]


def test_nobody_is_told_of_their_own_words(
    people: Cast, thread: Thread, talk: Conversations, told: Told
) -> None:
    talk.post(people.chloe, thread, "Je me réponds, @Chloé Lambert.")
    assert told(people.chloe) == []


def test_nobody_is_told_of_what_they_may_not_read(
    people: Cast, talk: Conversations, told: Told, app: Flask
) -> None:
    hidden = talk.open(people.chloe, people.circle)
    comment = talk.post(people.bram, hidden, "@Dirk Claes, lis ceci.")
    assert told(people.dirk) == []
    revoke(app, people.bram)
    talk.answer(people.chloe, comment)
    assert told(people.bram) == []
    assert unread(app, people.bram) == 0


def test_a_line_goes_with_the_access_to_its_theme(
    people: Cast, talk: Conversations, told: Told, app: Flask, browser_of: Browsing
) -> None:
    hidden = talk.open(people.chloe, people.circle, title="La nuit")
    comment = talk.post(people.bram, hidden)
    talk.answer(people.chloe, comment)
    assert told(people.bram) == [ANSWERED.format("Chloé Lambert")]
    revoke(app, people.bram)
    assert told(people.bram) == []
    assert browser_of(people.bram).post("/inbox/1/reading").status == 404


def revoke(app: Flask, member: Member) -> None:
    with app.app_context(), atomic() as session:
        session.query(ThemeCircle).filter_by(member_id=member.id).delete()


def test_the_count_goes_down_once_however_often_a_line_is_opened(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, app: Flask
) -> None:
    comments = [talk.post(people.bram, thread), talk.post(people.dirk, thread)]
    assert unread(app, people.chloe) == 2
    chloe = browser_of(people.chloe)
    buttons = chloe.get("/inbox").page.select(".inbox__link")
    for _ in range(2):
        answer = chloe.post(str(buttons[0]["formaction"]))
        assert answer.location == comments[1].url
        assert unread(app, people.chloe) == 1
    for _ in range(2):
        assert chloe.post("/inbox/reading").status == 303
        assert unread(app, people.chloe) == 0


def test_the_inbox_of_another_is_out_of_reach(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, app: Flask
) -> None:
    talk.post(people.bram, thread)
    settle(app)
    assert browser_of(people.dirk).post("/inbox/1/reading").status == 404
    assert browser_of().post("/inbox/1/reading").status == 401
    assert browser_of().get("/inbox").location.startswith("/sign-in?next=")
    assert unread(app, people.chloe) == 1


def test_what_is_taken_back_calls_nobody_any_more(
    people: Cast, thread: Thread, talk: Conversations, told: Told, app: Flask
) -> None:
    comment = talk.post(people.bram, thread)
    assert unread(app, people.chloe) == 1
    talk.withdraw(comment)
    assert unread(app, people.chloe) == 0
    assert told(people.chloe) == []
    talk.restore(comment)
    assert told(people.chloe) == [ANSWERED.format("Bram Peeters")]
    assert unread(app, people.chloe) == 0


def test_what_was_taken_back_before_it_was_told_is_not_told(
    people: Cast, thread: Thread, talk: Conversations, told: Told
) -> None:
    talk.withdraw(talk.post(people.bram, thread))
    assert told(people.chloe) == []


def test_a_long_inbox_is_read_page_by_page(
    people: Cast, thread: Thread, talk: Conversations, browser_of: Browsing, app: Flask
) -> None:
    for _ in range(33):
        talk.post(people.bram, thread)
    settle(app)
    chloe = browser_of(people.chloe)
    first = chloe.get("/inbox").page
    second = chloe.get(str(first.select_one("a[rel=next]")["href"])).page  # type: ignore[index]
    ids = [str(line["id"]) for page in (first, second) for line in page.select(".inbox__item")]
    assert len(ids) == len(set(ids)) == 33


def test_open_pages_hear_the_count_and_the_line_in_their_language(
    people: Cast, thread: Thread, talk: Conversations, app: Flask
) -> None:
    comment = talk.post(people.bram, thread)
    settle(app)
    assert fragment(app, people.chloe, "fr").select_one("#notification-1 button")
    assert "1 unread message" in fragment(app, people.chloe, "en").decode()
    talk.withdraw(comment)
    settle(app)
    heard = fragment(app, people.chloe, "en")
    assert heard.select_one("[data-inbox-count][hidden]")
    assert not heard.select_one("#notification-1")


def fragment(app: Flask, member: Member, locale: str) -> BeautifulSoup:
    """The last entry of a member's own stream."""
    with app.app_context():
        *_, entry = log.entries_after(f"member:{member.id}", 0).entries
        with speaking(locale):
            return BeautifulSoup(fragments_of([entry])[0](), "html.parser")
