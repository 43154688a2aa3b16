"""Strategies from a spreadsheet: a look first, all of it or nothing, each line once."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from connect.database import atomic, db
from connect.exchange import actions, reading
from connect.exchange.actions.importing import AT_A_TIME
from connect.exchange.models import StrategyImport
from connect.strategies.models import Strategy, StrategyWriter
from tests.exchange.conftest import BENCHES, HEAD, BrowserOf, Sending
from tests.support.cast import GENT, Cast
from tests.support.statements import queries_of

Work = Callable[[], None]


def strategies(app: Flask) -> list[Strategy]:
    with app.app_context():
        return list(db.session.scalars(select(Strategy).order_by(Strategy.id)))


@pytest.mark.any_database
def test_lines_become_drafts_of_their_authors(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, work: Work
) -> None:
    olga = browser_of(people.olga)
    page = sent(HEAD + BENCHES).location
    assert "Bram Peeters" in olga.get(page).text
    assert strategies(app) == []
    olga.post(f"{page}/start")
    assert olga.get(page).page.select_one("progress")["max"] == "1"  # type: ignore[index]
    work()
    (draft,) = strategies(app)
    assert (draft.author_id, draft.state, draft.title) == (people.bram.id, "draft", "Bancs remis")
    assert draft.municipalities == [GENT]
    assert draft.theme_ids == [people.networks.id]
    assert draft.sheet["status"] == "pilot"
    assert draft.sheet["needs"] == ["un juriste | un médiateur"]


def test_a_look_asks_the_same_few_questions_of_many_lines_as_of_one(
    browser_of: BrowserOf, people: Cast, sent: Sending
) -> None:
    olga = browser_of(people.olga)
    asked = []
    for count in (1, 30):
        page = sent(HEAD + BENCHES * count).location
        with queries_of() as queries:
            olga.get(page)
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.any_database
def test_nothing_is_written_while_one_line_is_wrong(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, work: Work
) -> None:
    olga = browser_of(people.olga)
    page = sent(HEAD + BENCHES + "bram@example.org;Sans lieu;Nulle part;networks;;\r\n").location
    shown = olga.get(page)
    (wrong,) = shown.page.select("tbody tr")
    assert wrong.select_one("td").get_text() == "3"  # type: ignore[union-attr]
    assert "Nulle part" in wrong.get_text()
    olga.post(f"{page}/start")
    work()
    assert strategies(app) == []


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("themes", "Le cercle", "Le cercle"),
        ("themes", "networks;prevention;networks;prevention", "3"),
        ("municipalities", "99999", "99999"),
        ("status", "running late", "running late"),
        ("start", "printemps", "2024-03"),
        ("target_groups", "martians", "martians"),
        ("summary", "x" * 601, "600"),
        ("links", "Site | javascript:alert(1)", "javascript:alert(1)"),
        ("auteur", "nobody@example.org", "nobody@example.org"),
        ("start", "0000-05", "2024-03"),
        ("links", "Note | https://", "https://"),
        ("fte", "many", "1,5"),
    ],
)
def test_a_cell_that_means_nothing_is_told_in_words(
    browser_of: BrowserOf, people: Cast, sent: Sending, column: str, cell: str, said: str
) -> None:
    line = {"title": "Bancs", "municipalities": "Gent", "themes": "networks"} | {column: cell}
    text = ";".join(line) + "\r\n" + ";".join(f'"{value}"' for value in line.values()) + "\r\n"
    page = browser_of(people.olga).get(sent(text).location)
    assert said in page.page.select_one("tbody").get_text()  # type: ignore[union-attr]
    assert page.page.select_one("form[action$='/start']") is None


def test_dates_the_wrong_way_round_are_told(
    browser_of: BrowserOf, people: Cast, sent: Sending
) -> None:
    text = "title;municipalities;themes;start;end\r\nBancs;Gent;networks;2025-06;2024-03\r\n"
    assert browser_of(people.olga).get(sent(text).location).page.select("tbody li")


@pytest.mark.parametrize("locale", ["fr", "nl", "en"])
def test_our_own_file_to_fill_in_is_read(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, work: Work, locale: str
) -> None:
    olga = browser_of(people.olga)
    headings = olga.get(f"/strategies/imports/example.csv?lang={locale}").body.strip()
    cells = {2: "Bancs", 3: "Gent", 4: "networks"}
    count = headings.count(";") + 1
    line = ";".join(cells.get(place, "") for place in range(1, count + 1))
    page = sent(f"{headings}\r\n{line}\r\n").location
    assert not olga.get(page).page.select("tbody li")


@pytest.mark.parametrize("words", ["permanent", "sans date de fin", "For good"])
def test_an_end_that_is_not_planned_is_understood_as_pages_say_it(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, work: Work, words: str
) -> None:
    page = sent(f"title;municipalities;themes;end\r\nBancs;Gent;networks;{words}\r\n").location
    browser_of(people.olga).post(f"{page}/start")
    work()
    (draft,) = strategies(app)
    assert draft.sheet["end"] == "permanent"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16"])
def test_files_of_belgian_machines_are_read(
    browser_of: BrowserOf, people: Cast, sent: Sending, encoding: str
) -> None:
    text = "Title;municipalities;themes\r\nÉté à Liège;Liège;networks\r\n"
    assert "Été à Liège" in browser_of(people.olga).get(sent(text.encode(encoding)).location).text


def test_five_thousand_wrong_lines_are_counted_and_can_be_downloaded(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending
) -> None:
    olga = browser_of(people.olga)
    page = sent(HEAD + "bram@example.org;Bancs;Nulle part;networks;;\r\n" * 5_000).location
    shown = olga.get(page)
    assert "5000" in shown.text.replace(",", "").replace("\xa0", "").replace("\u202f", "")
    assert len(shown.page.select("tbody tr")) == 100
    assert olga.get(f"{page}/problems.csv").body.count("Nulle part") == 5_000
    assert strategies(app) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"Title\r\n", b"Nothing;Known\r\na;b\r\n", b"Title;Colour\r\nBancs;blue\r\n", b"\0\1"],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(
    app: Flask, sent: Sending, data: bytes
) -> None:
    answer = sent(data)
    assert answer.status == 422
    assert answer.page.select(".field__error, [id$=-error], .error-summary")
    with app.app_context():
        assert db.session.scalars(select(StrategyImport)).first() is None


@pytest.mark.any_database
def test_a_stop_in_the_middle_loses_and_repeats_nothing(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, work: Work
) -> None:
    count = AT_A_TIME * 2 + 3
    page = sent(HEAD + BENCHES * count).location
    browser_of(people.olga).post(f"{page}/start")
    with app.app_context():
        actions.import_next()
        stopped = db.session.scalars(select(StrategyImport)).one()
        stopped.handled = 0  # as if the note of what was done had been lost
        db.session.commit()
    work()
    assert len(strategies(app)) == count


@pytest.mark.any_database
def test_of_two_workers_at_once_none_passes_over_a_line(
    app: Flask,
    browser_of: BrowserOf,
    people: Cast,
    sent: Sending,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = sent(HEAD + BENCHES * AT_A_TIME * 2).location
    browser_of(people.olga).post(f"{page}/start")
    check = reading.check

    def overtaken(*asked: Any) -> Any:
        monkeypatch.setattr(reading, "check", check)
        with app.app_context():
            actions.import_next()
        return check(*asked)

    monkeypatch.setattr(reading, "check", overtaken)
    work()
    assert len(strategies(app)) == AT_A_TIME * 2


@pytest.mark.any_database
def test_undoing_leaves_what_somebody_is_writing(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, work: Work
) -> None:
    olga, bram = browser_of(people.olga), browser_of(people.bram)
    page = sent(HEAD + BENCHES * 2).location
    olga.post(f"{page}/start")
    work()
    begun = strategies(app)[0]
    keeps = {"problem": "La place se vidait le soir.", "draft_version": "0"}
    assert bram.post(f"/drafts/{begun.subject}", keeps).status < 400
    olga.post(f"{page}/undoing")
    assert [strategy.id for strategy in strategies(app)] == [begun.id]


@pytest.mark.any_database
def test_undoing_takes_only_what_nobody_touched(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, work: Work
) -> None:
    olga = browser_of(people.olga)
    page = sent(HEAD + BENCHES * 3).location
    olga.post(f"{page}/start")
    work()
    with app.app_context():
        db.session.get_one(Strategy, strategies(app)[0].id).version = 2
        db.session.commit()
    for _again in range(2):
        olga.post(f"{page}/undoing")
    assert [strategy.version for strategy in strategies(app)] == [2]


def test_undoing_leaves_what_an_author_has_shared(
    app: Flask, browser_of: BrowserOf, people: Cast, sent: Sending, work: Work
) -> None:
    olga = browser_of(people.olga)
    page = sent(HEAD + BENCHES * 2).location
    olga.post(f"{page}/start")
    work()
    shared, _other = strategies(app)
    with app.app_context(), atomic() as session:
        session.add(StrategyWriter(strategy_id=shared.id, member_id=people.chloe.id))
    olga.post(f"{page}/undoing")
    assert [strategy.id for strategy in strategies(app)] == [shared.id]


def test_members_do_not_import(browser_of: BrowserOf, people: Cast, sent: Sending) -> None:
    page = sent(HEAD + BENCHES).location
    for member in (people.bram, people.amina):
        visitor = browser_of(member)
        for path in ("/strategies/imports/", page, f"{page}/problems.csv"):
            assert visitor.get(path).status == 403
        assert visitor.post("/strategies/imports/").status == 403
        assert visitor.post(f"{page}/start").status == 403
        assert visitor.post(f"{page}/undoing").status == 403


def test_after_a_month_a_spreadsheet_is_forgotten(app: Flask, sent: Sending) -> None:
    sent(HEAD + BENCHES)
    with app.app_context():
        kept = db.session.scalars(select(StrategyImport)).one()
        kept.created_at -= actions.importing.KEPT
        db.session.commit()
        actions.forget_imports()
        assert db.session.scalars(select(StrategyImport)).first() is None
