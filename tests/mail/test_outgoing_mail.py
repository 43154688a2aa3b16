"""Mail: written once, in the recipient's language, sent with patience."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from connect import mail
from connect.database import atomic, db, utc_now
from connect.mail import OutgoingMail
from connect.mail.send import MOST_ATTEMPTS
from tests.support.cast import Cast
from tests.support.postbox import Postbox, mailing
from tests.support.visitors import Visitor

TOKEN = "eyJ2ZXIi.0123456789-abcdefghij_KLM"


@pytest.fixture
def postbox(app: Flask) -> Iterator[Postbox]:
    with mailing(app) as box:
        yield box


def queue(to: str = "bram@example.org", **changes: str) -> None:
    values = {"locale": "nl", "key": f"reset:{to}", "name": "Bram & Co", "path": f"/reset/{TOKEN}"}
    mail.queue("reset", to=to, **(values | changes))


def rows() -> list[OutgoingMail]:
    db.session.expire_all()
    return list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def make_due() -> None:
    with atomic() as session:
        session.execute(update(OutgoingMail).values(due_at=utc_now() - timedelta(seconds=1)))


def test_a_mail_is_written_once_for_its_key(app: Flask) -> None:
    with app.app_context():
        for _ in range(2):
            queue()
        (row,) = rows()
        assert (row.to, row.locale, row.state) == ("bram@example.org", "nl", "pending")
        assert f"http://localhost/reset/{TOKEN}" in row.text
        assert "Bram &amp; Co" in row.html
        assert 'lang="nl"' in row.html
        assert "\n" not in row.subject


def test_without_a_server_mail_waits_for_organisers_to_read(app: Flask) -> None:
    with app.app_context():
        queue()
        assert mail.send_due() == 0
        assert rows()[0].state == "pending"


@pytest.mark.any_database
def test_due_mail_is_sent_once(app: Flask, postbox: Postbox) -> None:
    with app.app_context():
        queue()
        assert mail.send_due() == 1
        assert mail.send_due() == 0
        assert rows()[0].state == "sent"
    (message,) = postbox.messages
    assert message["To"] == "bram@example.org"
    assert message["Content-Language"] == "nl"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.get_payload()] == [  # type: ignore[union-attr]
        "text/plain",
        "text/html",
    ]


def test_a_refused_address_does_not_hold_up_the_others(app: Flask, postbox: Postbox) -> None:
    with app.app_context():
        queue("refused@example.org")
        queue("bram@example.org")
        assert mail.send_due() == 1
        refused, sent = rows()
        assert (refused.state, refused.attempts, sent.state) == ("pending", 1, "sent")
        assert refused.due_at > utc_now()
        assert "nobody of that name" in (refused.last_error or "")


def test_a_mail_that_cannot_be_written_does_not_hold_up_the_others(
    app: Flask, postbox: Postbox
) -> None:
    """An address that this server does not speak, and a subject that would end its header."""
    with app.app_context():
        queue("zoé@example.org")
        queue("dirk@example.org")
        with atomic() as session:
            broken = session.scalars(select(OutgoingMail).order_by(OutgoingMail.id.desc())).first()
            assert broken
            broken.subject = "Hello\r\nBcc: everybody@example.org"
        queue("bram@example.org")
        assert mail.send_due() == 1
        assert [(row.state, row.attempts) for row in rows()] == [
            ("pending", 1),
            ("pending", 1),
            ("sent", 0),
        ]
    assert [message["To"] for message in postbox.messages] == ["bram@example.org"]


@pytest.mark.parametrize("path", ["/reset/", "/join/", "/address/", "/sign-in/link/"])
def test_what_was_sent_is_kept_without_its_link(app: Flask, postbox: Postbox, path: str) -> None:
    with app.app_context():
        queue(path=path + TOKEN)
        assert path + TOKEN in rows()[0].text
        mail.send_due()
        (row,) = rows()
        assert f"http://localhost{path}…" in row.text
        assert TOKEN not in row.text + row.html
    assert path + TOKEN in str(postbox.messages[0])


def test_after_many_tries_a_mail_is_parked(app: Flask, postbox: Postbox) -> None:
    with app.app_context():
        queue("refused@example.org")
        for _ in range(MOST_ATTEMPTS + 2):
            make_due()
            mail.send_due()
        (row,) = rows()
        assert (row.state, row.attempts) == ("parked", MOST_ATTEMPTS)


def test_a_server_that_is_away_costs_no_mail_and_logs_no_secret(
    app: Flask, postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    settings = app.extensions["settings"]
    secret = "smtp://user:hunter2@127.0.0.1:1"
    app.extensions["settings"] = replace(settings, mail_url=secret)
    with app.app_context():
        queue()
        assert mail.send_due() == 0
        assert rows()[0].state == "pending"
        app.extensions["settings"] = settings
        make_due()
        assert mail.send_due() == 1
    assert "hunter2" not in caplog.text


def test_what_was_given_up_goes_out_when_an_organiser_says_so(
    app: Flask, postbox: Postbox, browser_of: Callable[..., Visitor], people: Cast
) -> None:
    with app.app_context():
        queue()
        with atomic() as session:
            session.execute(update(OutgoingMail).values(state="parked", attempts=MOST_ATTEMPTS))
    olga, path = browser_of(people.olga), "/mails/1/attempt"
    assert browser_of(people.amina).post(path).status == 403
    assert olga.get("/mails/").page.select_one(".badge--warning")
    assert olga.get("/mails/1").page.select_one(f"form[action='{path}']")
    assert olga.post(path).status == 303
    with app.app_context():
        assert mail.send_due() == 1
    olga.post(path)
    with app.app_context():
        assert mail.send_due() == 0, "what was sent is not sent twice"
    assert olga.post("/mails/99/attempt").status == 404


def test_without_a_server_organisers_read_what_would_have_left(
    app: Flask, browser_of: Callable[..., Visitor], people: Cast
) -> None:
    with app.app_context():
        queue()
    olga = browser_of(people.olga)
    assert "CONNECT_MAIL_URL" in olga.get("/mails/?lang=en").text
    link = olga.get("/mails/1").page.select_one(f"a[href$='/reset/{TOKEN}']")
    assert link


@pytest.mark.any_database
def test_old_mail_is_forgotten(app: Flask) -> None:
    with app.app_context():
        queue("old@example.org")
        with atomic() as session:
            session.execute(update(OutgoingMail).values(created_at=utc_now() - timedelta(days=91)))
        queue("new@example.org")
        mail.prune()
        assert [row.to for row in rows()] == ["new@example.org"]
