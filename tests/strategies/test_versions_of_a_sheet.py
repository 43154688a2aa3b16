"""What a sheet said before: compared, gone back to, and taken away when it named somebody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from connect.database import atomic, db, utc_now
from connect.members.models import Member
from connect.strategies import actions, history
from connect.strategies.history import versions
from connect.strategies.models import Strategy, StrategyVersion
from tests.strategies.test_writing_together import number_of, strategy_at, told
from tests.strategies.writing import full, published, standard, started
from tests.support.cast import Cast
from tests.support.sheets import shared_strategy
from tests.support.visitors import Visitor

BrowserOf = Callable[..., Visitor]


@pytest.mark.any_database
def test_each_version_is_compared_with_the_one_before_it(
    browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = published(chloe, people)
    changes = {
        "problem": "Les plaintes pour bruit ont triplé en un an.",
        "actions-1-what": "Sortir",
    }
    chloe.post(address, full(people, version=2, **changes))
    page = chloe.get(f"{address}/history").page
    latest = page.select_one("#version-3")
    assert latest is not None
    assert [gone.find(string=True, recursive=False) for gone in latest.select("del")] == ["doublé "]
    assert latest.select("ins")[0].find(string=True, recursive=False) == "triplé "
    assert "Sortir" in latest.text
    assert "mechanism" not in str(latest)


@pytest.mark.any_database
def test_readers_see_no_version_from_before_the_first_publication(
    browser_of: BrowserOf, people: Cast
) -> None:
    chloe, dirk = browser_of(people.chloe), browser_of(people.dirk)
    address = started(chloe, people)
    chloe.post(address, full(people, problem="Ce que Jean Dupont a fait."))
    chloe.post(address, full(people, version=2))
    chloe.post(f"{address}/publication")
    chloe.post(address, full(people, version=3, title="Un nouveau titre"))
    assert "Jean Dupont" in chloe.get(f"{address}/history").text
    seen = dirk.get(f"{address}/history")
    assert "Jean Dupont" not in seen.text
    assert [v["id"] for v in seen.page.select(".version")] == ["version-4", "version-3"]


@pytest.mark.any_database
def test_what_was_written_while_it_was_a_draft_again_stays_private(
    browser_of: BrowserOf, people: Cast
) -> None:
    chloe, dirk = browser_of(people.chloe), browser_of(people.dirk)
    address = published(chloe, people)
    chloe.post(f"{address}/withdrawal")
    chloe.post(address, full(people, version=2, problem="Brouillon caché."))
    chloe.post(address, full(people, version=3, problem="Le nouveau problème."))
    chloe.post(f"{address}/publication")
    seen = dirk.get(f"{address}/history").text
    assert "Brouillon caché." not in seen
    assert "Le nouveau problème." in seen


def test_all_versions_of_a_page_share_what_may_be_spent_on_comparing_them(
    app: Flask, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everybody may open it. When it is spent, whole paragraphs came and went."""
    strategy = shared_strategy(app, people.chloe)
    with app.app_context():
        strategy = db.session.get_one(Strategy, strategy.id)
        for number in range(3):
            told = {"problem": f"La place {'était vide ' * 60} {number}"}
            actions.change_strategy(people.chloe, strategy, told, version=strategy.version)
    monkeypatch.setattr(history, "MOST_STEPS_OF_A_PAGE", 6_000)
    with app.test_request_context():
        shown, _has_older = versions(None, db.session.get_one(Strategy, strategy.id))
    lines = [change.lines for version in shown[:2] for change in version.changes]
    word_by_word, whole = ([line.change for line in of_one] for of_one in lines)
    assert word_by_word == ["same"]
    assert whole == ["removed", "added"]


