"""Who wrote what was endorsed is told in their inbox, while it stands and while they may read."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.endorsements.actions import withdraw_endorsement
from connect.members.models import Member
from connect.strategies.models import Strategy, StrategyWriter
from connect.worker import settle_due
from tests.endorsements.conftest import Endorse
from tests.support.cast import Cast
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database

Told = Callable[[Member], list[str]]
GHENT_SAYS = "Ghent says of “Les marcheurs de nuit”: {}"


@pytest.fixture
def told(app: Flask, browser_of: Callable[..., Visitor]) -> Told:
    def lines(member: Member) -> list[str]:
        _settle(app)
        page = browser_of(member).get("/inbox?lang=en").page
        return [button.get_text(strip=True) for button in page.select(".inbox__link")]

    return lines


def test_author_and_co_authors_are_told_and_nobody_else(
    app: Flask, people: Cast, strategy: Strategy, endorse: Endorse, told: Told
) -> None:
    _co_author(app, strategy, people.dirk)
    endorse(people.bram, "applies")
    assert told(people.chloe) == told(people.dirk) == [GHENT_SAYS.format("We apply it")]
    assert told(people.bram) == told(people.olga) == []


def test_who_endorses_their_own_is_not_told(
    people: Cast, strategy: Strategy, endorse: Endorse, told: Told
) -> None:
    endorse(people.chloe)
    assert told(people.chloe) == []


def test_a_changed_one_takes_the_place_of_the_first(
    app: Flask, people: Cast, griet: Member, endorse: Endorse, told: Told
) -> None:
    first = endorse(people.bram, "to_confirm")
    assert told(people.chloe) == [GHENT_SAYS.format("To be confirmed")]
    endorse(griet, "supports", replaces=first.id)
    assert told(people.chloe) == [GHENT_SAYS.format("We support it")]
    assert _unread(app, people.chloe) == 1


def test_a_withdrawn_one_calls_nobody(
    app: Flask, people: Cast, strategy: Strategy, endorse: Endorse, told: Told
) -> None:
    first = endorse(people.bram)
    _settle(app)
    assert _unread(app, people.chloe) == 1
    with app.app_context():
        bram = db.session.get_one(Member, people.bram.id)
        withdraw_endorsement(bram, strategy.subject, current=first.id)
    assert told(people.chloe) == []
    assert _unread(app, people.chloe) == 0


def test_its_line_leads_to_it_and_is_read_then(
    app: Flask,
    people: Cast,
    browser_of: Callable[..., Visitor],
    strategy: Strategy,
    endorse: Endorse,
) -> None:
    endorsement = endorse(people.bram)
    _settle(app)
    chloe = browser_of(people.chloe)
    line = chloe.get("/inbox").page.select_one(".inbox__link")
    assert line
    answer = chloe.post(str(line["formaction"]))
    assert answer.location == f"/endorsements/{strategy.subject}/history#said-{endorsement.id}"
    assert chloe.get(answer.location).page.select_one(f"#said-{endorsement.id}")
    assert _unread(app, people.chloe) == 0


def test_who_may_not_read_it_any_more_is_told_nothing(
    app: Flask,
    people: Cast,
    browser_of: Callable[..., Visitor],
    strategy: Strategy,
    endorse: Endorse,
    told: Told,
) -> None:
    """A co-author once, and then of an organisation that the sheet is not for."""
    _co_author(app, strategy, people.dirk)
    endorse(people.bram)
    assert told(people.dirk)
    dirk = browser_of(people.dirk)
    line = dirk.get("/inbox").page.select_one(".inbox__link")
    assert line
    with app.app_context(), atomic() as session:
        session.delete(session.get_one(StrategyWriter, (strategy.id, people.dirk.id)))
        session.get_one(Strategy, strategy.id).visibility = "members"
        session.get_one(Member, people.dirk.id).municipality = None
    assert told(people.dirk) == []
    assert dirk.post(str(line["formaction"])).status == 404


def test_an_inbox_of_endorsements_costs_three_statements_more(
    app: Flask, people: Cast, browser_of: Callable[..., Visitor], endorse: Endorse
) -> None:
    for member in (people.amina, people.bram, people.dirk):
        endorse(member)
    _settle(app)
    chloe = browser_of(people.chloe)
    with queries_of() as statements:
        assert len(chloe.get("/inbox").page.select(".inbox__link")) == 3
    assert len(statements) <= 5, "\n\n".join(statements)


def _co_author(app: Flask, strategy: Strategy, member: Member) -> None:
    with app.app_context(), atomic() as session:
        session.add(StrategyWriter(strategy_id=strategy.id, member_id=member.id))


def _settle(app: Flask) -> None:
    with app.app_context():
        while settle_due():
            pass


def _unread(app: Flask, member: Member) -> int:
    with app.app_context():
        return db.session.get_one(Member, member.id).unread_count
