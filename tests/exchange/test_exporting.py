"""Exports: what the reader may read and nothing else, in files that harm nobody."""

import csv
import io
import json

import pytest
from flask import Flask
from sqlalchemy import select

from connect.accounts.actions import add_member
from connect.database import db
from connect.exchange import actions
from connect.strategies.models import Strategy
from tests.exchange.conftest import BrowserOf, Sending
from tests.support.cast import Cast
from tests.support.sheets import shared_strategy

BOM = "\ufeff"


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BOM)), delimiter=";"))


@pytest.mark.any_database
def test_each_reader_takes_out_what_they_may_read(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    for visibility in ("members", "partners", "public"):
        shared_strategy(app, people.chloe, title=f"For {visibility}", visibility=visibility)
    with app.app_context():
        partner = add_member("zone@example.org", "Zoë Zone", function="Zone")
    taken = {
        "visitor": browser_of().get("/strategies/export.csv").body,
        "partner": browser_of(partner).get("/strategies/export.csv").body,
        "member": browser_of(people.dirk).get("/strategies/export.csv").body,
    }
    titles = {who: {row[1] for row in cells(text)[1:]} for who, text in taken.items()}
    assert titles == {
        "visitor": {"For public"},
        "partner": {"For public", "For partners"},
        "member": {"For public", "For partners", "For members"},
    }


def test_a_theme_that_was_closed_since_is_not_named_to_who_is_outside(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    shared_strategy(app, people.chloe, themes=[people.prevention.id, people.circle.id])
    told = {
        who: browser_of(who).get("/strategies/export.csv?lang=fr").body
        for who in (None, people.dirk, people.bram)
    }
    assert ["Le cercle" in body for body in told.values()] == [False, False, True]


def test_programs_get_codes_and_addresses_and_no_people(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    strategy = shared_strategy(app, people.chloe, title="Bancs")
    body = browser_of().get("/strategies/export.json").body
    (told,) = json.loads(body)
    assert told["url"] == f"http://localhost{strategy.url}"
    assert told["status"] == "running"
    assert told["municipalities"] == ["21004"]
    assert told["licence"].startswith("https://creativecommons.org/")
    assert "contact" not in told
    assert "Chlo" not in body


def test_a_cell_that_looks_like_a_formula_is_written_as_text(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    shared_strategy(app, people.chloe, title='=HYPERLINK("https://example.org")')
    (_headings, line) = cells(browser_of().get("/strategies/export.csv").body)
    assert line[1] == '\'=HYPERLINK("https://example.org")'


@pytest.mark.parametrize("locale", ["fr", "nl", "en"])
def test_what_was_taken_out_can_be_brought_in(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, locale: str
) -> None:
    original = shared_strategy(app, people.chloe, "full", title="Bancs")
    olga = browser_of(people.olga)
    exported = olga.get(f"/strategies/export.csv?lang={locale}").body
    page = sent(exported).location
    assert not olga.get(page).page.select("tbody li"), olga.get(page).text
    olga.post(f"{page}/start")
    with app.app_context():
        actions.import_next()
        copy = db.session.scalars(select(Strategy).where(Strategy.id != original.id)).one()
    differing = {name for name in copy.sheet if copy.sheet[name] != original.sheet[name]}
    assert differing <= {"contact", "no_personal_data", "visibility"}


def test_only_organisers_take_members_out(browser_of: BrowserOf, people: Cast) -> None:
    for member in (people.bram, people.amina):
        assert browser_of(member).get("/members/export.csv").status == 403
    (_headings, *lines) = cells(browser_of(people.olga).get("/members/export.csv").body)
    assert ["Bram Peeters", "bram@example.org"] in [line[:2] for line in lines]
    assert "Els Maes" not in {line[0] for line in lines}
