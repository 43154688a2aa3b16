"""A member says a sheet in another language; whoever reads that language reads their words."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.database import db
from connect.events.models import Event
from connect.strategies.models import Strategy, StrategyTranslation
from tests.support.cast import Cast
from tests.support.sheets import Sheets, in_dutch
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]


@pytest.fixture
def sheets(app: Flask) -> Sheets:
    return Sheets(app)


@pytest.fixture
def strategy(people: Cast, sheets: Sheets) -> Strategy:
    return sheets.publish(people.chloe)


def form_of(words: dict[str, Any], version: int = 0) -> dict[str, str]:
    """As the page sends them."""
    fields = {"version": str(version)}
    for name, value in words.items():
        if isinstance(value, str):
            fields[name] = value
        for number, part in enumerate(value if isinstance(value, list) else []):
            if isinstance(part, str):
                fields[f"{name}-{number}"] = part
            else:
                fields |= {f"{name}-{number}-{column}": cell for column, cell in part.items()}
    return fields


@pytest.mark.any_database
def test_whoever_reads_the_language_reads_the_translation(
    people: Cast, strategy: Strategy, browser_of: BrowserOf
) -> None:
    answer = browser_of(people.bram).post(f"{strategy.url}/translations/nl", form_of(in_dutch()))
    assert (answer.status, answer.location) == (303, f"{strategy.url}?lang=nl")
    shown = browser_of(people.dirk).get(strategy.url)
    assert shown.page.h1
    assert shown.page.h1.get_text() == "Een koffie voor het dossier"
    assert not shown.page.select('.strategy__article [lang="fr"].prose')
    for words in ("Snel bellen", "Zone Zuid", "Dagen wachten", "Bemiddelaars die Roemeens"):
        assert words in shown.text
    assert people.bram.name in shown.page.select_one(".strategy__language").get_text()  # type: ignore[union-attr]
    link = shown.page.select_one('a[href="https://example.org/note"]')
    assert link
    assert link.get_text() == "De dienstnota"


def test_the_original_stays_one_click_away(
    people: Cast, strategy: Strategy, sheets: Sheets, browser_of: BrowserOf
) -> None:
    sheets.translate(people.bram, strategy)
    dirk = browser_of(people.dirk)
    door = dirk.get(strategy.url).page.select_one('a[href$="?original=1"]')
    assert door
    shown = dirk.get(str(door["href"]))
    assert shown.page.h1
    assert (shown.page.h1.get_text(), shown.page.h1.get("lang")) == (strategy.title, "fr")
    assert browser_of(people.chloe).get(strategy.url).page.h1.get_text() == strategy.title  # type: ignore[union-attr]


def test_what_is_not_translated_whole_stays_in_its_language(
    people: Cast, strategy: Strategy, sheets: Sheets, browser_of: BrowserOf
) -> None:
    half = [{"what": "Eén enkele deur", "who": "Onthaal", "when": ""}, in_dutch()["actions"][1]]
    sheets.translate(people.bram, strategy, obstacles="", actions=half)
    shown = browser_of(people.dirk).get(strategy.url)
    steps = shown.page.select_one("ol.course")
    assert steps
    assert (steps.get("lang"), "Une seule porte" in steps.get_text()) == ("fr", True)
    assert shown.page.select_one('#field-obstacles .prose[lang="fr"]')
    assert not shown.page.select("#field-results [lang]")


def test_cells_that_nobody_filled_in_are_not_missed(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    rows = {"name": "Jours d’attente", "baseline": "34", "target": "", "result": "", "source": ""}
    strategy = sheets.publish(people.chloe, indicators=[{**rows, "date": ""}])
    words = in_dutch() | {"indicators": [{"name": "Dagen wachten", "baseline": "34"}]}
    browser_of(people.bram).post(f"{strategy.url}/translations/nl", form_of(words))
    for door in ("", "/history", "/document.docx", "/document.pdf"):
        answer = browser_of(people.dirk).client.get(f"{strategy.url}{door}")
        assert answer.status_code == 200, door
    assert "Dagen wachten" in browser_of(people.dirk).get(strategy.url).text


def test_a_link_that_was_changed_is_not_kept_by_the_translation(
    people: Cast, sheets: Sheets, strategy: Strategy, browser_of: BrowserOf
) -> None:
    sheets.translate(people.bram, strategy)
    moved = [{"title": "La note de service", "url": "https://example.org/moved"}]
    sheets.change(people.chloe, strategy, links=moved)
    page = browser_of(people.dirk).get(strategy.url).page
    assert page.select('a[href="https://example.org/moved"]')
    assert not page.select('a[href="https://example.org/note"]')


def test_a_translation_of_other_words_is_marked(
    people: Cast, strategy: Strategy, sheets: Sheets, browser_of: BrowserOf
) -> None:
    sheets.translate(people.bram, strategy)
    sheets.change(people.chloe, strategy, budget="over_250k")
    assert not _is_marked(browser_of(people.dirk).get(strategy.url))
    sheets.change(people.chloe, strategy, transfer="<p>Commencez petit.</p>")
    assert _is_marked(browser_of(people.dirk).get(strategy.url))
    sheets.translate(people.bram, strategy, transfer="<p>Begin klein.</p>")
    assert not _is_marked(browser_of(people.dirk).get(strategy.url))


def test_of_two_translators_the_second_sees_both_texts(
    app: Flask, people: Cast, strategy: Strategy, browser_of: BrowserOf
) -> None:
    url = f"{strategy.url}/translations/nl"
    browser_of(people.bram).post(url, form_of(in_dutch()))
    mine = {**in_dutch(), "title": "Eerst koffie", "results": "Mijn resultaten."}
    answer = browser_of(people.dirk).post(url, form_of(mine))
    assert answer.status == 409
    assert value_of(answer, 'input[name="title"]') == "Eerst koffie"
    assert "Mijn resultaten." in answer.text
    theirs = " ".join(text.get_text() for text in answer.page.select(".translation__theirs"))
    assert "Een koffie voor het dossier" in theirs
    assert "Van 34 naar 6 dagen" in theirs
    current = value_of(answer, 'input[name="version"]')
    assert browser_of(people.dirk).post(url, form_of(mine, int(current))).status == 303
    with app.app_context():
        translation = db.session.get_one(StrategyTranslation, (strategy.id, "nl"))
        assert (translation.sheet["title"], translation.translator_id) == (
            "Eerst koffie",
            people.dirk.id,
        )


def test_a_form_that_is_sent_twice_changes_it_once(
    app: Flask, people: Cast, strategy: Strategy, browser_of: BrowserOf
) -> None:
    bram = browser_of(people.bram)
    for _ in range(2):
        answer = bram.post(f"{strategy.url}/translations/nl", form_of(in_dutch()))
        assert answer.status == 303
    with app.app_context():
        told = db.session.query(Event).filter_by(kind="strategy.translated").count()
    assert told == 1


def test_the_form_begins_with_what_stands(
    people: Cast, strategy: Strategy, sheets: Sheets, browser_of: BrowserOf
) -> None:
    sheets.translate(people.bram, strategy)
    shown = browser_of(people.dirk).get(f"{strategy.url}/translations/nl")
    assert value_of(shown, 'input[name="actions-1-what"]') == "Snel bellen"
    assert "Van 34 naar 6" in shown.page.select_one('textarea[name="results"]').get_text()  # type: ignore[union-attr]
    assert not shown.page.select('[name*="level"], [name*="url"]')


def test_what_is_too_long_comes_back_with_everything_typed(
    people: Cast, strategy: Strategy, browser_of: BrowserOf
) -> None:
    words = {**in_dutch(), "title": "x" * 500}
    answer = browser_of(people.bram).post(f"{strategy.url}/translations/nl", form_of(words))
    assert answer.status == 422
    assert answer.page.select_one("#error-summary")
    assert value_of(answer, 'input[name="title"]') == "x" * 500
    assert value_of(answer, 'input[name="objectives-0"]') == "Terugbellen in vijf dagen"


def test_scripts_in_a_translation_never_run(
    people: Cast, strategy: Strategy, sheets: Sheets, browser_of: BrowserOf
) -> None:
    bad = "<p>Ja <script>alert(1)</script><img src=x onerror=alert(1)></p>"
    sheets.translate(people.bram, strategy, results=bad, title="<script>alert(1)</script>")
    shown = browser_of(people.dirk).get(strategy.url)
    assert not shown.page.select("[onerror], main script:not([type])")


def test_only_published_sheets_within_reach_are_translated_into_other_languages(
    people: Cast, sheets: Sheets, strategy: Strategy, browser_of: BrowserOf
) -> None:
    draft, archived = sheets.start(people.chloe), sheets.publish(people.chloe)
    sheets.archive(people.chloe, archived)
    expected = {
        (None, strategy, "nl"): 302,
        (people.bram, draft, "nl"): 404,
        (people.chloe, draft, "nl"): 403,
        (people.bram, archived, "nl"): 403,
        (people.bram, strategy, "fr"): 404,
        (people.bram, strategy, "xx"): 404,
        (people.bram, strategy, "de"): 200,
    }
    for (reader, sheet, lang), status in expected.items():
        answer = browser_of(reader).get(f"{sheet.url}/translations/{lang}")
        assert answer.status == status, (reader, sheet.state, lang)


def value_of(answer: Answer, selector: str) -> str:
    field = answer.page.select_one(selector)
    assert field
    return str(field["value"])


def _is_marked(shown: Answer) -> bool:
    return bool(shown.page.select(".strategy__language .notice"))
