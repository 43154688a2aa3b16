"""What is pushed of endorsements makes an open page the same as a fresh one, for every reader."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template

from connect.database import db
from connect.endorsements import actions
from connect.endorsements.pages import endorsements_shown
from connect.events import log
from connect.live.fragments import missed_entries
from connect.members.models import Member
from connect.strategies.models import Strategy
from connect.web.languages import speaking
from tests.endorsements.conftest import Endorse, Publish
from tests.support.cast import Cast
from tests.support.statements import queries_of
from tests.support.visitors import Visitor

pytestmark = pytest.mark.any_database


def test_replaying_on_a_stale_page_equals_a_fresh_one(
    app: Flask, people: Cast, griet: Member, strategy: Strategy, endorse: Endorse
) -> None:
    endorse(people.amina, "supports")
    stale = _section(app, strategy)
    seen = _head(app, strategy)
    first = endorse(people.bram, "applies", note="Sinds maart.")
    second = endorse(griet, "reservation", note="Niet in het weekend.", replaces=first.id)
    given = endorse(people.dirk, "to_confirm")
    with app.app_context():
        dirk = db.session.get_one(Member, people.dirk.id)
        actions.withdraw_endorsement(dirk, strategy.subject, current=given.id)
        entries = log.entries_after(strategy.stream, seen).entries
        kinds = [entry.kind for entry in entries]
        for entry in missed_entries(entries, "nl"):
            _apply(entry["html"], stale)
    assert kinds == [
        "endorsement.given",
        "endorsement.changed",
        "endorsement.given",
        "endorsement.withdrawn",
    ]
    fresh = _section(app, strategy)
    assert str(stale) == str(fresh)
    assert fresh.select_one(f"#endorsement-{second.id}")
    assert not fresh.select_one(f"#endorsement-{given.id}")


def test_many_entries_cost_two_statements(
    app: Flask, people: Cast, strategy: Strategy, endorse: Endorse
) -> None:
    for member in (people.amina, people.bram, people.chloe, people.dirk):
        endorse(member)
    with app.app_context():
        entries = log.entries_after(strategy.stream, 0).entries
        with queries_of() as statements:
            missed = missed_entries(entries, "fr")
    assert len(statements) == 2, "\n\n".join(statements)
    assert all("Anvers" in entry["html"] for entry in missed if entry["html"])


def test_a_fragment_holds_nothing_of_one_reader(
    app: Flask, people: Cast, strategy: Strategy, endorse: Endorse
) -> None:
    endorse(people.bram)
    with app.app_context():
        (entry,) = missed_entries(log.entries_after(strategy.stream, 0).entries, "fr")
    assert "csrf" not in entry["html"]
    assert "<form" not in entry["html"]
    assert "endorsements__own" not in entry["html"]


def test_who_may_not_read_it_hears_nothing(
    browser_of: Callable[..., Visitor],
    people: Cast,
    partner: Member,
    publish: Publish,
    endorse: Endorse,
) -> None:
    inner = publish(visibility="members")
    endorse(people.bram, subject=inner.subject, note="Geheim.")
    address = f"/live/{inner.stream}?after=0"
    heard = [browser_of(who).client.get(address) for who in (people.amina, partner, None)]
    assert [answer.status_code for answer in heard] == [200, 404, 401]
    assert ["Geheim." in answer.text for answer in heard] == [True, False, False]


def _section(app: Flask, strategy: Strategy) -> BeautifulSoup:
    """As a fresh page shows it; how long ago it was is no difference."""
    with app.app_context(), speaking("nl"):
        shown = endorsements_shown(strategy.subject)
        html = render_template("endorsements/_endorsements.html", endorsements=shown)
    return _without_times(BeautifulSoup(html.strip(), "html.parser"))


def _apply(html: str, page: BeautifulSoup) -> None:
    for stream in BeautifulSoup(html, "html.parser").select("turbo-stream"):
        assert (stream["action"], stream["target"]) == ("replace", "endorsements")
        target, template = page.find(id="endorsements"), stream.template
        assert target
        assert template
        inside = BeautifulSoup(template.decode_contents().strip(), "html.parser")
        target.replace_with(_without_times(inside))


def _without_times(page: BeautifulSoup) -> BeautifulSoup:
    for time in page.select("time"):
        time.clear()
    return page


def _head(app: Flask, strategy: Strategy) -> int:
    with app.app_context():
        return log.head(strategy.stream)
