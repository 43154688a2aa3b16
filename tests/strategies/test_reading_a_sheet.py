"""The page of a strategy: what it says, to whom, and in which language."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from connect.accounts.actions import add_member
from connect.database import atomic, db
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.live.fragments import missed_entries
from connect.members.models import Member
from connect.places.models import Organisation
from connect.strategies.fields import FIELDS
from tests.support.cast import Cast
from tests.support.conversations import grow
from tests.support.sheets import Sheets
from tests.support.statements import queries_of
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
MOST_STATEMENTS = 14


@pytest.fixture
def sheets(app: Flask) -> Sheets:
    return Sheets(app)


def test_a_full_sheet_is_an_article_with_a_column_of_facts(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe)
    shown = browser_of(people.bram).get(f"{strategy.url}?lang=en")
    assert shown.page.h1
    assert shown.page.h1.get_text() == strategy.title
    facts = shown.page.select_one("dl.facts")
    assert facts
    told = " ".join(facts.get_text(" ").split())
    for words in (
        "Since February 2022, for good",
        "€ 50,000 to 250,000",
        "2.5",
        "E4 ·",
        "Structural",
    ):
        assert words in told
    assert [h2.get_text() for h2 in shown.page.select(".strategy__body h2.chapter__title")] == [
        "Why",
        "How",
        "What it gives",
        "To take over",
        "Links and files",
    ]
    steps = [step.get_text() for step in shown.page.select("ol.course .course__what")]
    assert steps == ["Une seule porte", "Un appel rapide"]
    assert shown.page.select_one("table.indicators caption")
    headers = [th.get_text() for th in shown.page.select("table.indicators thead th")]
    assert headers == ["Indicator", "Before", "Target", "Result"]
    assert "Des médiateurs parlant roumain" in shown.page.select_one("#needs").get_text()  # type: ignore[union-attr]


def test_what_is_not_there_has_no_heading(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    empty = {
        field.name: field.empty
        for field in FIELDS
        if field.name not in ("title", "municipalities", "themes", "visibility")
    }
    draft = sheets.start(people.chloe, **empty)
    shown = browser_of(people.chloe).get(draft.url)
    assert shown.status == 200
    assert not shown.page.select(".chapter, .contents, #needs, #endorsements, #discussion")
    assert "CC BY" not in shown.text


def test_every_line_of_the_contents_leads_somewhere(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    shown = browser_of(people.bram).get(sheets.publish(people.chloe).url)
    links = [str(link["href"]) for link in shown.page.select(".contents a")]
    assert len(links) == 8
    assert all(shown.page.select(link) for link in links)


def test_partners_stand_under_their_level_and_those_of_none_last(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    shown = browser_of(people.bram).get(f"{sheets.publish(people.chloe).url}?lang=fr")
    levels = [dt.get_text() for dt in shown.page.select(".partners dt")]
    assert levels[0] == "Zone de police"
    assert "Les voisins réunis" in shown.page.select(".partners__level")[-1].get_text()


def test_words_of_another_language_say_so(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    url = sheets.publish(people.chloe).url
    in_dutch = browser_of(people.bram).get(f"{url}?lang=nl")
    for selector in ("h1", ".strategy__summary", ".prose", "ol.course", ".needs__list"):
        assert in_dutch.page.select_one(f'{selector}[lang="fr"]'), selector
    in_french = browser_of(people.chloe).get(f"{url}?lang=fr")
    assert not in_french.page.select('.strategy__article [lang="fr"]')


@pytest.mark.parametrize(
    ("state", "notice"), [("draft", "Only those who write it"), ("archived", "no longer current")]
)
def test_a_draft_and_an_archived_sheet_say_what_they_are(
    people: Cast, sheets: Sheets, browser_of: BrowserOf, state: str, notice: str
) -> None:
    strategy = sheets.publish(people.chloe)
    (sheets.withdraw if state == "draft" else sheets.archive)(people.chloe, strategy)
    assert notice in browser_of(people.chloe).get(f"{strategy.url}?lang=en").text


def test_a_sheet_exists_for_its_audience_alone(
    app: Flask, people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    partner = _partner(app)
    everybody, partners, members = (
        sheets.publish(people.chloe, visibility=v) for v in ("public", "partners", "members")
    )
    draft = sheets.start(people.chloe)
    readers = {None: "anonymous", partner: "partner", people.bram: "member"}
    statuses = {
        name: [browser_of(reader).get(s.url).status for s in (everybody, partners, members, draft)]
        for reader, name in readers.items()
    }
    assert statuses == {
        "anonymous": [200, 302, 302, 302],
        "partner": [200, 200, 404, 404],
        "member": [200, 200, 200, 404],
    }


def test_a_contact_person_who_has_left_is_named_no_more(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe, contact=people.els.id)  # deactivated
    sheets.agree_to_be_named(strategy)
    assert not browser_of(people.bram).get(strategy.url).page.select(".colophon__contact")
    assert people.els.name not in browser_of(people.bram).get("/strategies/export.csv").body


def test_the_contact_person_is_named_only_once_they_agreed(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe, contact=people.dirk.id)
    before = browser_of(people.bram).get(strategy.url)
    assert people.dirk.name not in before.text
    sheets.agree_to_be_named(strategy)
    after = browser_of(people.bram).get(strategy.url)
    assert people.dirk.name in after.text
    assert after.page.select_one(f'a[href^="/members/{people.dirk.id}/contact-request"]')


def test_the_licence_is_that_of_the_audience(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    for visibility, words in (("public", "CC BY 4.0"), ("members", "For members only")):
        strategy = sheets.publish(people.chloe, visibility=visibility)
        shown = browser_of(people.bram).get(f"{strategy.url}?lang=en").page
        assert words in shown.select_one(".colophon").get_text()  # type: ignore[union-attr]


def test_a_public_sheet_says_what_it_is_to_programs(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    title = "Un café </script><script>alert(1)</script>"
    strategy = sheets.publish(people.chloe, title=title)
    data = _structured(browser_of().get(f"{strategy.url}?lang=fr"))
    assert data
    assert (data["@type"], data["name"], data["inLanguage"]) == ("Article", title, "fr")
    assert data["author"][0]["name"] == "Anderlecht"
    assert data["license"].endswith("/by/4.0/")
    assert data["datePublished"]
    assert data["dateModified"]
    assert data["about"] == [{"@type": "Thing", "name": "Prévention"}]


@pytest.mark.parametrize("visibility", ["members", "partners"])
def test_a_sheet_that_is_not_everybody_s_says_nothing_to_programs(
    people: Cast, sheets: Sheets, browser_of: BrowserOf, visibility: str
) -> None:
    strategy = sheets.publish(people.chloe, visibility=visibility)
    assert _structured(browser_of(people.bram).get(strategy.url)) is None


def test_a_visitor_learns_of_no_closed_theme(
    people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe, themes=[people.prevention.id, people.circle.id])
    shown = browser_of().get(f"{strategy.url}?lang=fr")
    assert "Prévention" in shown.text
    assert "Le cercle" not in shown.body


def test_what_one_can_do_stands_on_top(people: Cast, sheets: Sheets, browser_of: BrowserOf) -> None:
    strategy = sheets.publish(people.chloe)
    doors = {
        people.chloe: {"edit", "publication", "writers"},
        people.bram: {"adaptation"},
        None: set(),
    }
    for reader, expected in doors.items():
        links = browser_of(reader).get(strategy.url).page.select(".strategy__actions a")
        found = {str(link["href"]).rpartition("/")[2] for link in links}
        assert expected <= found
        assert {"document.pdf", "document.docx"} <= found
        assert not (found & {"edit", "publication", "writers", "adaptation"}) - expected


@pytest.mark.any_database
def test_its_page_costs_the_same_with_three_comments_and_with_three_thousand(
    app: Flask, people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe)
    sheets.translate(people.bram, strategy)
    sheets.publish(people.amina, adapted_from=strategy)
    counts = []
    for answers in (3, 2997):
        with app.app_context():
            _grow_further(strategy.thread_id or 0, people, answers)
        bram = browser_of(people.bram)
        bram.get(strategy.url)
        with queries_of() as queries:
            assert bram.get(strategy.url).status == 200
        counts.append(len(queries))
        assert len(queries) <= MOST_STATEMENTS, "\n\n".join(queries)
    assert counts[0] == counts[1]


def test_who_reads_it_is_told_when_it_changes(
    app: Flask, people: Cast, sheets: Sheets, browser_of: BrowserOf
) -> None:
    strategy = sheets.publish(people.chloe)
    shown = browser_of(people.bram).get(strategy.url)
    element = shown.page.select_one(f'[data-stream="{strategy.stream}"]')
    assert element
    sheets.change(people.chloe, strategy, title="Deux cafés avant le dossier")
    with app.app_context():
        missed = log.entries_after(strategy.stream, int(str(element["data-seq"])))
        told = missed_entries(missed.entries, "en")
    assert 'target="strategy-changed"' in told[-1]["html"]
    assert shown.page.select_one("#strategy-changed")


def _grow_further(thread_id: int, people: Cast, answers: int) -> None:
    """So many answers, in the place of those there were."""
    with atomic() as session:
        session.execute(delete(Comment).where(Comment.thread_id == thread_id, Comment.number > 0))
    grow(db.session.get_one(Thread, thread_id), people.chloe, [0] * answers)


def _structured(answer: Answer) -> dict[str, Any] | None:
    script = answer.page.select_one('script[type="application/ld+json"]')
    return json.loads(script.get_text()) if script else None


def _partner(app: Flask) -> Member:
    with app.app_context():
        with atomic() as session:
            zone = Organisation(name_fr="Zone", name_nl="Zone", level="police_zone")
            session.add(zone)
            session.flush()
        return add_member("partner@example.org", "Paul Smet", organisation_id=zone.id)
