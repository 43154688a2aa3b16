"""One member asks another; nobody learns an address by asking."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from connect.accounts.actions import add_member
from connect.contacts import actions
from connect.contacts.models import ContactRequest
from connect.contacts.queries import MOST_OPEN
from connect.database import atomic, db, utc_now
from connect.mail import OutgoingMail
from connect.members.models import Member
from connect.worker import settle_due
from tests.contacts.conftest import FORM, Stored
from tests.support.cast import Cast
from tests.support.conversations import Conversations
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


def door(member: Member) -> str:
    return f"{member.profile_url}/contact-request"


@pytest.mark.any_database
def test_a_request_reaches_the_inbox_and_shows_no_address(
    app: Flask, browser_of: BrowserOf, people: Cast, asked: str, settle: Callable[[], None]
) -> None:
    settle()
    settle()
    amina = browser_of(people.amina)
    lines = amina.get("/inbox?lang=en").page.select(".inbox__item")
    assert len(lines) == 1
    assert "Bram Peeters asks you for contact: “Uw akkoord met de politiezone”" in lines[0].text
    button = lines[0].select_one("button")
    assert button
    assert amina.post(str(button["formaction"])).location == asked
    page = amina.get(asked)
    words = page.page.select_one(".contact__words[lang=nl]")
    assert words
    assert len(words.select("br")) == 2
    for reader in (people.amina, people.bram):
        shown = browser_of(reader).get(asked)
        assert not shown.page.select("a[href^='mailto:']")
        assert people.bram.email not in shown.body
        assert people.amina.email not in shown.body
    with app.app_context():
        mail = db.session.query(OutgoingMail).filter_by(to=people.amina.email).one()
        assert mail.locale == "fr"
        assert people.bram.email not in mail.text + mail.html
        assert "mag ik u iets vragen" in mail.text
        assert '<div lang="nl">' in mail.html


def test_the_same_form_sent_twice_asks_once(
    browser_of: BrowserOf, people: Cast, stored: Stored
) -> None:
    form = FORM | {"token": str(uuid4())}
    bram = browser_of(people.bram)
    places = {bram.post(door(people.amina), form).location for _ in range(2)}
    assert len(places) == len(stored()) == 1


def test_who_has_asked_is_led_to_what_waits(
    browser_of: BrowserOf, people: Cast, asked: str, stored: Stored
) -> None:
    assert browser_of(people.bram).get(door(people.amina)).location == asked
    assert browser_of(people.bram).post(door(people.amina), FORM).location == asked
    assert browser_of(people.amina).post(door(people.bram), FORM).location == asked
    assert len(stored()) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", " "),
        ("subject", "x" * 121),
        ("message", ""),
        ("message", "x" * 1001),
        ("token", "no token"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    browser_of: BrowserOf, people: Cast, stored: Stored, field: str, value: str
) -> None:
    answer = browser_of(people.bram).post(door(people.amina), FORM | {field: value})
    assert answer.status == 422
    assert answer.page.select_one("#error-summary")
    kept = answer.page.select_one("textarea[name=message]")
    subject = answer.page.select_one("[name=subject]")
    assert kept
    assert subject
    if field != "message":
        assert "mag ik u iets vragen" in kept.text
    if field != "subject":
        assert subject["value"] == FORM["subject"]
    assert not stored()


def test_a_thousand_characters_with_line_ends_are_enough(
    browser_of: BrowserOf, people: Cast, stored: Stored
) -> None:
    message = "\r\n".join(["x"] * 500)  # 999 characters as a member counts them
    answer = browser_of(people.bram).post(door(people.amina), FORM | {"message": message})
    assert answer.status == 303
    assert stored()[0].message == message.replace("\r\n", "\n")


def test_nobody_asks_themselves_or_who_has_left_or_a_visitor(
    browser_of: BrowserOf, people: Cast, stored: Stored
) -> None:
    bram, olga = browser_of(people.bram), browser_of(people.olga)
    for method in (bram.get, bram.post):
        assert method(door(people.bram)).status == 403
        assert method(door(people.els)).status == 404
        assert method("/members/99999/contact-request").status == 404
    assert olga.post(door(people.els), FORM).status == 403
    assert browser_of().get(door(people.bram)).status == 302
    assert browser_of().post(door(people.bram), FORM).status == 401
    assert not stored()


@pytest.mark.any_database
def test_ten_requests_may_wait(
    app: Flask, browser_of: BrowserOf, people: Cast, stored: Stored
) -> None:
    with app.app_context():
        others = [add_member(f"m{n}@example.org", f"Lid {n}") for n in range(MOST_OPEN)]
        for other in others:
            actions.ask_for_contact(people.bram, other, subject="Vraag", message="Mag het?")
    bram = browser_of(people.bram)
    answer = bram.post(f"{door(people.amina)}?lang=en", FORM)
    assert answer.status == 422
    assert "10 of your requests wait for an answer." in answer.text
    bram.post(f"{stored()[0].url}/withdrawal")
    assert bram.post(door(people.amina), FORM).status == 303


def test_who_takes_requests_back_sends_no_more_than_three_mails_a_day_to_one_member(
    browser_of: BrowserOf, people: Cast, stored: Stored
) -> None:
    bram, answers = browser_of(people.bram), []
    for number in range(4):
        bram.post(door(people.amina), FORM | {"subject": ""})
        answers.append(bram.post(door(people.amina), FORM).status)
        bram.post(f"{stored()[-1].url}/withdrawal")
        assert len(stored()) == min(number + 1, 3)
    assert answers == [303, 303, 303, 429]
    assert bram.post(door(people.dirk), FORM).status == 303


def test_who_said_not_now_is_left_in_peace_for_a_month(
    app: Flask, browser_of: BrowserOf, people: Cast, asked: str, stored: Stored
) -> None:
    browser_of(people.amina).post(f"{asked}/refusal")
    bram = browser_of(people.bram)
    assert "You can ask again from" in bram.get(f"{door(people.amina)}?lang=en").text
    assert bram.post(door(people.amina), FORM).status == 422
    assert len(stored()) == 1
    assert browser_of(people.amina).post(door(people.bram), FORM).status == 303
    browser_of(people.amina).post(f"{stored()[1].url}/withdrawal")
    with app.app_context(), atomic():
        first = db.session.get_one(ContactRequest, stored()[0].id)
        first.answered_at = utc_now() - timedelta(days=31)
    assert bram.post(door(people.amina), FORM).status == 303


def test_what_it_is_about_is_linked_for_who_may_read_it(
    browser_of: BrowserOf, people: Cast, stored: Stored, app: Flask
) -> None:
    thread = Conversations(app).open(people.chloe, people.circle, title="Sous nous")
    bram = browser_of(people.bram)
    assert "Sous nous" in bram.get(f"{door(people.dirk)}?about={thread.stream}").text
    bram.post(door(people.dirk), FORM | {"about": thread.stream})
    request = stored()[0]
    assert request.about == thread.stream
    assert bram.get(request.url).page.select_one(f"a[href='{thread.url}']")
    assert "Sous nous" not in browser_of(people.dirk).get(request.url).body


@pytest.mark.parametrize("about", ["thread:99999", "nonsense", "x" * 3000, "strategy:"])
def test_what_it_cannot_be_about_is_left_out(
    browser_of: BrowserOf, people: Cast, stored: Stored, about: str
) -> None:
    bram = browser_of(people.bram)
    assert bram.get(door(people.amina), query_string={"about": about}).status == 200
    assert bram.post(door(people.amina), FORM | {"about": about}).status == 303
    assert stored()[0].about is None


def test_the_lists_tell_what_was_got_and_what_was_sent(
    browser_of: BrowserOf, people: Cast, asked: str
) -> None:
    def told(member: Member, box: str) -> list[str]:
        page = browser_of(member).get(f"/contact-requests/?box={box}").page
        return [str(a["href"]) for a in page.select(".contact-row__title a")]

    assert told(people.bram, "sent") == told(people.amina, "received") == [asked]
    assert told(people.bram, "received") == told(people.amina, "sent") == []
    assert told(people.dirk, "received") == []


def test_a_longer_list_goes_on(
    app: Flask, browser_of: BrowserOf, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connect.contacts.queries.PAGE_SIZE", 2)
    with app.app_context():
        for other in (people.amina, people.chloe, people.dirk):
            actions.ask_for_contact(people.bram, other, subject="Vraag", message="Mag het?")
        settle_due()
    bram = browser_of(people.bram)
    more = bram.get("/contact-requests/?box=sent").page.select_one(".pagination a")
    assert more
    rest = bram.get(f"/contact-requests/{more['href']}").page.select(".contact-row")
    assert len(rest) == 1
