"""A member's page tells what they shared, said and endorsed, as far as its reader may know."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from connect.directory.queries import SHOWN_COMMENTS
from connect.endorsements.actions import endorse
from connect.members.models import Member
from connect.places.models import Organisation
from connect.strategies.models import Strategy
from tests.support.cast import LIEGE, Cast
from tests.support.conversations import Conversations
from tests.support.statements import queries_of
from tests.support.strategies import standing_strategy
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


def titles(page: BeautifulSoup, section: str) -> list[str]:
    return [a.text for a in page.select(f"#{section} .doing__title a")]


@pytest.mark.any_database
def test_what_was_shared_is_listed_for_those_who_may_read_it(
    app: Flask, browser_of: BrowserOf, people: Cast, zone: tuple[Organisation, Member]
) -> None:
    standing_strategy(app, people.chloe, title="Pour tous")
    standing_strategy(app, people.chloe, title="Entre communes", visibility="members")
    draft = {"state": "draft", "published_at": None}
    standing_strategy(app, people.chloe, title="Brouillon", **draft)
    url = people.chloe.profile_url
    assert titles(browser_of(people.dirk).get(url).page, "shared") == [
        "Entre communes",
        "Pour tous",
    ]
    _zone, farid = zone
    assert titles(browser_of(farid).get(url).page, "shared") == ["Pour tous"]
    assert "Brouillon" not in browser_of(people.chloe).get(url).text


@pytest.mark.any_database
def test_what_was_said_is_listed_without_what_the_reader_may_not_read(
    browser_of: BrowserOf, people: Cast, talk: Conversations
) -> None:
    opened = talk.open(people.chloe, people.prevention, title="Qui ouvre ?")
    talk.post(people.bram, opened, "Wij openen om zes uur.")
    withdrawn = talk.post(people.bram, opened, "Vergeet dit.")
    talk.withdraw(withdrawn)
    secret = talk.open(people.bram, people.circle, title="Onder ons")
    talk.post(people.bram, secret, "Een geheim woord.")
    seen = browser_of(people.dirk).get(people.bram.profile_url)
    assert titles(seen.page, "said") == ["Qui ouvre ?"]
    assert "Wij openen om zes uur." in seen.text
    for hidden in ("Vergeet dit", "Onder ons", "geheim"):
        assert hidden not in seen.body
    inside = browser_of(people.chloe).get(people.bram.profile_url).page
    assert titles(inside, "said") == ["Onder ons", "Onder ons", "Qui ouvre ?"]
    count = inside.select_one("#said .section__count")
    assert count
    assert count.text == "3"


def test_older_words_stand_on_the_next_page(
    browser_of: BrowserOf, people: Cast, talk: Conversations
) -> None:
    thread = talk.open(people.chloe, people.prevention)
    for number in range(SHOWN_COMMENTS + 2):
        talk.post(people.bram, thread, f"Woord nummer {number}.")
    amina = browser_of(people.amina)
    first = amina.get(people.bram.profile_url).page
    more = first.select_one("#said .pagination a")
    assert more
    second = amina.get(str(more["href"]))
    told = [p.text for p in second.page.select("#said .doing__excerpt")]
    assert told == ["Woord nummer 1.", "Woord nummer 0."]
    assert len(first.select("#said .doing")) == SHOWN_COMMENTS
    assert not second.page.select_one("#said .pagination")


@pytest.mark.any_database
def test_what_a_member_endorsed_stands_on_their_page_and_on_the_municipality_s(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    strategy = standing_strategy(app, people.chloe, title="Les bancs", visibility="members")
    with app.app_context():
        give(people.amina, strategy)
    dirk = browser_of(people.dirk)
    for path in (people.amina.profile_url, f"/municipalities/{LIEGE}"):
        assert titles(dirk.get(path).page, "endorsed") == ["Les bancs"], path


def give(member: Member, strategy: Strategy) -> None:
    endorse(
        member,
        strategy.subject,
        level="supports",
        mandate="Échevine",
        note="Une bonne pratique.",
        token=None,
    )


def test_a_member_page_asks_no_more_than_ten_questions(
    app: Flask, browser_of: BrowserOf, people: Cast, talk: Conversations
) -> None:
    thread = talk.open(people.chloe, people.prevention)
    for _ in range(3):
        talk.post(people.bram, thread)
        standing_strategy(app, people.bram)
    amina = browser_of(people.amina)
    with queries_of() as queries:
        amina.get(people.bram.profile_url)
    assert len(queries) <= 10, "\n\n".join(queries)


def test_the_place_beside_a_name_leads_to_its_page(
    browser_of: BrowserOf, people: Cast, zone: tuple[Organisation, Member]
) -> None:
    dirk = browser_of(people.dirk)
    organisation, farid = zone
    for member, path in (
        (people.amina, f"/municipalities/{LIEGE}"),
        (farid, f"/organisations/{organisation.id}"),
    ):
        link = dirk.get(member.profile_url).page.select_one(".profile__role a")
        assert link
        assert link["href"] == path
        assert member.name in dirk.get(path).text


def test_a_municipality_s_page(
    app: Flask, browser_of: BrowserOf, people: Cast, zone: tuple[Organisation, Member]
) -> None:
    dirk = browser_of(people.dirk)
    dirk.get("/?lang=en")
    page = dirk.get(f"/municipalities/{LIEGE}")
    for words in ("Liège", "Luik", "Province de Liège", "Région wallonne", "Amina Benali"):
        assert words in page.text
    assert "Over 100,000 inhabitants" in page.text
    assert page.page.select_one(f"a[href='/organisations/{zone[0].id}']")
    empty = dirk.get("/municipalities/11001")
    assert empty.status == 200
    assert empty.page.select_one(".empty-state a[href='/members/?province=10000']")


@pytest.mark.parametrize("path", ["/municipalities/99999", "/municipalities/x", "/organisations/9"])
def test_a_place_that_does_not_exist_has_no_page(
    browser_of: BrowserOf, people: Cast, path: str
) -> None:
    assert browser_of(people.dirk).get(path).status == 404
    assert browser_of().get(path).status == 302


def test_an_organisation_s_page_tells_its_strategies(
    app: Flask, browser_of: BrowserOf, people: Cast, zone: tuple[Organisation, Member]
) -> None:
    organisation, farid = zone
    standing_strategy(app, farid, title="Les rondes")
    page = browser_of(people.dirk).get(f"/organisations/{organisation.id}").page
    assert titles(page, "shared") == ["Les rondes"]
    assert "Politiezone" in page.text or "Zone de police" in page.text or "Police zone" in page.text


def test_advice_is_asked_in_a_theme_or_between_two(browser_of: BrowserOf, people: Cast) -> None:
    dirk = browser_of(people.dirk)
    assert dirk.get(people.bram.profile_url).page.select_one(
        f"a[href='{people.bram.profile_url}/advice']"
    )
    page = dirk.get(f"{people.bram.profile_url}/advice").page
    ways = [str(a["href"]) for a in page.select(".way")]
    asks = f"/threads/new?kind=question&mention={people.bram.id}"
    assert ways == [f"/themes/prevention{asks}", f"/themes/networks{asks}"]
    text = dirk.get(ways[0]).page.select_one("textarea[name=body]")
    assert text
    assert text.text.strip() == "@Bram Peeters"
    assert page.select_one(f"a[href='{people.bram.profile_url}/contact-request']")


def test_nobody_asks_themselves_or_who_has_left_for_advice(
    browser_of: BrowserOf, people: Cast
) -> None:
    olga = browser_of(people.olga)
    for member in (people.olga, people.els):
        assert not olga.get(member.profile_url).page.select_one("a[href$='/advice']")
        assert olga.get(f"{member.profile_url}/advice").status == 403
    assert browser_of(people.dirk).get(f"{people.els.profile_url}/advice").status == 404


def test_a_thread_that_asks_for_nobody_s_advice_begins_empty(
    browser_of: BrowserOf, people: Cast
) -> None:
    dirk = browser_of(people.dirk)
    for mention in (people.els.id, 99999, "x", 2**63):
        page = dirk.get(f"/themes/prevention/threads/new?mention={mention}").page
        text = page.select_one("textarea[name=body]")
        assert text
        assert not text.text.strip()
