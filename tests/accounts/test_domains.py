"""Who asks with an address of a known domain is let in at once."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from connect.accounts import actions
from connect.accounts.mail_domains import DomainRefused, domain_of, normal_domain
from connect.accounts.models import Invitation, JoinRequest, KnownDomain
from connect.database import atomic, db
from connect.events.models import Event
from connect.mail import OutgoingMail
from connect.places.models import Organisation
from connect.worker import settle_due
from tests.support.cast import ANTWERPEN, LIEGE, Cast
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]
MailsTo = Callable[[str], list[OutgoingMail]]
ASK = {
    "name": "Zoé Renard",
    "email": "zoe@liege.example",
    "function": "Échevine",
    "municipality": "4000",
    "organisation": "",
    "message": "",
}


@pytest.fixture
def known(app: Flask, people: Cast) -> None:
    with app.app_context():
        actions.add_domain(people.olga, "liege.example", municipality=LIEGE, organisation_id=None)


@pytest.fixture
def ask(app: Flask, browser_of: BrowserOf) -> Callable[..., JoinRequest]:
    """Somebody asks, the worker works; the request as it stands then."""

    def asked(**changes: str) -> JoinRequest:
        answer = browser_of().post("/join", ASK | changes)
        assert answer.status == 303, answer.text
        with app.app_context():
            settle_due()
            latest = select(JoinRequest).order_by(JoinRequest.id.desc()).limit(1)
            return db.session.scalars(latest).one()

    return asked


@pytest.mark.any_database
@pytest.mark.usefixtures("known")
def test_a_request_from_a_known_domain_is_approved_at_once(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    ask: Callable[..., JoinRequest],
    link_to: Callable[[str], str],
) -> None:
    request = ask()
    assert (request.state, request.domain, request.decided_by_id) == (
        "approved",
        "liege.example",
        None,
    )
    with app.app_context():
        told = select(Event).where(Event.kind == "join_request.approved")
        assert db.session.scalars(told).one().payload == {"domain": "liege.example"}
        assert db.session.scalars(select(Invitation)).one().created_by_id is None
    shown = browser_of(people.olga).get("/join-requests/").text
    assert "Zoé Renard" in shown
    assert "liege.example" in shown
    visitor = browser_of()
    form = {**ASK, "organisation": "", "password": "a password of mine"}
    assert visitor.post(link_to("zoe@liege.example"), form).location == "/"
    assert visitor.get("/profile").status == 200
    assert browser_of(people.olga).get("/invitations/").status == 200


@pytest.mark.usefixtures("known")
def test_a_place_that_was_not_said_is_that_of_the_domain(
    app: Flask, ask: Callable[..., JoinRequest]
) -> None:
    request = ask(municipality="")
    assert (request.state, request.municipality) == ("approved", LIEGE)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "changes",
    [
        {"municipality": "2000"},
        {"municipality": "", "organisation": "Zone de police"},
        {"email": "zoe@school.liege.example"},
        {"email": "zoe@liege.example.evil.example"},
        {"email": "zoe@lіege.example"},
        {"email": "zoe@liège.example"},
    ],
    ids=["another place", "an organisation", "below it", "above it", "Cyrillic", "an accent"],
)
def test_everybody_else_waits_for_an_organiser(
    ask: Callable[..., JoinRequest], changes: dict[str, str]
) -> None:
    assert ask(**changes).state == "pending"


@pytest.mark.usefixtures("known")
def test_a_request_that_is_corrected_is_looked_at_again(ask: Callable[..., JoinRequest]) -> None:
    first = ask(municipality="2000")
    assert first.state == "pending"
    again = ask()
    assert (again.id, again.state) == (first.id, "approved")


def test_a_domain_of_an_organisation_agrees_with_its_name(
    app: Flask, people: Cast, ask: Callable[..., JoinRequest]
) -> None:
    with app.app_context():
        with atomic() as session:
            zone = Organisation(name_fr="Zone de Police", name_nl="Politiezone", level="police")
            session.add(zone)
        actions.add_domain(people.olga, "zone.example", municipality=None, organisation_id=zone.id)
    other = ask(email="a@zone.example", municipality="4000")
    assert other.state == "pending"
    same = ask(email="b@zone.example", municipality="", organisation="politieZone")
    assert same.state == "approved"
    with app.app_context():
        assert db.session.scalars(select(Invitation)).one().organisation_id == zone.id


@pytest.mark.usefixtures("known")
def test_a_member_of_a_known_domain_gets_the_same_answer(
    app: Flask, browser_of: BrowserOf, people: Cast, mails_to: MailsTo
) -> None:
    with app.app_context():
        actions.add_member("known@liege.example", "Known")
    answers = [
        browser_of().post("/join", ASK | {"email": email})
        for email in ("known@liege.example", "new@liege.example")
    ]
    with app.app_context():
        settle_due()
    assert answers[0].body == answers[1].body
    assert [mail.key.split(":")[0] for mail in mails_to("known@liege.example")] == [
        "already_member"
    ]
    assert [mail.key.split(":")[0] for mail in mails_to("new@liege.example")] == ["invitation"]


@pytest.mark.any_database
def test_organisers_keep_the_list(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    olga = browser_of(people.olga)
    form = {"domain": "@Stad.Antwerpen.example", "municipality": "2000", "organisation": ""}
    for status in (303, 422):
        assert olga.post("/domains/", form).status == status
    with app.app_context():
        known = db.session.scalars(select(KnownDomain)).one()
        assert (known.domain, known.municipality) == ("stad.antwerpen.example", ANTWERPEN)
    assert "stad.antwerpen.example" in olga.get("/domains/").text
    for status in (303, 404):
        assert olga.post(f"/domains/{known.id}/removal").status == status


@pytest.mark.parametrize(
    ("domain", "municipality"),
    [
        ("gmail.com", "2000"),
        ("users.skynet.be", "2000"),
        ("hotmail.co.uk", "2000"),
        ("telenet.be", "2000"),
        ("be", "2000"),
        ("mechelen .be", "2000"),
        ("мons.be", "7000"),
        ("mechelen.be", ""),
        ("mechelen.be", "Atlantis"),
        ("x" * 5000, "2000"),
    ],
)
def test_a_domain_that_vouches_for_nobody_is_refused_with_a_reason(
    app: Flask, browser_of: BrowserOf, people: Cast, domain: str, municipality: str
) -> None:
    form = {"domain": domain, "municipality": municipality, "organisation": ""}
    answer = browser_of(people.olga).post("/domains/", form)
    assert answer.status == 422
    assert answer.page.select_one("#error-summary li")
    kept = answer.page.select_one("input[name=municipality]")
    assert kept
    assert kept["value"] == municipality
    with app.app_context():
        assert db.session.scalars(select(KnownDomain)).all() == []


def test_a_domain_is_one_however_it_is_written() -> None:
    for typed in ("liège.be", "LIÈGE.be", "xn--lige-6oa.be", "zoe@liège.be", " @liège.be "):
        assert normal_domain(typed) == "xn--lige-6oa.be"
    assert domain_of("zoe@LIÈGE.be") == "xn--lige-6oa.be"
    assert normal_domain("live.antwerpen.be") == "live.antwerpen.be"
    with pytest.raises(DomainRefused):
        normal_domain("live.be")


def test_only_organisers_see_or_change_the_list(browser_of: BrowserOf, people: Cast) -> None:
    amina = browser_of(people.amina)
    assert amina.get("/domains/").status == 403
    assert amina.post("/domains/", {"domain": "mechelen.be"}).status == 403
    assert amina.post("/domains/1/removal").status == 403
    assert browser_of().get("/domains/").status == 302
