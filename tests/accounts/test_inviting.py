"""What organisers send out: whom for, how long, how often; and what became of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from connect.accounts.models import Invitation
from connect.database import atomic, db, utc_now
from connect.mail import OutgoingMail
from connect.members import queries
from connect.themes.models import ThemeModerator
from tests.support.cast import LIEGE, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
MailsTo = Callable[[str], list[OutgoingMail]]
INVITE = {
    "email": "fatima@example.org",
    "name": "Fatima Yilmaz",
    "function": "Échevine",
    "municipality": "4000",
    "organisation": "",
    "locale": "fr",
    "role": "member",
    "message": 'Bienvenue,\n<a href="https://evil.example">ici</a>',
    "days": "7",
    "uses": "1",
}
JOIN = {"function": "Échevine", "municipality": "Liège", "password": "a password of mine"}


@pytest.fixture
def invited(app: Flask, browser_of: BrowserOf, people: Cast) -> Callable[..., str]:
    """The address of the page of a new invitation."""

    def make(**changes: object) -> str:
        answer = browser_of(people.olga).post("/invitations/", {**INVITE, **changes})
        assert answer.status == 303, answer.text
        with app.app_context():
            latest = select(Invitation).order_by(Invitation.id.desc()).limit(1)
            return db.session.scalars(latest).one().url

    return make


@pytest.mark.any_database
def test_who_is_invited_finds_the_form_filled_in(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    invited: Callable[..., str],
    link_to: Callable[[str], str],
) -> None:
    page, olga = invited(), browser_of(people.olga)
    visitor = browser_of()
    form = visitor.get(link_to("fatima@example.org")).page
    for name, value in (
        ("name", "Fatima Yilmaz"),
        ("function", "Échevine"),
        ("municipality", "Liège"),
    ):
        assert form.select_one(f"input[name={name}][value='{value}']"), name
    visitor.post(link_to("fatima@example.org"), {**JOIN, "name": "Fatima Yilmaz"})
    shown = olga.get(page)
    assert shown.page.select_one("dd a[href^='/members/']").get_text() == "Fatima Yilmaz"  # type: ignore[union-attr]
    assert not shown.page.select(f"form[action='{page}/renewal']"), "used up"
    with app.app_context():
        fatima = queries.member_with_email("fatima@example.org")
        assert fatima
        assert fatima.municipality == LIEGE


def test_the_words_of_an_organiser_stand_in_the_mail_and_run_nowhere(
    browser_of: BrowserOf, people: Cast, invited: Callable[..., str], mails_to: MailsTo
) -> None:
    page = invited(name="<script>alert(1)</script>")
    (mail,) = mails_to("fatima@example.org")
    assert '<a href="https://evil.example">' in mail.text
    assert "&lt;a href=" in mail.html
    assert "<script" not in mail.html
    assert 'evil.example"' not in mail.html
    olga = browser_of(people.olga)
    for path in (page, "/invitations/", f"/mails/{mail.id}"):
        assert "<script>alert" not in olga.get(path).body
        assert 'href="https://evil.example"' not in olga.get(path).body.replace("nofollow", "")


@pytest.mark.any_database
def test_a_moderator_looks_after_the_chosen_themes(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    invited: Callable[..., str],
    link_to: Callable[[str], str],
) -> None:
    invited(role="moderator", themes=[str(people.circle.id)])
    visitor = browser_of()
    visitor.post(link_to("fatima@example.org"), {**JOIN, "name": "Fatima"})
    assert visitor.get("/themes/circle").status == 200
    with app.app_context():
        fatima = queries.member_with_email("fatima@example.org")
        assert fatima
        found = select(ThemeModerator.theme_id).where(ThemeModerator.member_id == fatima.id)
        assert list(db.session.scalars(found)) == [people.circle.id]
        assert fatima.role == "member"


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "moderator"},
        {"role": "moderator", "themes": ["999"]},
        {"role": "organiser", "email": ""},
        {"role": "moderator", "email": "", "themes": ["1"]},
        {"email": "bram@example.org"},
        {"days": "0"},
        {"days": "91"},
        {"days": "x"},
        {"uses": "501"},
        {"message": "x" * 1001},
        {"municipality": "Atlantis"},
    ],
)
def test_what_makes_no_sense_is_refused_and_kept(
    app: Flask, browser_of: BrowserOf, people: Cast, changes: dict[str, str]
) -> None:
    answer = browser_of(people.olga).post("/invitations/", {**INVITE, **changes})
    assert answer.status == 422
    assert answer.page.select_one("#error-summary li")
    assert answer.page.select_one("input[name=name][value='Fatima Yilmaz']")
    with app.app_context():
        assert db.session.scalars(select(Invitation)).all() == []


@pytest.mark.any_database
def test_a_withdrawn_invitation_opens_nothing_until_it_is_sent_again(
    browser_of: BrowserOf,
    people: Cast,
    invited: Callable[..., str],
    link_to: Callable[[str], str],
    mails_to: MailsTo,
) -> None:
    page, olga = invited(), browser_of(people.olga)
    first = link_to("fatima@example.org")
    for _ in range(2):
        assert olga.post(f"{page}/withdrawal").status == 303
    assert browser_of().get(first).status == 410
    assert browser_of().post(first, {**JOIN, "name": "Fatima"}).status == 410
    olga.post(f"{page}/renewal")
    assert len(mails_to("fatima@example.org")) == 2
    second = link_to("fatima@example.org")
    assert browser_of().get(first).status == 410
    assert browser_of().get(second).status == 200
    assert browser_of().post(second, {**JOIN, "name": "Fatima"}).location == "/"
    olga.post(f"{page}/renewal")
    assert len(mails_to("fatima@example.org")) == 2, "a used one is not sent again"


def test_an_expired_invitation_lasts_as_long_again_when_it_is_renewed(
    app: Flask, browser_of: BrowserOf, people: Cast, invited: Callable[..., str]
) -> None:
    page, olga = invited(email="", uses="3"), browser_of(people.olga)
    with app.app_context(), atomic() as session:
        session.execute(update(Invitation).values(expires_at=utc_now() - timedelta(seconds=1)))
    olga.post(f"{page}/renewal")
    link = olga.get(page).page.select_one("#invitation-link")
    assert link
    assert browser_of().get(str(link["value"])).status == 200
    assert not olga.get(page).page.select_one("#invitation-link"), "shown once"
    with app.app_context():
        lasts = db.session.scalars(select(Invitation)).one().expires_at - utc_now()
        assert timedelta(days=6) < lasts <= timedelta(days=7)


def test_how_often_a_link_was_used_is_shown(
    browser_of: BrowserOf, people: Cast, invited: Callable[..., str]
) -> None:
    page, olga = invited(email="", uses="3"), browser_of(people.olga)
    olga.post(f"{page}/renewal")
    link = str(olga.get(page).page.select_one("#invitation-link")["value"])  # type: ignore[index]
    browser_of().post(link, {**JOIN, "name": "Fatima", "email": "f@example.org"})
    words = olga.get(f"{page}?lang=en").text
    assert "1 of 3 used" in words
    assert "Fatima" in words


def test_a_mailed_link_is_for_one_person(app: Flask, invited: Callable[..., str]) -> None:
    invited(uses="5")
    with app.app_context():
        assert db.session.scalars(select(Invitation.uses_left)).one() == 1


def test_a_member_neither_sees_nor_changes_invitations(
    browser_of: BrowserOf, people: Cast, invited: Callable[..., str]
) -> None:
    page, amina = invited(), browser_of(people.amina)
    assert amina.get(page).status == 403
    for change in ("withdrawal", "renewal"):
        assert amina.post(f"{page}/{change}").status == 403
    assert browser_of(people.olga).get("/invitations/999").status == 404
