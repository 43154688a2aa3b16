"""Organisers edit the words that sheets choose from; a word is never deleted."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from connect.database import db
from connect.events.models import Event
from connect.places import actions
from connect.places.errors import TermKnown
from connect.places.models import Term
from connect.places.vocabularies import Names, code_for, terms, vocabulary_names
from tests.support.cast import Cast
from tests.support.visitors import Answer, Visitor

BrowserOf = Callable[..., Visitor]
SERVICES = "/vocabularies/service"
NIGHT = {"name_fr": "Médiateur de nuit", "name_nl": "Nachtbemiddelaar", "name_en": "Night mediator"}


@pytest.fixture
def olga(browser_of: BrowserOf, people: Cast) -> Visitor:
    return browser_of(people.olga)


@pytest.mark.any_database
def test_a_word_is_added_at_the_end_under_a_code_made_of_its_english_name(
    app: Flask, olga: Visitor, people: Cast
) -> None:
    assert olga.post(SERVICES, NIGHT).location == SERVICES
    with app.app_context():
        last = terms("service")[-1]
        assert (last.code, last.name_nl) == ("night_mediator", "Nachtbemiddelaar")
        event = db.session.scalars(select(Event).where(Event.kind == "term.added")).one()
        assert (event.actor_id, event.payload["code"]) == (people.olga.id, "night_mediator")
    assert "Nachtbemiddelaar" in olga.get(SERVICES).text


def test_without_an_english_name_the_code_is_made_of_the_french_one(
    app: Flask, olga: Visitor
) -> None:
    assert olga.post(SERVICES, NIGHT | {"name_en": ""}).status == 303
    with app.app_context():
        assert terms("service")[-1].code == "mediateur_de_nuit"
        assert vocabulary_names("en")["service", "mediateur_de_nuit"] == "Médiateur de nuit"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Médiateur de nuit", "mediateur_de_nuit"),
        ("  École / Enseignement ! ", "ecole_enseignement"),
        ("12-17 ans", "12_17_ans"),
        ("x" * 80, "x" * 40),
        ("Ночь", ""),
        ("?", ""),
    ],
)
def test_a_code_is_made_of_plain_letters(name: str, code: str) -> None:
    assert code_for(name) == code


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_fr": ""}, "name_fr"),
        ({"name_nl": "  "}, "name_nl"),
        ({"name_fr": "x" * 81}, "name_fr"),
        ({"name_nl": "x" * 81}, "name_nl"),
        ({"name_fr": "???", "name_en": ""}, "name_fr"),
        ({"name_fr": "Ночь", "name_en": ""}, "name_fr"),
        ({"name_fr": "police LOCALE"}, "name_fr"),
        ({"name_nl": "Lokale Politie"}, "name_fr"),
        ({"name_en": "School"}, "name_fr"),
    ],
)
def test_what_cannot_be_a_word_is_refused_with_a_reason_and_kept(
    app: Flask, olga: Visitor, changes: dict[str, str], field: str
) -> None:
    answer = olga.post(SERVICES, NIGHT | changes)
    assert answer.status == 422
    assert _refused(answer, field)
    typed = answer.page.select_one("input[name=name_fr]")
    assert typed
    assert typed["value"] == (NIGHT | changes)["name_fr"]
    with app.app_context():
        assert "Nachtbemiddelaar" not in [term.name_nl for term in terms("service")]


def test_the_same_word_may_stand_in_two_vocabularies(olga: Visitor) -> None:
    assert olga.post("/vocabularies/funding", NIGHT).status == 303
    assert olga.post(SERVICES, NIGHT).status == 303


@pytest.mark.any_database
def test_adding_a_word_twice_makes_one(app: Flask, olga: Visitor) -> None:
    assert [olga.post(SERVICES, NIGHT).status for _time in range(2)] == [303, 422]
    with app.app_context():
        assert [t.code for t in terms("service")].count("night_mediator") == 1


@pytest.mark.any_database
def test_two_organisers_who_add_a_word_at_once_make_one(app: Flask, people: Cast) -> None:
    together, outcomes = Barrier(2), list[str]()

    def add() -> None:
        with app.app_context():
            together.wait()
            try:
                actions.add_term(people.olga, "service", Names(**NIGHT))
                outcomes.append("added")
            except TermKnown:
                outcomes.append("known")

    organisers = [Thread(target=add) for _organiser in range(2)]
    for organiser in organisers:
        organiser.start()
    for organiser in organisers:
        organiser.join()
    assert sorted(outcomes) == ["added", "known"]


def test_a_renamed_word_keeps_its_code(app: Flask, olga: Visitor) -> None:
    school = _term(app, "school")
    address = f"/vocabularies/terms/{school.id}"
    shown = olga.get(address).page.select_one("input[name=name_fr]")
    assert shown
    assert shown["value"] == "École"
    form = {"name_fr": "Établissement scolaire", "name_nl": "School", "name_en": "School"}
    for _time in range(2):
        assert olga.post(address, form).location == SERVICES
    with app.app_context():
        assert vocabulary_names("fr")["service", "school"] == "Établissement scolaire"
        changed = db.session.scalars(select(Event).where(Event.kind == "term.changed")).one()
        assert changed.payload == {
            "vocabulary": "service",
            "code": "school",
            "name_fr": "Établissement scolaire",
        }


@pytest.mark.parametrize(
    "changes", [{"name_fr": ""}, {"name_nl": ""}, {"name_fr": "Jeunesse"}, {"name_nl": "jeugd"}]
)
def test_a_name_that_is_missing_or_taken_is_refused(
    app: Flask, olga: Visitor, changes: dict[str, str]
) -> None:
    school = _term(app, "school")
    form = {"name_fr": "École", "name_nl": "School", "name_en": "School"}
    answer = olga.post(f"/vocabularies/terms/{school.id}", form | changes)
    assert answer.status == 422
    assert answer.page.select_one("#error-summary li")
    with app.app_context():
        assert vocabulary_names("fr")["service", "school"] == "École"


@pytest.mark.any_database
def test_a_word_moves_to_a_place_and_stands_there_when_sent_twice(
    app: Flask, olga: Visitor
) -> None:
    before = _order(app)
    third = _term(app, before[2])
    for _time in range(2):
        assert olga.post(f"/vocabularies/terms/{third.id}/position", {"place": "2"}).status == 303
    assert _order(app) == [before[0], before[2], before[1], *before[3:]]
    told = olga.get(SERVICES).page.select_one(".flash")
    assert told
    assert "2" in told.get_text()
    with app.app_context():
        assert len(db.session.scalars(select(Event).where(Event.kind == "term.moved")).all()) == 1


@pytest.mark.parametrize("place", ["0", "1"])
def test_no_place_is_before_the_first(app: Flask, olga: Visitor, place: str) -> None:
    before = _order(app)
    olga.post(f"/vocabularies/terms/{_term(app, before[2]).id}/position", {"place": place})
    assert _order(app) == [before[2], *before[:2], *before[3:]]


def test_no_place_is_after_the_last(app: Flask, olga: Visitor) -> None:
    before = _order(app)
    olga.post(f"/vocabularies/terms/{_term(app, before[2]).id}/position", {"place": "999"})
    assert _order(app) == [*before[:2], *before[3:], before[2]]


@pytest.mark.parametrize("form", [{}, {"place": "up"}, {"place": "-1"}])
def test_what_is_no_place_is_refused(app: Flask, olga: Visitor, form: dict[str, str]) -> None:
    before = _order(app)
    term = _term(app, before[2])
    assert olga.post(f"/vocabularies/terms/{term.id}/position", form).status == 400
    assert _order(app) == before


def test_the_first_word_cannot_go_up_nor_the_last_one_down(olga: Visitor) -> None:
    buttons = olga.get(SERVICES).page.select("button[name=place]")
    off = [place for place, button in enumerate(buttons) if button.has_attr("disabled")]
    assert off == [0, len(buttons) - 1]


@pytest.mark.any_database
def test_a_retired_word_is_no_longer_offered_and_can_be_brought_back(
    app: Flask, olga: Visitor
) -> None:
    before = _order(app)
    address = f"/vocabularies/terms/{_term(app, 'school').id}"
    for _time in range(2):
        assert olga.post(f"{address}/retirement").status == 303
    assert "school" not in _order(app)
    again = olga.post(SERVICES, NIGHT | {"name_fr": "École"})
    assert again.status == 422
    assert again.page.select("#error-summary li")
    assert olga.post(f"{address}/position", {"place": "1"}).status == 303
    assert "school" not in _order(app)
    for _time in range(2):
        assert olga.post(f"{address}/restoration").status == 303
    assert _order(app) == [*(code for code in before if code != "school"), "school"]
    with app.app_context():
        kinds = select(Event.kind).where(Event.kind.startswith("term.")).order_by(Event.id)
        assert db.session.scalars(kinds).all() == ["term.retired", "term.restored"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/vocabularies/"),
        ("get", SERVICES),
        ("post", SERVICES),
        ("get", "/vocabularies/terms/1"),
        ("post", "/vocabularies/terms/1"),
        ("post", "/vocabularies/terms/1/position"),
        ("post", "/vocabularies/terms/1/retirement"),
        ("post", "/vocabularies/terms/1/restoration"),
    ],
)
def test_only_organisers_edit_vocabularies(
    app: Flask, browser_of: BrowserOf, people: Cast, method: str, path: str
) -> None:
    before = _order(app)
    for member in (people.amina, people.bram):
        assert getattr(browser_of(member), method)(path).status == 403
    assert getattr(browser_of(), method)(path).status == (302 if method == "get" else 401)
    assert _order(app) == before


def test_there_is_nothing_at_other_addresses(olga: Visitor) -> None:
    for path in ("/vocabularies/animals", "/vocabularies/terms/9999"):
        assert olga.get(path).status == 404
        assert olga.post(path, NIGHT).status == 404


def test_organisers_find_the_vocabularies_in_their_menu(
    olga: Visitor, browser_of: BrowserOf, people: Cast
) -> None:
    link = ".menu a[href='/vocabularies/']"
    assert olga.get("/inbox").page.select(link)
    assert not browser_of(people.bram).get("/inbox").page.select(link)
    listed = olga.get("/vocabularies/").page.select(".vocabularies a")
    assert [str(a["href"]).rpartition("/")[2] for a in listed] == [
        *("government_level", "service", "target_group", "funding")
    ]


def test_names_say_in_which_language_they_are(olga: Visitor) -> None:
    row = olga.get(SERVICES).page.select("tbody tr")[0]
    assert [cell.get("lang") for cell in row.select("th, td")[:3]] == ["fr", "nl", "en"]


def _refused(answer: Answer, field: str) -> bool:
    return bool(answer.page.select_one(f"#{field}-error"))


def _term(app: Flask, code: str) -> Term:
    with app.app_context():
        found: Sequence[Term] = terms("service", retired=True)
        return next(term for term in found if term.code == code)


def _order(app: Flask) -> list[str]:
    with app.app_context():
        return [term.code for term in terms("service")]
