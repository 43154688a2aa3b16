"""Many people at once: a look first, then a few at a time, and nobody twice."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from sqlalchemy import select

from connect.accounts import actions
from connect.accounts.actions.invitation_lists import AT_A_TIME
from connect.accounts.forms.invitees import InviteeForm
from connect.accounts.invitees import UnknownColumn, cells_by_column, example
from connect.accounts.models import Invitation, InvitationList
from connect.database import db
from connect.mail import OutgoingMail
from connect.spreadsheets import SpreadsheetRefused, lines_of
from tests.support.cast import LIEGE, Cast
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
SETTINGS = {"locale": "nl", "days": "14", "message": "Welkom"}
HEAD = "E-mail;Nom;Fonction;Commune;Organisation;Rôle;Thèmes;Langue\r\n"
SHEET = HEAD + (
    "lou@example.org;Lou Smet;Échevine;Liège;;membre;;fr\r\n"
    "mia@example.org;Mia Wouters;;44021;;modératrice;Réseaux, Le cercle;\r\n"
    "\r\n"
    "BRAM@example.org;Bram;;;;;;\r\n"
    "lou@example.org;Lou encore;;;;;;\r\n"
    "no address;=HYPERLINK();;Atlantis;Inconnue;roi;Jardin;xx\r\n"
)


def sent(visitor: Visitor, data: bytes | None, **changes: str) -> Answer:
    form: dict[str, object] = {**SETTINGS, **changes}
    if data is not None:
        form["file"] = (io.BytesIO(data), "invités.csv")
    return visitor.post("/invitations/lists/", form, content_type="multipart/form-data")


def invited(app: Flask) -> list[Invitation]:
    with app.app_context():
        return list(db.session.scalars(select(Invitation).order_by(Invitation.id)))


def mail_count(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(OutgoingMail.id)).all())


@pytest.mark.any_database
def test_nothing_is_sent_before_it_was_looked_at(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    olga = browser_of(people.olga)
    page = sent(olga, SHEET.encode("cp1252")).location
    shown = olga.get(f"{page}?lang=fr")
    assert mail_count(app) == 0
    wrong, *others = shown.page.select("tbody tr")
    assert wrong.select_one("td.table__number").get_text() == "7"  # type: ignore[union-attr]
    assert len(wrong.select("li")) == 7
    said = " ".join(row.get_text(" ") for row in others)
    assert "Échevine" in said
    assert "<b>" not in said
    assert olga.post(f"{page}/sending").status == 303
    lou, mia = invited(app)
    assert (lou.name, lou.function, lou.municipality, lou.locale, lou.days) == (
        "Lou Smet",
        "Échevine",
        LIEGE,
        "fr",
        14,
    )
    assert (mia.role, mia.locale, mia.message) == ("moderator", "nl", "Welkom")
    assert mia.theme_ids == [people.networks.id, people.circle.id]
    assert mail_count(app) == 2


@pytest.mark.parametrize("locale", ["fr", "nl", "en"])
def test_roles_are_understood_in_the_words_that_pages_use(app: Flask, locale: str) -> None:
    with app.test_request_context(), force_locale(locale):
        for role, word in [
            ("moderator", gettext("Moderator")),
            ("organiser", gettext("Organiser")),
        ]:
            form = InviteeForm({"email": "a@example.org", "role": word}, {}, {})
            form.validate()
            assert form.role.data == role


@pytest.mark.any_database
def test_the_same_file_twice_sends_nothing_twice(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    olga = browser_of(people.olga)
    for _ in range(2):
        page = sent(olga, SHEET.encode()).location
        for _again in range(2):
            olga.post(f"{page}/sending")
    assert len(invited(app)) == mail_count(app) == 2
    with app.app_context():
        listed = db.session.scalars(select(InvitationList).order_by(InvitationList.id)).first()
        assert listed
        db.session.expunge(listed)
        listed.handled = 0  # as who pressed twice at once saw it
        actions.send_next(people.olga, listed)
    assert len(invited(app)) == 2


def test_long_lists_go_on_where_they_stopped(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    olga, many = browser_of(people.olga), 4 * AT_A_TIME + 10
    rows = "".join(f"guest{number}@example.org;Guest {number}\n" for number in range(many))
    page = sent(olga, None, pasted=f"email;name\n{rows}").location
    assert not olga.get(page).page.select("[data-controller=onward]"), "only once it was pressed"
    answer = olga.post(f"{page}/sending")
    assert len(invited(app)) == 4 * AT_A_TIME
    assert olga.get(answer.location).page.select(f"progress[max='{many}'][value='100']")
    assert olga.get(answer.location).page.select("form[data-controller=onward]")
    answer = olga.post(f"{page}/sending")
    assert len(invited(app)) == many
    assert not olga.get(answer.location).page.select("[data-controller=onward]")


def test_who_joined_meanwhile_is_not_invited(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    olga = browser_of(people.olga)
    page = sent(olga, None, pasted="lou@example.org").location
    with app.app_context():
        actions.add_member("lou@example.org", "Lou")
    olga.post(f"{page}/sending")
    assert invited(app) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n;;;\r\n",
        HEAD.encode(),
        b"nom;commune\r\nLou;Mons\r\n",
        "e-mail;pr\u00e9f\u00e9rence\r\nlou@example.org;thé\r\n".encode(),
        b"PK\x03\x04 a workbook",
        b"\xd0\xcf\x11\xe0 an old workbook",
        b"\x00\x01\x02\x03",
        ("e-mail\n" + "a@example.org\n" * 501).encode(),
        b"x" * (1024 * 1024 + 1),
        b'"' + b"x" * 200_000,
    ],
    ids=[
        *("nothing", "empty cells", "a head alone", "no addresses", "an unknown column"),
        *("xlsx", "xls", "bytes", "501 people", "over 1 MB", "an endless cell"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(
    app: Flask, browser_of: BrowserOf, people: Cast, data: bytes
) -> None:
    answer = sent(browser_of(people.olga), data)
    assert answer.status == 422
    assert answer.page.select_one("#pasted-error")
    assert "Welkom" in str(answer.page.select_one("textarea[name=message]"))
    with app.app_context():
        assert db.session.scalars(select(InvitationList)).all() == []


def test_a_file_comes_back_as_cells_when_something_else_is_wrong(
    browser_of: BrowserOf, people: Cast
) -> None:
    answer = sent(browser_of(people.olga), SHEET.encode("cp1252"), days="0")
    assert answer.status == 422
    assert "Échevine" in str(answer.page.select_one("textarea[name=pasted]"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators_are_recognised(encoding: str, separator: str) -> None:
    sheet = f'Nom{separator}Courriel\r\n"Zoé; d’Hondt, éch."{separator}zoe@example.org\r\n'
    lines = cells_by_column(lines_of(sheet.encode(encoding)))
    assert lines == [(2, {"name": "Zoé; d’Hondt, éch.", "email": "zoe@example.org"})]


def test_without_headings_the_columns_are_those_of_the_example() -> None:
    (line,) = cells_by_column(lines_of(b"lou@example.org\tLou Smet\tprevention\tMons"))
    assert line[1] == {
        "email": "lou@example.org",
        "name": "Lou Smet",
        "function": "prevention",
        "municipality": "Mons",
    }


@pytest.mark.parametrize("locale", ["fr", "nl", "en"])
def test_the_example_can_be_sent_as_it_is(browser_of: BrowserOf, people: Cast, locale: str) -> None:
    olga = browser_of(people.olga)
    file = olga.get(f"/invitations/lists/example.csv?lang={locale}").response.data
    assert file == example(locale)
    shown = olga.get(sent(olga, file).location)
    assert len(shown.page.select("tbody tr")) == 2
    assert not shown.page.select("tbody li"), "no line is wrong"


def test_strange_headings_and_lines_are_told_apart() -> None:
    with pytest.raises(UnknownColumn) as told:
        cells_by_column(lines_of(b"e-mail;shoe size\nlou@example.org;41"))
    assert told.value.heading == "shoe size"
    with pytest.raises(SpreadsheetRefused):
        lines_of(b"")


def test_only_organisers_invite_from_a_spreadsheet(browser_of: BrowserOf, people: Cast) -> None:
    page = sent(browser_of(people.olga), SHEET.encode()).location
    amina = browser_of(people.amina)
    assert sent(amina, SHEET.encode()).status == 403
    for path in ("/invitations/lists/", page, "/invitations/lists/example.csv"):
        assert amina.get(path).status == 403
    assert amina.post(f"{page}/sending").status == 403
    assert browser_of(people.olga).get("/invitations/lists/999").status == 404
