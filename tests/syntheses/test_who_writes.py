"""Moderators of the theme and members they name write; those who read the thread read."""

from collections.abc import Callable

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.members.models import Member
from connect.moderation.models import Decision
from connect.themes.models import ThemeCircle, ThemeModerator
from tests.support.cast import Cast
from tests.support.visitors import Visitor
from tests.syntheses.conftest import Writing

BrowserOf = Callable[..., Visitor]
ROWS = {"version": "0", "agreed-0-fr": "Un.", "place": "agreed", "fr": "Un.", "reason": "Oui."}


def doors_to_write(writing: Writing) -> list[tuple[str, str]]:
    own, text = writing.address, writing.first.url
    return [
        ("GET", f"{own}/edit"),
        ("GET", f"{text}/citation"),
        ("POST", f"{text}/citation"),
        ("POST", f"{own}/edit"),
        ("POST", own),
        ("POST", f"{own}/lines/1/confirmation"),
        ("POST", f"{own}/versions/1/restoration"),
    ]


def doors_to_choose(writing: Writing) -> list[tuple[str, str]]:
    writers = f"{writing.address}/writers"
    removal = f"{writers}/{writing.people.bram.id}/removal"
    return [("GET", writers), ("POST", writers), ("GET", removal), ("POST", removal)]


def statuses(visitor: Visitor, doors: list[tuple[str, str]]) -> set[int]:
    return {
        (visitor.get(path) if method == "GET" else visitor.post(path, dict(ROWS))).status
        for method, path in doors
    }


@pytest.fixture
def moderator_elsewhere(app: Flask, people: Cast) -> Member:
    """Dirk moderates the networks, and nothing here."""
    with app.app_context(), atomic() as session:
        session.add(ThemeModerator(theme_id=people.networks.id, member_id=people.dirk.id))
    return people.dirk


def test_nobody_else_writes_at_any_door(
    people: Cast, browser_of: BrowserOf, writing: Writing, moderator_elsewhere: Member
) -> None:
    doors = doors_to_write(writing) + doors_to_choose(writing)
    for somebody in (people.bram, people.chloe, moderator_elsewhere):
        assert statuses(browser_of(somebody), doors) == {403}
    assert writing.talk.again(writing.thread).synthesis_version == 0


def test_a_named_member_writes_and_chooses_nobody(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.name(people.bram)
    bram = browser_of(people.bram)
    assert statuses(bram, doors_to_choose(writing)) == {403}
    assert bram.get(writing.thread.url).page.select(f"a[href='{writing.address}/edit']")
    assert bram.post(writing.address, writing.form({"nl": "Eén."})).status == 303
    assert bram.get(f"{writing.first.url}/citation").status == 200


def test_who_is_removed_writes_no_more(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.name(people.bram)
    writing.save(writing.agreed(), writer=people.bram)
    writing.remove(people.bram)
    assert statuses(browser_of(people.bram), doors_to_write(writing)) == {403}
    assert writing.now.version.writer.name == people.bram.name


def test_who_cannot_read_the_thread_any_more_cannot_write_either(
    app: Flask, people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    thread = writing.talk.open(people.chloe, people.circle)
    writing.thread = thread
    writing.first = writing.talk.post(people.bram, thread)
    writing.name(people.bram)
    bram = browser_of(people.bram)
    assert bram.get(f"{writing.address}/edit").status == 200
    with app.app_context(), atomic() as session:
        session.query(ThemeCircle).filter_by(member_id=people.bram.id).delete()
    assert statuses(bram, doors_to_write(writing)) == {404}


def test_naming_is_a_decision_with_its_reason(
    app: Flask, people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    amina, door = browser_of(people.amina), f"{writing.address}/writers"
    seen = amina.get(door).page.select_one("[name=seen]")["value"]  # type: ignore[index]
    form = {"member": people.bram.name, "reason": "Hij kent het terrein.", "seen": str(seen)}
    for _ in range(2):
        answer = amina.post(door, form)
    assert answer.status == 422, "named twice, it is said"
    removal = f"{door}/{people.bram.id}/removal"
    assert amina.post(removal, {"reason": ""}).status == 422
    assert amina.post(removal, {"reason": "Gedaan."}).location == door
    assert amina.post(removal, {"reason": "Gedaan."}).status == 404
    with app.app_context():
        told = [(d.kind, d.reason, d.member_id) for d in db.session.query(Decision)]
    assert told == [
        ("synthesis.writer_named", "Hij kent het terrein.", people.bram.id),
        ("synthesis.writer_removed", "Gedaan.", people.bram.id),
    ]


def test_both_are_told_in_the_inbox(people: Cast, browser_of: BrowserOf, writing: Writing) -> None:
    for change, count in ((writing.name, 1), (writing.remove, 2)):
        change(people.bram)
        writing.settle()
        lines = browser_of(people.bram).get("/inbox").page.select(".inbox__item")
        assert len(lines) == count
        assert writing.thread.title in lines[0].get_text()


@pytest.mark.parametrize("who", ["", "Nobody At All", "Dirk Claes"])
def test_only_who_reads_the_thread_can_be_named(
    people: Cast, browser_of: BrowserOf, writing: Writing, who: str
) -> None:
    writing.thread = writing.talk.open(people.chloe, people.circle)
    form = {"member": who, "reason": "Oui."}
    answer = browser_of(people.amina).post(f"{writing.address}/writers", form)
    assert answer.status == 422
    assert answer.page.select_one("input[name=member]")["value"] == who  # type: ignore[index]
    assert not writing.talk.again(writing.thread).synthesis_writers


def test_another_moderator_s_decision_meanwhile_is_told_first(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    olga, door = browser_of(people.olga), f"{writing.address}/writers"
    seen = olga.get(door).page.select_one("[name=seen]")["value"]  # type: ignore[index]
    writing.name(people.bram)
    form = {"member": people.chloe.name, "reason": "Oui.", "seen": str(seen)}
    answer = olga.post(door, form)
    assert answer.status == 409
    assert people.amina.name in answer.text


def test_those_who_cannot_read_the_thread_read_nothing_of_it(
    people: Cast, browser_of: BrowserOf, writing: Writing
) -> None:
    writing.thread = writing.talk.open(people.chloe, people.circle)
    writing.first = writing.talk.post(people.bram, writing.thread)
    writing.save(writing.agreed("Un hibou."))
    doors = [writing.address, f"{writing.address}/history", f"{writing.first.url}/synthesis"]
    doors += [writing.thread.url, f"/live/{writing.thread.stream}?after=0"]
    for door in doors:
        assert "hibou" not in browser_of(people.dirk).client.get(door).text
        assert "hibou" not in browser_of().client.get(door).text
    assert "hibou" in browser_of(people.bram).get(writing.address).text


def test_a_visitor_reads_the_synthesis_of_a_public_thread(
    browser_of: BrowserOf, writing: Writing
) -> None:
    writing.save(writing.agreed("Un hibou."))
    for door in (writing.address, f"{writing.address}/history", writing.thread.url):
        assert "Un hibou." in browser_of().get(door).text
