"""Needs meet those who can help, across languages, with the reason; and give nothing away."""

import time
from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import atomic
from connect.discussions import actions as discussions
from connect.discussions.models import Thread
from connect.folding import fold
from connect.matching.matches import LOOKED_AT
from connect.matching.meanings import Lexicon
from connect.members.models import Member, MemberTopic
from connect.themes.models import Theme
from tests.support.cast import GENT, Cast
from tests.support.sheets import shared_strategy, started_strategy
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


def offer(app: Flask, member: Member, topic: str, audience: str = "members") -> None:
    with app.app_context(), atomic() as session:
        session.add(
            MemberTopic(
                member_id=member.id, kind="offers", position=0, text=topic, folded=fold(topic)
            )
        )
        session.get_one(Member, member.id).expertise_for = audience  # type: ignore[assignment]


def ask(app: Flask, author: Member, theme: Theme, title: str, kind: str = "question") -> Thread:
    with app.app_context():
        return discussions.open_thread(author, theme, kind=kind, title=title, body="Qui sait ?")


@pytest.mark.any_database
def test_a_dutch_question_finds_a_french_sheet_and_member_by_their_terms(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    sheet = shared_strategy(
        app, people.chloe, title="La nuit", problem="<p>Le travail social de rue manquait.</p>"
    )
    offer(app, people.amina, "Travail social de rue")
    thread = ask(app, people.bram, people.networks, "Wie doet aan straathoekwerk ?")
    found = browser_of(people.bram).get(f"/matches/{thread.stream}")
    assert [link["href"] for link in found.page.select(".matches a[href^='/strategies/']")] == [
        sheet.url
    ]
    assert "Travail social de rue" in found.text
    assert found.page.select(f"a[href^='{people.amina.profile_url}/contact-request']")


def test_the_lines_of_a_sheet_are_needs_too(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    offer(app, people.dirk, "Bemiddeling")
    sheet = shared_strategy(app, people.chloe, needs=["Un service de médiation à appeler"])
    assert "Dirk Claes" in browser_of(people.bram).get(f"/matches/{sheet.subject}").text
    quiet = shared_strategy(app, people.chloe, title="Sans besoin")
    assert browser_of(people.bram).get(f"/matches/{quiet.subject}").status == 404


def test_what_has_nothing_in_common_is_not_offered(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    shared_strategy(app, people.chloe)
    offer(app, people.amina, "Planification d’urgence")
    thread = ask(app, people.bram, people.networks, "Wie kent sport na school ?")
    assert not browser_of(people.bram).get(f"/matches/{thread.stream}").page.select(".matches li")


def test_many_long_sheets_are_understood_in_no_time(app: Flask) -> None:
    """As many as one need is met with, as long as a sheet can be: all others wait meanwhile."""
    written = fold(" ".join(f"bemiddeling{number} wijkagent" for number in range(1_400)))
    with app.test_request_context():
        lexicon = Lexicon.now("nl")
    started = time.thread_time()
    for _sheet in range(LOOKED_AT // 3):
        lexicon.meaning_of(written)
    assert time.thread_time() - started < 1


def test_what_every_sheet_is_about_is_no_reason(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    shared_strategy(
        app, people.chloe, partners=[{"name": "Huy", "level": "municipality", "role": ""}]
    )
    thread = ask(app, people.bram, people.networks, "Welke gemeente kent sport na school ?")
    assert not browser_of(people.bram).get(f"/matches/{thread.stream}").page.select(".matches li")


@pytest.mark.any_database
def test_a_sheet_out_of_reach_is_not_among_the_matches(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    words = {"problem": "<p>Le travail social de rue manquait.</p>"}
    started_strategy(app, people.chloe, title="Brouillon", **words)
    shared_strategy(app, people.chloe, title="Pour les communes", visibility="members", **words)
    thread = ask(app, people.bram, people.networks, "Straathoekwerk in het weekend ?")
    with app.app_context(), atomic() as session:
        session.get_one(Member, people.dirk.id).municipality = None
    assert "Brouillon" not in browser_of(people.bram).get(f"/matches/{thread.stream}").text
    assert "Pour les communes" in browser_of(people.bram).get(f"/matches/{thread.stream}").text
    partner = browser_of(people.dirk).get(f"/matches/{thread.stream}").text
    assert "Pour les communes" not in partner


def test_expertise_that_is_not_shown_brings_nobody_here(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    offer(app, people.amina, "Médiation", audience="organisers")
    thread = ask(app, people.bram, people.networks, "Wie doet aan bemiddeling ?")
    assert "Amina" not in browser_of(people.bram).get(f"/matches/{thread.stream}").text
    assert "Amina" in browser_of(people.olga).get(f"/matches/{thread.stream}").text


def test_a_thread_out_of_reach_has_no_matches(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    thread = ask(app, people.chloe, people.circle, "Médiation ?")
    assert browser_of(people.dirk).get(f"/matches/{thread.stream}").status == 404
    assert browser_of().get(f"/matches/{thread.stream}").status == 302
    for name in ("thread:0", "nobody:1", "theme:1", "strategy:999"):
        assert browser_of(people.bram).get(f"/matches/{name}").status == 404


def test_only_questions_ask(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    question = ask(app, people.chloe, people.networks, "Médiation ?")
    told = ask(app, people.chloe, people.networks, "Médiation !", kind="experience")
    bram = browser_of(people.bram)
    link = bram.get(question.url).page.select_one("a[data-turbo-frame=matches]")
    assert link
    assert link["href"] == f"/matches/{question.stream}"
    assert not bram.get(told.url).page.select("turbo-frame#matches")
    assert bram.get(f"/matches/{told.stream}").status == 404


@pytest.mark.any_database
def test_a_similar_size_is_a_reason(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    offer(app, people.dirk, "Bemiddeling")  # of Antwerp, as large as Ghent
    thread = ask(app, people.bram, people.networks, "Bemiddeling ?")
    reasons = browser_of(people.olga).get(f"/matches/{thread.stream}").page.select(".matches li li")
    assert len(reasons) == 2


def test_matches_cost_the_same_for_few_and_many(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    thread = ask(app, people.bram, people.networks, "Travail social de rue et médiation ?")
    olga = browser_of(people.olga)

    def cost() -> int:
        with queries_of() as queries:
            olga.get(f"/matches/{thread.stream}")
        return len(queries)

    shared_strategy(app, people.chloe, municipalities=[GENT])
    few = cost()
    for number in range(8):
        shared_strategy(app, people.chloe, title=f"Médiation {number}")
    assert cost() == few <= 9
