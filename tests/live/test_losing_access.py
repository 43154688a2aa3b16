"""Whoever loses access hears nothing more, in every process."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, update

from connect.accounts import actions
from connect.accounts.queries import open_sessions
from connect.database import atomic, db
from connect.discussions.models import Thread
from connect.events import log
from connect.members.models import Member
from connect.settings import Settings
from connect.themes.models import Theme, ThemeCircle
from tests.live.conftest import Author, Listener, eventually
from tests.support.cast import Cast
from tests.support.servers import Server, serving
from tests.support.suspending import Suspending

Listening = Callable[..., Listener]
Writing = Callable[..., Author]
Opening = Callable[[Theme], Thread]


@pytest.fixture(autouse=True)
def a_beat_without_listeners() -> None:
    """The database was emptied under a running server: its heads went back, as they never do
    outside of tests, and a process must have seen that before access changes again."""
    time.sleep(1.2)


@pytest.fixture
def second_server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    with serving(settings, tmp_path / "second.log") as server:
        yield server


@pytest.mark.any_database
def test_a_deactivated_member_is_cut_off(
    app: Flask,
    people: Cast,
    listener_of: Listening,
    author_of: Writing,
    thread_in: Opening,
) -> None:
    thread = thread_in(people.networks)
    bram = listener_of(people.bram)
    assert bram.subscribe(thread.stream)["ok"]
    deactivate(app, people.bram)
    bram.hear("disconnect")
    author_of(people.chloe).comment(thread, "Sans Bram")
    assert bram.hears_nothing()


def test_who_is_deactivated_by_this_process_does_not_hear_even_the_next_word(
    people: Cast, listener_of: Listening, author_of: Writing, thread_in: Opening
) -> None:
    thread = thread_in(people.networks)
    bram = listener_of(people.bram)
    bram.subscribe(thread.stream)
    author_of(people.olga).post(f"/members/{people.bram.id}/deactivation")
    author_of(people.chloe).comment(thread, "Sans Bram")
    assert bram.hears_nothing()
    assert not bram.client.connected


@pytest.mark.postgresql
def test_a_member_deactivated_through_one_process_is_cut_off_from_another(
    people: Cast,
    second_server: Server,
    listener_of: Listening,
    author_of: Writing,
    thread_in: Opening,
) -> None:
    thread = thread_in(people.networks)
    bram, amina = (listener_of(m, at=second_server) for m in (people.bram, people.amina))
    for listener in (bram, amina):
        assert listener.subscribe(thread.stream)["ok"]
    author_of(people.chloe).comment(thread, "Avec Bram")
    assert bram.hear()["seq"] == amina.hear()["seq"] == 1
    author_of(people.olga).post(f"/members/{people.bram.id}/deactivation")
    bram.hear("disconnect")
    author_of(people.chloe).comment(thread, "Sans Bram")
    assert amina.hear()["seq"] == 2
    assert bram.hears_nothing()


@pytest.mark.any_database
def test_who_leaves_a_circle_leaves_its_rooms_and_keeps_the_others(
    app: Flask,
    people: Cast,
    listener_of: Listening,
    author_of: Writing,
    thread_in: Opening,
) -> None:
    closed, open_to_all = thread_in(people.circle), thread_in(people.networks)
    bram = listener_of(people.bram)
    for stream in (closed.stream, people.circle.stream, open_to_all.stream):
        assert bram.subscribe(stream)["ok"]
    take_out_of_circle(app, people.bram, people.circle)
    assert {bram.hear("revoked")["stream"] for _ in range(2)} == {
        closed.stream,
        people.circle.stream,
    }
    author_of(people.chloe).comment(closed, "Entre nous")
    author_of(people.chloe).comment(open_to_all, "Pour tous")
    assert bram.hear()["stream"] == open_to_all.stream
    assert bram.hears_nothing()
    assert bram.subscribe(closed.stream)["ok"] is False


def test_a_revocation_nobody_told_is_repaired_by_the_heads(
    app: Flask, people: Cast, listener_of: Listening
) -> None:
    bram = listener_of(people.bram)
    bram.subscribe(people.networks.stream)
    with app.app_context(), atomic() as session:
        session.execute(update(Member).where(Member.id == people.bram.id).values(active=False))
    bram.hear("disconnect", seconds=45)
    assert eventually(lambda: not bram.client.connected)


@pytest.mark.any_database
def test_a_new_password_ends_the_sockets_of_the_old_sessions(
    app: Flask, people: Cast, listener_of: Listening
) -> None:
    bram = listener_of(people.bram)
    chloe = listener_of(people.chloe)
    assert bram.subscribe(people.networks.stream)["ok"]
    with app.app_context():
        actions.set_password(reread(people.bram), "een-heel-nieuw-wachtwoord")
    bram.hear("disconnect")
    assert chloe.subscribe(people.networks.stream)["ok"]


@pytest.mark.postgresql
def test_an_ended_session_loses_its_sockets_in_every_process_and_no_other(
    app: Flask, people: Cast, second_server: Server, listener_of: Listening
) -> None:
    lost, kept = (listener_of(people.bram, at=second_server) for _ in range(2))
    for listener in (lost, kept):
        assert listener.subscribe(people.networks.stream)["ok"]
    with app.app_context():
        first, _second = sorted(open_sessions(reread(people.bram)), key=lambda one: one.id)
        actions.end_session(first)
    lost.hear("disconnect")
    assert kept.hears_nothing("disconnect")
    assert kept.subscribe(people.networks.stream)["ok"]


def deactivate(app: Flask, member: Member) -> None:
    with app.app_context():
        actions.deactivate_member(reread(member), reread(member))


def reread(member: Member) -> Member:
    return db.session.get_one(Member, member.id)


def take_out_of_circle(app: Flask, member: Member, theme: Theme) -> None:
    with app.app_context(), atomic() as session:
        session.execute(
            delete(ThemeCircle).where(
                ThemeCircle.theme_id == theme.id, ThemeCircle.member_id == member.id
            )
        )
        log.record("theme.circle_changed", subject=theme.stream, streams=[log.ACCESS])


@pytest.mark.any_database
def test_who_is_suspended_from_everywhere_is_cut_off(
    app: Flask,
    people: Cast,
    listener_of: Listening,
    author_of: Writing,
    thread_in: Opening,
) -> None:
    thread = thread_in(people.networks)
    bram, chloe = listener_of(people.bram), listener_of(people.chloe)
    for listener in (bram, chloe):
        assert listener.subscribe(thread.stream)["ok"]
    Suspending(app).suspend(people.olga, people.bram)
    bram.hear("disconnect")
    author_of(people.amina).comment(thread, "Sans Bram")
    assert chloe.hear()["stream"] == thread.stream
    assert bram.hears_nothing()


@pytest.mark.postgresql
def test_who_is_suspended_through_one_process_is_cut_off_from_another(
    people: Cast,
    second_server: Server,
    listener_of: Listening,
    author_of: Writing,
) -> None:
    bram = listener_of(people.bram, at=second_server)
    assert bram.subscribe(people.networks.stream)["ok"]
    sent = {"scope": "everywhere", "days": "3", "reason": "Trop de messages."}
    author_of(people.olga).post(f"/members/{people.bram.id}/suspension", **sent)
    bram.hear("disconnect")


def test_a_moderator_who_is_suspended_from_a_theme_leaves_its_desk_and_goes_on_reading(
    app: Flask, people: Cast, listener_of: Listening
) -> None:
    desk = f"moderation:{people.prevention.id}"
    amina = listener_of(people.amina)
    for stream in (desk, people.prevention.stream):
        assert amina.subscribe(stream)["ok"]
    Suspending(app).suspend(people.olga, people.amina, people.prevention)
    assert amina.hear("revoked")["stream"] == desk
    assert amina.subscribe(people.prevention.stream)["ok"]
