"""What is measured: the sample community, served as in production on a core of its own."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select

from benchmarks.processor import LOAD_CORE, SERVER_CORE, children, on_core
from benchmarks.visitor import Visitor
from connect.database import db
from connect.demo import sample, sample_strategies
from connect.discussions.models import Comment, Thread
from connect.members.models import Member
from connect.settings import Settings
from tests.support import apps
from tests.support.apps import Dialect
from tests.support.servers import serving
from tests.support.services import running_redis


@dataclass(frozen=True)
class Size:
    members: int
    threads: int
    comments: int
    longest: int
    strategies: int = 0


@dataclass(frozen=True)
class Community:
    """Where it is served, and what is worth asking for. `member` opened `thread`."""

    theme: str
    thread: int
    member: str
    long_thread: int
    middle: int  # the comment in the middle of the long thread
    quiet_threads: Sequence[int]
    strategies: int
    url: str = ""
    worker: int = 0

    def visitor(self) -> Visitor:
        return Visitor(self.url)

    def signed_in(self, email: str = "") -> Visitor:
        return self.visitor().sign_in(email or self.member, sample.PASSWORD)

    def writer(self, number: int) -> Visitor:
        return self.signed_in(sample.ADDRESS.format(number=number))


@contextmanager
def served(size: Size, dialect: Dialect, folder: Path, *, with_redis: bool) -> Iterator[Community]:
    """The database and Redis run beside the load, so that the server has its core alone."""
    with ExitStack() as running:
        running.enter_context(on_core(LOAD_CORE))
        settings = running.enter_context(apps.settings_on(dialect, folder))
        redis_url = running.enter_context(running_redis()) if with_redis else ""
        settings = replace(settings, redis_url=redis_url)
        places = _grow(settings, size)
        log = folder / "server.log"
        with on_core(SERVER_CORE), serving(settings, log) as server, on_core(LOAD_CORE):
            [worker] = children(server.process.pid)
            yield replace(places, url=server.url, worker=worker)


def with_strategies(
    strategies: int, dialect: Dialect, folder: Path
) -> AbstractContextManager[Community]:
    """A community of its own, in which little else was said."""
    folder.mkdir()
    size = Size(members=20, threads=3, comments=1, longest=1, strategies=strategies)
    return served(size, dialect, folder, with_redis=False)


def _grow(settings: Settings, size: Size) -> Community:
    app = apps.migrated_app(settings)
    with app.app_context():
        sample.grow(size.members, size.threads, size.comments, seed=1, longest=size.longest)
        sample_strategies.grow(size.strategies, size.members, seed=1)
        threads = db.session.scalars(select(Thread).order_by(Thread.id)).all()
        long_thread, shown = threads[-1], threads[len(threads) // 2]
        in_order = select(Comment.id).where(Comment.thread_id == long_thread.id)
        middle = db.session.scalars(in_order.order_by(Comment.path).offset(size.longest // 2))
        found = Community(
            theme=shown.theme.url,
            thread=shown.id,
            member=db.session.get_one(Member, shown.author_id).email,
            long_thread=long_thread.id,
            middle=middle.first() or 0,
            quiet_threads=[thread.id for thread in threads[:3]],
            strategies=size.strategies,
        )
        db.engine.dispose()
    return found