def test_what_only_members_could_read_is_not_shown_to_everybody_later(
    browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = published(chloe, people, problem="Entre nous.")
    chloe.post(address, full(people, version=2, visibility="public"))
    visitor = browser_of()
    assert visitor.get(f"{address}/history").status == 200
    assert "Entre nous." not in visitor.get(f"{address}/history").text
    assert "Entre nous." in browser_of(people.dirk).get(f"{address}/history").text


@pytest.mark.any_database
def test_a_writer_goes_back_to_a_version(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    chloe, dirk = browser_of(people.chloe), browser_of(people.dirk)
    address = published(chloe, people)
    chloe.post(address, full(people, version=2, title="Autre titre"))
    assert dirk.post(f"{address}/versions/2/restoration").status == 403
    assert chloe.post(f"{address}/versions/9/restoration").status == 404
    assert chloe.post(f"{address}/versions/2/restoration").status == 303
    restored = strategy_at(app, address)
    assert (restored.title, restored.version) == ("Une médiation dans la rue", 4)
    assert restored.review_on is not None
    chloe.post(f"{address}/versions/1/restoration")
    assert strategy_at(app, address).version == 4  # a published sheet stays complete


@pytest.mark.any_database
def test_a_moderator_takes_the_words_of_a_version_away(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, amina = browser_of(people.chloe), browser_of(people.amina)
    address = published(chloe, people, problem="Jean Dupont, de la rue Haute.")
    chloe.post(address, full(people, version=2))
    removal = f"{address}/versions/2/removal"
    assert chloe.post(removal, {"reason": "x"}).status == 403
    assert amina.post(removal, {"reason": ""}).status == 422
    assert amina.post(removal, {"reason": "Un nom"}).status == 303
    for reader in (chloe, amina, browser_of(people.dirk)):
        seen = reader.get(f"{address}/history").text
        assert "Jean Dupont" not in seen
        assert "Un nom" in seen
    chloe.post(f"{address}/versions/2/restoration")
    assert strategy_at(app, address).version == 3
    with app.app_context():
        row = db.session.query(StrategyVersion).filter_by(version=2).one()
        assert (row.sheet, row.removed_by_id) == ({}, people.amina.id)


def prove(app: Flask, address: str, moderator: Member) -> None:
    with app.app_context():
        actions.confirm_practice(moderator, db.session.get_one(Strategy, number_of(address)))


@pytest.mark.any_database
def test_a_moderator_confirms_a_full_sheet_and_its_writers_are_told(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, amina, dirk = (browser_of(p) for p in (people.chloe, people.amina, people.dirk))
    address = published(chloe, people)
    for other in (chloe, dirk):
        assert other.post(f"{address}/proof").status == 403
    assert amina.post(f"{address}/proof").status == 303
    assert strategy_at(app, address).proven_by_id == people.amina.id
    assert told(app, people.chloe) == ["proven"]
    assert amina.post(f"{address}/proof/removal", {"reason": ""}).status == 422
    assert amina.post(f"{address}/proof/removal", {"reason": "Chiffres à revoir"}).status == 303
    assert strategy_at(app, address).proven_at is None
    assert told(app, people.chloe) == ["proof_removed", "proven"]
    assert "Chiffres à revoir" in chloe.get(f"{address}/publication").text


def test_a_sheet_that_lacks_something_gets_no_badge(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, amina = browser_of(people.chloe), browser_of(people.amina)
    address = published(chloe, people, transfer="")
    assert amina.get(f"{address}/proof").status == 200
    assert amina.post(f"{address}/proof").status == 422
    assert strategy_at(app, address).proven_at is None


def test_a_moderator_confirms_what_they_have_read(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, amina = browser_of(people.chloe), browser_of(people.amina)
    address = published(chloe, people)

    def confirm_after(step: Callable[[], object]) -> bool:
        form = amina.get(f"{address}/proof").page.select_one("form[action*='/proof']")
        step()
        amina.post(str(form["action"]))  # type: ignore[index]
        return strategy_at(app, address).proven_at is not None

    sent = full(people, version=2, results="Tout va bien, partout.")
    assert not confirm_after(lambda: chloe.post(address, sent))
    assert confirm_after(lambda: None)


def test_nobody_confirms_their_own_sheet(browser_of: BrowserOf, people: Cast) -> None:
    amina = browser_of(people.amina)
    address = published(amina, people)
    assert amina.post(f"{address}/proof").status == 403


@pytest.mark.parametrize(
    ("change", "stays"),
    [
        ({"problem": "Autre problème."}, False),
        ({"visibility": "public"}, False),
        ({"needs": "Une convention"}, True),
        ({"links-0-url": "https://example.org/"}, True),
        ({"review_on": "2030-01-01"}, True),
    ],
)
def test_a_change_takes_the_badge_away_unless_it_stands_beside_it(
    app: Flask, browser_of: BrowserOf, people: Cast, change: dict[str, str], stays: bool
) -> None:
    chloe = browser_of(people.chloe)
    address = published(chloe, people)
    day = strategy_at(app, address).sheet["review_on"]
    prove(app, address, people.amina)
    assert "notice" in str(chloe.get(f"{address}/edit").page.select_one("form .notice"))
    chloe.post(address, full(people, version=2, **{"review_on": day, **change}))
    assert strategy_at(app, address).version == 3
    assert (strategy_at(app, address).proven_at is not None) == stays


def test_a_form_that_changes_nothing_makes_no_version(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    """A browser sends ticks in the order of the page, whatever order the sheet came in."""
    chloe = browser_of(people.chloe)
    address = published(chloe, people, target_groups=["residents", "age_18_25"])
    prove(app, address, people.amina)
    form = chloe.get(f"{address}/edit").page.select_one("form.sheet-form")
    assert form is not None
    sent: dict[str, list[str]] = {}
    for field in form.select("input, textarea, select"):
        is_ticked = field.get("type") not in ("checkbox", "radio") or field.has_attr("checked")
        if field.find_parent("template") or field.get("type") == "file" or not is_ticked:
            continue
        chosen = field.select_one("option[selected]") if field.name == "select" else field
        value = chosen.get("value", "") if chosen else ""
        text = field.text.removeprefix("\n") if field.name == "textarea" else str(value)
        sent.setdefault(str(field["name"]), []).append(text)
    del sent["csrf_token"]
    assert sent["target_groups"] == ["age_18_25", "residents"]
    assert chloe.post(address, sent).location == address
    strategy = strategy_at(app, address)
    assert (strategy.version, strategy.proven_at is not None) == (2, True)


def test_going_back_to_earlier_words_opens_the_sheet_to_nobody(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    strategy = shared_strategy(app, people.chloe, problem="<p>Avant.</p>")
    with app.app_context():
        strategy = db.session.get_one(Strategy, strategy.id)
        told = {"visibility": "members", "problem": "Après."}
        actions.change_strategy(people.chloe, strategy, told, version=strategy.version)
    browser_of(people.chloe).post(f"{strategy.url}/versions/1/restoration")
    again = strategy_at(app, strategy.url)
    assert again.sheet["problem"] == "<p>Avant.</p>"
    assert again.visibility == "members"
    assert browser_of().get(strategy.url).status == 302


@pytest.mark.any_database
def test_writers_are_reminded_once_that_a_sheet_is_due(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = published(chloe, people)
    draft = started(chloe, people)
    chloe.post(draft, standard(people, review_on="2020-01-01"))
    with app.app_context():
        assert actions.remind_due() == 0
        with atomic() as session:
            strategy = session.get_one(Strategy, number_of(address))
            strategy.review_on = utc_now().date() - timedelta(days=1)
        assert actions.remind_due() == 1
        assert actions.remind_due() == 0
    assert told(app, people.chloe) == ["review_due"]
    assert told(app, people.dirk) == []
    assert browser_of(people.dirk).post(f"{address}/review").status == 403
    assert chloe.post(f"{address}/review").status == 303
    due = strategy_at(app, address).review_on
    assert due is not None
    assert due > utc_now().date() + timedelta(days=500)
    with app.app_context():
        assert actions.remind_due() == 0
