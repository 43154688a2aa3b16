"""The list of strategies: filtered by facets, counted, sorted, page after page."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from connect.database import at, db
from connect.strategies import actions
from connect.strategies.models import Strategy
from tests.support.cast import ANTWERPEN, BRUXELLES, GENT, LIEGE, Cast
from tests.support.sheets import shared_strategy
from tests.support.statements import queries_of
from tests.support.visitors import Answer, Visitor

Share = Callable[..., Strategy]
BrowserOf = Callable[..., Visitor]
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def share(app: Flask, people: Cast) -> Share:
    """Chloé publishes it, a minute after the one before."""
    shared: list[Strategy] = []

    def share(title: str, **said: Any) -> Strategy:
        with at(NOON + timedelta(minutes=len(shared))):
            shared.append(shared_strategy(app, people.chloe, title=title, **said))
        return shared[-1]

    return share


def test_a_visitor_finds_what_is_public_with_its_places(
    share: Share, browser_of: BrowserOf
) -> None:
    share("Remettre les bancs", municipalities=[LIEGE, GENT])
    answer = browser_of().get("/strategies/")
    assert titles(answer) == ["Remettre les bancs"]
    [row] = answer.page.select(".strategy-row")
    assert "Liège, Gand" in row.text


def test_facets_are_joined_by_and_their_values_by_or(share: Share, browser_of: BrowserOf) -> None:
    share("A", municipalities=[LIEGE], evidence="E2")
    share("B", municipalities=[GENT], evidence="E2")
    share("C", municipalities=[ANTWERPEN], evidence="E4")
    visitor = browser_of()
    two_places = f"municipality={LIEGE}&municipality={ANTWERPEN}"
    assert titles(visitor.get(f"/strategies/?{two_places}")) == ["C", "A"]
    assert titles(visitor.get(f"/strategies/?{two_places}&evidence=E4")) == ["C"]


def test_the_counts_of_a_facet_look_past_its_own_filter(
    share: Share, browser_of: BrowserOf
) -> None:
    share("A", municipalities=[LIEGE], evidence="E2")
    share("B", municipalities=[GENT], evidence="E2")
    share("C", municipalities=[GENT], evidence="E4")
    answer = browser_of().get(f"/strategies/?municipality={GENT}")
    assert counts(answer, "municipality") == {GENT: 2, LIEGE: 1}
    assert counts(answer, "evidence") == {"E2": 1, "E4": 1}
    assert total(answer) == 2


def test_a_chosen_value_that_finds_nothing_is_shown_and_can_be_taken_off(
    share: Share, browser_of: BrowserOf
) -> None:
    share("A", municipalities=[LIEGE], evidence="E2", status="running")
    answer = browser_of().get(f"/strategies/?evidence=E4&municipality={LIEGE}")
    assert counts(answer, "evidence") == {"E2": 1, "E4": 0}
    assert counts(answer, "status") == {}
    ways = {link["href"] for link in answer.page.select(".empty-state a")}
    assert f"/strategies/?municipality={LIEGE}" in ways
    assert "/strategies/?evidence=E4" not in ways
    chips = [link["href"] for link in answer.page.select(".finder__chips .tag")]
    assert chips == ["/strategies/?evidence=E4", f"/strategies/?municipality={LIEGE}"]


def test_what_an_address_says_and_nobody_knows_is_left_aside(
    share: Share, browser_of: BrowserOf
) -> None:
    share("A")
    for query in ("theme=99", "evidence=E9", "sort=best", "after=x", "after=-.1", "place=", "q="):
        assert titles(browser_of().get(f"/strategies/?{query}")) == ["A"], query


def test_words_are_found_without_case_and_accents_and_all_of_them_count(
    share: Share, browser_of: BrowserOf
) -> None:
    share("Médiation à l’école")
    share("Médiation de quartier")
    visitor = browser_of()
    assert titles(visitor.get("/strategies/?q=MEDIATION+ecole")) == ["Médiation à l’école"]
    assert titles(visitor.get("/strategies/?q=100%25")) == []
    assert total(visitor.get("/strategies/?q=mediation")) == 2


def test_counts_are_of_what_says_the_words(share: Share, browser_of: BrowserOf) -> None:
    share("Bancs", municipalities=[LIEGE])
    share("Lampes", municipalities=[GENT])
    answer = browser_of().get("/strategies/?q=lampes")
    assert counts(answer, "municipality") == {GENT: 1}


def test_a_typed_municipality_is_understood_in_either_language(
    share: Share, browser_of: BrowserOf
) -> None:
    share("A", municipalities=[LIEGE])
    share("B", municipalities=[GENT])
    answer = browser_of().get("/strategies/?place=luik")
    assert titles(answer) == ["A"]
    assert answer.page.select_one(f"#municipality-{LIEGE}[checked]")


def test_a_municipality_that_nobody_knows_is_told_and_kept(
    share: Share, browser_of: BrowserOf
) -> None:
    share("A")
    answer = browser_of().get("/strategies/?place=Atlantis")
    assert titles(answer) == ["A"]
    field = answer.page.select_one("#place")
    assert field
    assert field["value"] == "Atlantis"
    assert field["aria-invalid"] == "true"


def test_a_name_that_may_mean_several_offers_them(share: Share, browser_of: BrowserOf) -> None:
    share("A", municipalities=[LIEGE])
    answer = browser_of().get("/strategies/?place=saint")
    assert total(answer) == 1
    assert len(counts(answer, "municipality")) > 3
    assert not answer.page.select("#facet-municipality [checked]")


def test_each_order_puts_its_own_first(app: Flask, share: Share, browser_of: BrowserOf) -> None:
    old, new = share("Zorgen"), share("Écouter")
    with app.app_context(), at(NOON + timedelta(hours=1)):
        changed = db.session.get_one(Strategy, old.id)
        actions.change_strategy(changed.author, changed, {"status": "pilot"}, version=1)
    visitor = browser_of()
    assert titles(visitor.get("/strategies/")) == [old.title, new.title]
    assert titles(visitor.get("/strategies/?sort=newest")) == [new.title, old.title]
    assert titles(visitor.get("/strategies/?sort=title")) == [new.title, old.title]


@pytest.mark.parametrize("order", ["updated", "newest", "endorsed", "title"])
def test_pages_show_everything_once_also_when_the_last_one_shown_goes(
    app: Flask, share: Share, browser_of: BrowserOf, order: str
) -> None:
    shared = [share(f"Fiche {number % 7}") for number in range(45)]
    visitor, seen = browser_of(), []
    path: str | None = f"/strategies/?sort={order}"
    while path:
        answer = visitor.get(path)
        seen += rows(answer)
        withdraw(app, seen[-1])
        following = answer.page.select_one(".pagination a[href*=after]")
        path = str(following["href"]) if following else None
    assert sorted(seen) == [strategy.id for strategy in shared]


def test_what_is_archived_is_found_by_asking_for_it(
    app: Flask, share: Share, browser_of: BrowserOf
) -> None:
    strategy = share("Ancienne")
    with app.app_context():
        kept = db.session.get_one(Strategy, strategy.id)
        actions.archive_strategy(kept.author, kept)
    assert titles(browser_of().get("/strategies/")) == []
    assert titles(browser_of().get("/strategies/?archived=1")) == ["Ancienne"]


def test_the_language_of_the_page_filters_nothing(share: Share, browser_of: BrowserOf) -> None:
    share("Remettre les bancs")
    visitor = browser_of()
    assert titles(visitor.get("/strategies/?lang=nl")) == ["Remettre les bancs"]
    assert titles(visitor.get("/strategies/?language=nl")) == []
    asked = visitor.get("/strategies/?language=fr&language=nl")
    assert titles(asked) == ["Remettre les bancs"]
    chips = [link["href"] for link in asked.page.select(".finder__chips .tag")]
    assert chips == ["/strategies/?language=nl", "/strategies/?language=fr"]


def test_an_empty_list_says_how_to_begin(people: Cast, browser_of: BrowserOf) -> None:
    answer = browser_of(people.bram).get("/strategies/")
    assert answer.page.select_one('.empty-state a[href="/strategies/new"]')


def test_themes_that_are_kept_to_a_circle_are_named_to_its_members_alone(
    share: Share, people: Cast, browser_of: BrowserOf
) -> None:
    share("A", themes=[people.circle.id, people.prevention.id])
    path = f"/strategies/?theme={people.circle.id}"
    for outside in (None, people.dirk):
        answer = browser_of(outside).get(path)
        assert str(people.circle.id) not in counts(answer, "theme")
        assert people.circle.name_fr not in answer.text
        assert people.circle.name_nl not in answer.text
    assert counts(browser_of(people.bram).get(path), "theme")[str(people.circle.id)] == 1


@pytest.mark.parametrize("many", [3, 30])
def test_a_list_costs_eight_statements_at_most(
    app: Flask, share: Share, people: Cast, browser_of: BrowserOf, many: int
) -> None:
    for number in range(many):
        share(f"Fiche {number}", municipalities=[(LIEGE, GENT, BRUXELLES)[number % 3]])
    chosen = f"theme={people.prevention.id}&evidence=E2&status=running&axis=prevention"
    path = f"/strategies/?{chosen}&target_group=seniors&q=bancs"
    bram = browser_of(people.bram)
    app.extensions.pop("strategy_index", None)
    for change in ("the first time", "unchanged", "one changed"):
        if change == "one changed":
            share("Encore une")
        with queries_of() as queries:
            assert bram.get(path).status == 200
        assert len(queries) <= 8, f"{change}:\n" + "\n\n".join(queries)


def titles(answer: Answer) -> list[str]:
    return [link.text for link in answer.page.select(".strategy-row__title a")]


def rows(answer: Answer) -> list[int]:
    return [int(str(row["id"]).rpartition("-")[2]) for row in answer.page.select(".strategy-row")]


def total(answer: Answer) -> int:
    [said] = answer.page.select("#total")
    return int(said.text.split()[0])


def counts(answer: Answer, facet: str) -> dict[str, int]:
    """By value, as the page tells them."""
    found = answer.page.select(f"#facet-{facet} .facet__choice")
    return {
        str(choice.select("input")[0]["value"]): int(choice.select(".facet__count")[0].text)
        for choice in found
    }


def withdraw(app: Flask, strategy_id: int) -> None:
    with app.app_context():
        strategy = db.session.get_one(Strategy, strategy_id)
        actions.withdraw_strategy(strategy.author, strategy)
