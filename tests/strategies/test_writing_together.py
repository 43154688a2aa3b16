"""Several people at one sheet: co-authors, contact persons, two hands at once, a successor."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from connect.accounts import actions as accounts
from connect.database import db
from connect.events.models import Event
from connect.members.models import Member
from connect.notifications.models import Notification
from connect.strategies import actions
from connect.strategies.errors import ChangedMeanwhile
from connect.strategies.models import Strategy, StrategyVersion
from connect.uploads import actions as uploads
from connect.worker import settle_due
from tests.strategies.writing import full, published, standard, started
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.uploads import corpus

BrowserOf = Callable[..., Visitor]
JSON = {"Accept": "application/json"}


def number_of(address: str) -> int:
    return int(address.rsplit("/", 1)[1])


def told(app: Flask, member: Member) -> list[str]:
    """The kinds of the lines in somebody's inbox, once all that follows has followed."""
    with app.app_context():
        settle_due()
        found = db.session.query(Notification).filter_by(member_id=member.id)
        return sorted(line.kind for line in found)


def strategy_at(app: Flask, address: str) -> Strategy:
    with app.app_context():
        return db.session.get_one(Strategy, number_of(address))


def add(writer: Visitor, address: str, member: Member) -> int:
    return writer.post(f"{address}/writers", {"member": member.name}).status


