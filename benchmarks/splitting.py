"""A moderator splits a branch of thousands of answers, while somebody else reads on."""

import random
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, sleep

from sqlalchemy import update

from benchmarks.processor import LOAD_CORE, SERVER_CORE, on_core
from benchmarks.visitor import Visitor
from connect.database import atomic, db
from connect.demo import sample
from connect.discussions import actions
from connect.discussions.models import Comment, Reading, Thread
from connect.members.models import Member
from connect.settings import Settings
from connect.themes.models import Theme
from tests.support import apps
from tests.support.apps import Dialect
from tests.support.conversations import grow
from tests.support.servers import serving
from tests.support.services import running_redis

MEMBERS = 200
"""All of them have read the thread, each up to somewhere else."""
ROUNDS = 3


@dataclass(frozen=True)
class Figures:
    """`longest_page_ms`: of all pages of another thread, asked one after the other meanwhile.
    `page_ms`: the slowest of as many while nothing moves."""

    comments: int
    seconds: float
    longest_page_ms: float
    page_ms: float


@dataclass(frozen=True)
class Place:
    branches: Sequence[tuple[int, int]]
    """Threads, each with the comment that all others answer."""
    quiet: int
    theme: int


def measured(comments: int, dialect: Dialect, folder: Path, *, with_redis: bool) -> Figures:
    """The median of several branches, and the slowest page of all."""
    folder.mkdir()
    with ExitStack() as running:
        running.enter_context(on_core(LOAD_CORE))
        settings = running.enter_context(apps.settings_on(dialect, folder))
        redis_url = running.enter_context(running_redis()) if with_redis else ""
        settings = replace(settings, redis_url=redis_url)
        place = _prepare(settings, comments)
        log = folder / "server.log"
        with on_core(SERVER_CORE), serving(settings, log) as server, on_core(LOAD_CORE):
            moderator = Visitor(server.url).sign_in(
                sample.ADDRESS.format(number=1), sample.PASSWORD
            )
            reader = Visitor(server.url).sign_in(sample.ADDRESS.format(number=2), sample.PASSWORD)
            calm = max(_page(reader, place.quiet) for _ in range(60))
            taken, longest = [], 0.0
            for thread, branch in place.branches:
                with ReadingOn(reader, place.quiet) as reading:
                    taken.append(_split(moderator, place, thread, branch))
                longest = max(longest, *reading.delays_ms)
    return Figures(comments, sorted(taken)[len(taken) // 2], longest, calm)


class ReadingOn:
    """Somebody who asks for a page again and again, until the block ends."""

    def __init__(self, reader: Visitor, thread: int) -> None:
        self.delays_ms: list[float] = []
        self._reader, self._thread, self._ended = reader, thread, threading.Event()
        self._asking = threading.Thread(target=self._ask)

    def __enter__(self) -> "ReadingOn":
        self._asking.start()
        sleep(0.3)
        return self

    def __exit__(self, *_: object) -> None:
        sleep(0.5)  # what follows a split is felt as well
        self._ended.set()
        self._asking.join()

    def _ask(self) -> None:
        while not self._ended.is_set():
            self.delays_ms.append(_page(self._reader, self._thread))


def _page(reader: Visitor, thread: int) -> float:
    start = perf_counter()
    if reader.get(f"/threads/{thread}").status != 200:
        raise RuntimeError("The page was not shown")
    return 1000 * (perf_counter() - start)


def _split(moderator: Visitor, place: Place, thread: int, branch: int) -> float:
    told = {"c": str(branch), "title": "À part", "kind": "discussion", "theme": str(place.theme)}
    start = perf_counter()
    answer = moderator.post(f"/threads/{thread}/moves", **told, reason="Un autre sujet.")
    if answer.status != 303:
        raise RuntimeError(f"The thread was not split: {answer.status}")
    return perf_counter() - start


def _prepare(settings: Settings, comments: int) -> Place:
    app = apps.migrated_app(settings)
    chance = random.Random(1)  # noqa: S311
    with app.app_context():
        sample.grow(MEMBERS, 3, 5, seed=1, longest=20)
        members = db.session.query(Member).order_by(Member.id).all()
        theme = db.session.query(Theme).filter_by(access="public").order_by(Theme.id)[0]
        with atomic() as session:
            session.execute(
                update(Member).values(role="organiser").where(Member.id == members[0].id)
            )
        told = {"kind": "question", "title": "Une question", "body": "Qui sait ?"}
        quiet, *threads = [
            actions.open_thread(members[1], theme, **told) for _ in range(1 + ROUNDS)
        ]
        branches = []
        for thread in threads:
            parents = [0, *(chance.randint(max(1, n - 40), n) for n in range(1, comments))]
            found = grow(thread, members[1], parents)
            branches.append((thread.id, found[1].id))
            _let_read(thread, members, comments, chance)
        for _ in range(20):
            actions.post_comment(members[1], quiet, body="Une réponse.")
        place = Place(branches, quiet.id, theme.id)
        db.engine.dispose()
    return place


def _let_read(
    thread: Thread, members: Sequence[Member], comments: int, chance: random.Random
) -> None:
    with atomic() as session:
        session.query(Reading).filter_by(thread_id=thread.id).delete()
        session.add_all(
            Reading(
                member_id=member.id,
                thread_id=thread.id,
                read_through=chance.choice([comments, chance.randint(0, comments - 10)]),
            )
            for member in members
        )
        latest = session.query(Comment).filter_by(thread_id=thread.id, number=comments).one()
        session.get_one(Thread, thread.id).last_author_id = latest.author_id


if __name__ == "__main__":
    import sys
    import tempfile

    for dialect in sys.argv[1:] or ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory() as name:
            print(dialect, measured(5_000, dialect, Path(name) / "split", with_redis=False))  # type: ignore[arg-type]
