"""The index that a process keeps says what the database would, whatever happened."""

import random
import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from connect.database import atomic, db
from connect.endorsements.actions import endorse, withdraw_endorsement
from connect.endorsements.models import Endorsement
from connect.members.models import Member
from connect.strategies import actions
from connect.strategies.actions.writing import change_strategy
from connect.strategies.index import ORDERS, Index
from connect.strategies.indexing import Keeper
from connect.strategies.models import Strategy
from tests.support.cast import ANTWERPEN, BRUXELLES, GENT, LIEGE, Cast
from tests.support.sheets import started_strategy

CHANGES: dict[str, list[Any]] = {
    "title": ["Des bancs", "Écouter", "Zorgen"],
    "municipalities": [[LIEGE], [GENT, LIEGE], [BRUXELLES], [ANTWERPEN, GENT]],
    "visibility": ["members", "partners", "public"],
    "status": ["running", "pilot", "structural"],
    "evidence": ["E1", "E2", "E4"],
    "axis": [["prevention"], ["reparation", "follow_up"]],
    "target_groups": [["seniors"], ["victims", "seniors"]],
}


@pytest.mark.any_database
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_an_index_that_follows_equals_one_that_is_read_anew(
    app: Flask, people: Cast, seed: int
) -> None:
    life = Life(app, people, seed)
    always, at_times = Keeper(), Keeper()
    for step in range(60):
        life.go_on()
        with app.app_context():
            assert said(always.caught_up()) == said(Keeper().caught_up())
            if step % 9 == 0:
                assert said(at_times.caught_up()) == said(always.caught_up())


@pytest.mark.any_database
def test_who_was_away_too_long_reads_all_anew(app: Flask, people: Cast) -> None:
    keeper = Keeper()
    strategy = started_strategy(app, people.chloe)
    with app.app_context():
        keeper.caught_up()
        actions.publish_strategy(people.chloe, db.session.get_one(Strategy, strategy.id))
        for _ in range(101):
            archived = db.session.get_one(Strategy, strategy.id)
            actions.archive_strategy(people.chloe, archived)
            actions.unarchive_strategy(people.chloe, archived)
        assert keeper.caught_up().counts("state", -1) == {"published": 1}


@pytest.mark.any_database
def test_what_is_rolled_back_was_never_there(app: Flask, people: Cast) -> None:
    strategy = started_strategy(app, people.chloe)
    keeper = Keeper()
    with app.app_context():
        before = said(keeper.caught_up())
        with pytest.raises(RuntimeError), atomic():
            actions.publish_strategy(people.chloe, db.session.get_one(Strategy, strategy.id))
            raise RuntimeError("the power fails")
        assert said(keeper.caught_up()) == before


@pytest.mark.any_database
def test_readers_and_writers_at_once_lose_nothing(app: Flask, people: Cast) -> None:
    keeper, writing = Keeper(), threading.Event()
    writing.set()
    failures: list[BaseException] = []

    def alone(work: Callable[[], None]) -> threading.Thread:
        def careful() -> None:
            try:
                work()
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=careful)
        thread.start()
        return thread

    def read() -> None:
        head = 0
        while writing.is_set():
            with app.app_context():
                index = keeper.caught_up()
            assert index.head >= head
            head = index.head

    def write(seed: int) -> None:
        life = Life(app, people, seed)
        for _ in range(15):
            life.go_on()

    readers = [alone(read) for _ in range(2)]
    writers = [alone(lambda seed=seed: write(seed)) for seed in range(4)]  # type: ignore[misc]
    for thread in writers:
        thread.join()
    writing.clear()
    for thread in readers:
        thread.join()
    assert not failures
    with app.app_context():
        assert said(keeper.caught_up()) == said(Keeper().caught_up())


class Life:
    """Somebody's strategies, to which one thing after the other happens."""

    def __init__(self, app: Flask, people: Cast, seed: int) -> None:
        self.app = app
        self.author: Member = people.chloe
        self.colleague: Member = people.bram
        self.dice = random.Random(seed)  # noqa: S311
        self.strategies: list[int] = []

    def go_on(self) -> None:
        if len(self.strategies) < 3 or self.dice.random() < 0.2:
            self.strategies.append(started_strategy(self.app, self.author).id)
            return
        often = [self.publish, self.change] * 2
        seldom = [self.withdraw, self.archive, self.unarchive, self.endorse, self.take_back]
        happens = self.dice.choice([*often, *seldom])
        with self.app.app_context():
            happens(db.session.get_one(Strategy, self.dice.choice(self.strategies)))

    def publish(self, strategy: Strategy) -> None:
        actions.publish_strategy(self.author, strategy)

    def change(self, strategy: Strategy) -> None:
        name = self.dice.choice(list(CHANGES))
        said = {name: self.dice.choice(CHANGES[name])}
        change_strategy(self.author, strategy, said, version=strategy.version)

    def withdraw(self, strategy: Strategy) -> None:
        actions.withdraw_strategy(self.author, strategy)

    def archive(self, strategy: Strategy) -> None:
        actions.archive_strategy(self.author, strategy)

    def unarchive(self, strategy: Strategy) -> None:
        actions.unarchive_strategy(self.author, strategy)

    def endorse(self, strategy: Strategy) -> None:
        if self._standing(strategy) is None:
            endorse(self.colleague, strategy.subject, level="applies", mandate="Schepen")

    def take_back(self, strategy: Strategy) -> None:
        if standing := self._standing(strategy):
            withdraw_endorsement(self.colleague, strategy.subject, current=standing.id)

    def _standing(self, strategy: Strategy) -> Endorsement | None:
        found = db.session.query(Endorsement).filter_by(subject=strategy.subject, ended_at=None)
        return found.one_or_none()


def said(index: Index) -> tuple[Any, ...]:
    """What it tells, without the slots in which it keeps that."""
    sets = {
        (facet, value): {number for number in index.ids if members >> index.slots[number] & 1}
        for facet, known in index.sets.items()
        for value, members in known.items()
    }
    return index.head, sets, {order: list(index.orders[order]) for order in ORDERS}