@pytest.mark.any_database
def test_a_co_author_writes_the_draft_and_is_told(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, bram = browser_of(people.chloe), browser_of(people.bram)
    address = started(chloe, people)
    assert bram.get(f"{address}/edit").status == 404
    assert add(chloe, address, people.bram) == 303
    assert told(app, people.bram) == ["co_author_added"]
    assert bram.get(f"{address}/edit").status == 200
    assert bram.post(address, standard(people, title="Door Bram")).status == 303
    assert "Door Bram" in chloe.get(f"{address}/edit").text
    assert "Door Bram" in bram.get("/strategies/mine").text


@pytest.mark.any_database
def test_who_is_taken_out_reads_the_draft_no_more(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, bram = browser_of(people.chloe), browser_of(people.bram)
    address = started(chloe, people)
    add(chloe, address, people.bram)
    assert bram.post(f"{address}/writers/{people.chloe.id}/removal").status == 403
    assert chloe.post(f"{address}/writers/{people.bram.id}/removal").status == 303
    assert bram.get(address).status == 404
    assert bram.post(address, standard(people)).status == 404
    with app.app_context():
        last = db.session.query(Event).filter_by(kind="strategy.writer_removed").one()
        assert last.payload == {"member": people.bram.id}


def test_a_co_author_leaves_and_chooses_nobody(browser_of: BrowserOf, people: Cast) -> None:
    chloe, bram = browser_of(people.chloe), browser_of(people.bram)
    address = started(chloe, people)
    add(chloe, address, people.bram)
    assert add(bram, address, people.dirk) == 403
    assert bram.post(f"{address}/writers/{people.bram.id}/removal").location == "/strategies/mine"
    assert bram.get(address).status == 404


@pytest.mark.parametrize("name", ["", "Nobody", "Els Maes", "Chloé Lambert"])
def test_only_somebody_else_who_takes_part_can_be_added(
    browser_of: BrowserOf, people: Cast, name: str
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    assert chloe.post(f"{address}/writers", {"member": name}).status == 422


def test_a_co_author_is_added_once(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    assert [add(chloe, address, people.bram) for _again in range(2)] == [303, 422]
    with app.app_context():
        strategy = db.session.get_one(Strategy, number_of(address))
        actions.add_writer(people.chloe, strategy, people.bram)
        assert len(strategy.writers) == 1


@pytest.mark.any_database
def test_two_writers_meet_field_by_field(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    chloe, bram = browser_of(people.chloe), browser_of(people.bram)
    address = started(chloe, people)
    add(chloe, address, people.bram)
    chloe.post(address, standard(people))
    bram.post(address, standard(people, version=2, title="Van Bram", problem="Ander probleem."))
    answer = chloe.post(address, standard(people, version=2, title="De Chloé", fte="2"))
    assert answer.status == 409
    picked = {str(radio["name"]): str(radio["value"]) for radio in answer.page.select("[checked]")}
    assert picked == {"pick-title": "mine", "pick-problem": "theirs", "pick-fte": "mine"}
    assert "Van Bram" in answer.text
    assert "Ander probleem." in answer.text
    assert strategy_at(app, address).title == "Van Bram"
    form = answer.page.select_one("form.meeting")
    assert form is not None
    sent: dict[str, Any] = {}
    for field in form.select("input[type=hidden]"):
        sent.setdefault(str(field["name"]), []).append(str(field.get("value", "")))
    del sent["csrf_token"]
    assert chloe.post(address, sent | picked).status == 303
    sheet = strategy_at(app, address).sheet
    assert (sheet["title"], sheet["fte"]) == ("De Chloé", "2")
    assert "Ander probleem." in sheet["problem"]
    assert sheet["actions"][0]["what"] == "Former les médiateurs"


@pytest.mark.parametrize(("pick", "title"), [("mine", "De Chloé"), ("theirs", "Van Bram")])
def test_all_of_one_side_is_kept_with_one_button(
    app: Flask, browser_of: BrowserOf, people: Cast, pick: str, title: str
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    chloe.post(address, standard(people, title="Van Bram"))
    assert chloe.post(address, standard(people, title="De Chloé")).status == 409
    chloe.post(address, standard(people, title="De Chloé", version=2, pick=pick))
    assert strategy_at(app, address).title == title


def test_what_one_chose_meets_a_third_change_too(browser_of: BrowserOf, people: Cast) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    chloe.post(address, standard(people, title="Un"))
    chloe.post(address, standard(people, title="Deux", version=2))
    answer = chloe.post(address, standard(people, title="Trois", version=2, pick="mine"))
    assert answer.status == 409
    assert "Deux" in answer.text


def test_files_of_both_writers_stay(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    chloe, bram = browser_of(people.chloe), browser_of(people.bram)
    address = started(chloe, people)
    add(chloe, address, people.bram)
    with app.app_context():
        keys = [
            uploads.keep(member, BytesIO(corpus.pdf()), "x.pdf").key
            for member in (people.bram, people.chloe)
        ]
    bram.post(address, standard(people, files=keys[:1]))
    answer = chloe.post(address, standard(people, files=keys[1:], title="De Chloé"))
    assert answer.status == 409
    sent = [str(field["value"]) for field in answer.page.select("[name=files]")]
    assert sent == [keys[1], keys[0]]
    chloe.post(address, standard(people, files=sent, version=2, pick="mine"))
    assert strategy_at(app, address).file_keys == sent


@pytest.mark.postgresql
def test_of_two_who_save_at_the_same_moment_one_is_asked(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    address = started(browser_of(people.chloe), people)

    def save(title: str) -> str:
        with app.app_context():
            strategy = db.session.get_one(Strategy, number_of(address))
            try:
                actions.change_strategy(people.chloe, strategy, {"title": title}, version=1)
            except ChangedMeanwhile:
                return "asked"
            return "saved"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(save, ["Un", "Deux"])) == ["asked", "saved"]
    assert strategy_at(app, address).version == 2


@pytest.mark.any_database
def test_a_contact_person_is_asked_before_readers_see_them(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, bram, dirk = (browser_of(p) for p in (people.chloe, people.bram, people.dirk))
    address = published(chloe, people, contact=people.bram.name)
    assert told(app, people.bram) == ["named_contact"]
    assert people.bram.name not in dirk.get(address).text
    assert people.bram.name not in dirk.get(f"{address}/history").text
    assert dirk.post(f"{address}/contact/acceptance").status == 403
    assert bram.get(f"{address}/contact").status == 200
    assert bram.post(f"{address}/contact/acceptance").status == 303
    assert strategy_at(app, address).contact_agreed_at is not None
    assert people.bram.name in dirk.get(address).text


@pytest.mark.any_database
def test_who_would_rather_not_is_taken_off_the_sheet(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, bram, dirk = (browser_of(p) for p in (people.chloe, people.bram, people.dirk))
    address = published(chloe, people, contact=people.bram.name)
    assert bram.post(f"{address}/contact/refusal").status == 303
    assert strategy_at(app, address).contact_id is None
    assert told(app, people.chloe) == ["contact_left"]
    assert people.bram.name not in dirk.get(f"{address}/history").text
    assert bram.post(f"{address}/contact/refusal").status == 303


def test_whoever_names_themselves_has_agreed(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    address = published(browser_of(people.chloe), people)
    assert strategy_at(app, address).contact_agreed_at is not None
    assert told(app, people.chloe) == []


def test_nobody_is_asked_about_a_draft_they_cannot_read(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, bram = browser_of(people.chloe), browser_of(people.bram)
    address = started(chloe, people)
    chloe.post(address, standard(people, contact=people.bram.name))
    assert told(app, people.bram) == []
    assert bram.get(f"{address}/contact").status == 404


def test_who_is_not_named_is_not_thanked(app: Flask, browser_of: BrowserOf, people: Cast) -> None:
    address, dirk = published(browser_of(people.chloe), people), browser_of(people.dirk)
    with app.app_context():
        strategy = db.session.get_one(Strategy, number_of(address))
        actions.decline_as_contact(people.chloe, strategy)
    answer = dirk.post(f"{address}/contact/acceptance")
    assert answer.location == f"{address}/contact"
    assert not dirk.get(answer.location).page.select(".flash--success")


def test_files_stay_where_a_change_does_not_speak_of_them(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    with app.app_context():
        key = uploads.keep(people.chloe, BytesIO(corpus.pdf()), "x.pdf").key
    chloe.post(address, standard(people, files=[key]))
    with app.app_context():
        strategy = db.session.get_one(Strategy, number_of(address))
        actions.change_strategy(people.chloe, strategy, {"title": "Autre"}, version=2)
        actions.change_strategy(people.chloe, strategy, {"fte": "3"}, version=3, files=[])
    assert strategy_at(app, address).file_keys == []
    with app.app_context():
        (second, third) = db.session.query(StrategyVersion).order_by("version").all()[1:]
    assert [file["key"] for file in third.files] == [file["key"] for file in second.files] == [key]


def test_another_contact_person_is_asked_anew(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = published(chloe, people)
    chloe.post(address, full(people, version=2, contact=people.dirk.name))
    assert strategy_at(app, address).contact_agreed_at is None
    assert told(app, people.dirk) == ["named_contact"]


@pytest.mark.any_database
def test_a_successor_goes_on_writing_and_stands_for_questions(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe, dirk = browser_of(people.chloe), browser_of(people.dirk)
    draft, shown = started(chloe, people), published(chloe, people)
    bram = browser_of(people.bram)
    shared = started(bram, people)
    add(bram, shared, people.chloe)
    with app.app_context():
        succession = accounts.offer_succession(
            people.chloe, people.chloe, people.dirk, ["strategies"]
        )
        assert dirk.get(draft).status == 404
        accounts.accept_succession(succession)
    for address in (draft, shown, shared):
        assert dirk.get(f"{address}/edit").status == 200
    assert chloe.get(draft).status == 404
    assert strategy_at(app, shown).author_id == people.dirk.id
    assert strategy_at(app, shown).contact_id == people.dirk.id
    assert strategy_at(app, shown).contact_agreed_at is not None
    assert strategy_at(app, shared).author_id == people.bram.id


@pytest.mark.any_database
def test_a_sheet_is_kept_as_a_draft_while_it_is_written(
    app: Flask, browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    place = f"/drafts/strategy:{number_of(address)}"
    typed = standard(people, title="Pas encore envoyé", **{"actions-1-what": "Encore"})
    kept = chloe.post(place, typed, headers=JSON)
    assert kept.status == 200
    page = chloe.get(f"{address}/edit").page
    assert page.select("#title")[0]["value"] == "Pas encore envoyé"
    assert page.select("#actions-1-what")[0]["value"] == "Encore"
    assert len(page.select("[name=target_groups][checked]")) == 2
    assert strategy_at(app, address).title != "Pas encore envoyé"
    assert chloe.post(place, typed | {"title": "Autre"}, headers=JSON).status == 409
    assert chloe.post(f"{place}/schedule", {"post_at": "2030-01-01T09:00"}).status == 422
    preview = chloe.post("/preview", typed | {"place": f"strategy:{number_of(address)}"})
    assert preview.status == 422
    assert chloe.post(address, typed).status == 303
    assert chloe.get(place, headers=JSON).status == 404


def test_both_drafts_of_a_sheet_are_shown_without_a_script(
    browser_of: BrowserOf, people: Cast
) -> None:
    chloe = browser_of(people.chloe)
    address = started(chloe, people)
    place = f"/drafts/strategy:{number_of(address)}"
    chloe.post(place, standard(people, problem="Au bureau, le soir."))
    answer = chloe.post(place, standard(people, problem="Dans le train, le matin."))
    assert answer.status == 409
    assert "Au bureau, le soir." in answer.text
    assert "Dans le train, le matin." in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {"themes": "1"},
        {"themes": [["1"]]},
        {"themes": ["1"] * 51},
        {"problem": ["a list"]},
        {f"actions-{n}-what": "x" for n in range(100)}
        | {f"links-{n}-url": "x" for n in range(100)}
        | {f"partners-{n}-role": "x" for n in range(100)},
        {"problem": "x" * 200_001},
    ],
)
def test_what_no_form_of_ours_sends_is_not_kept(
    browser_of: BrowserOf, people: Cast, fields: dict[str, Any]
) -> None:
    chloe = browser_of(people.chloe)
    place = f"/drafts/strategy:{number_of(started(chloe, people))}"
    secret = {"X-CSRFToken": chloe.csrf_token()}
    sent = {"fields": fields, "version": 0}
    answer = chloe.client.post(place, json=sent, headers=JSON | secret)
    assert answer.status_code in (400, 413)
