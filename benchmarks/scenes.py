"""What readers and writers do, each measured in the same way."""

import asyncio
import json
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks import fanout
from benchmarks.community import Community
from benchmarks.load import Request, Run, percentile, run
from benchmarks.visitor import Visitor

WARM_UP = 10
AT_ONCE = 4
WRITERS = 8
LISTENERS = 200
MISSED = 50
FIVE_FACETS = (
    "theme=1&theme=2&theme=3&region=02000&region=03000&axis=prevention&axis=follow_up"
    "&evidence=E1&evidence=E2&evidence=E3&evidence=E4&evidence=E5"
    "&status=idea&status=pilot&status=running&status=structural"
)


@dataclass(frozen=True)
class Figures:
    """`times_calibrator`: the server's CPU time in units of the calibrator's."""

    name: str
    per_second: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    times_calibrator: float
    bytes_plain: int | None = None
    bytes_brotli: int | None = None


@dataclass
class Page:
    """An address, read by one visitor for the delay and by several at once for the rate."""

    name: str
    path: str
    pid: int
    readers: Sequence[Visitor]
    accept: str = "text/html"
    alone: list[Run] = field(default_factory=list)
    together: list[Run] = field(default_factory=list)

    def warm_up(self, times: int) -> None:
        """On new connections: the server ends those that were idle for a minute."""
        for reader in self.readers:
            reader.close()
            for _ in range(times):
                self._read(reader)

    def measure(self, each: int) -> None:
        self.warm_up(1)
        self.alone.append(run(self.pid, [self._request(self.readers[0])], each))
        requests = [self._request(reader) for reader in self.readers]
        self.together.append(run(self.pid, requests, each // len(requests)))

    def cpu_ms(self) -> float:
        return statistics.median(run.cpu_ms for run in self.alone)

    def figures(self, calibrator: "Page") -> Figures:
        delays = [delay for run in self.alone for delay in run.delays_ms]
        ratios = [
            mine.cpu_ms / theirs.cpu_ms
            for mine, theirs in zip(self.alone, calibrator.alone, strict=True)
        ]
        return Figures(
            name=self.name,
            per_second=statistics.median(run.per_second for run in self.together),
            p50_ms=percentile(delays, 50),
            p95_ms=percentile(delays, 95),
            cpu_ms=self.cpu_ms(),
            times_calibrator=statistics.median(ratios),
            bytes_plain=self._size("identity"),
            bytes_brotli=self._size("br"),
        )

    def _request(self, reader: Visitor) -> Request:
        return lambda: self._read(reader)

    def _read(self, reader: Visitor, encoding: str = "br") -> bytes:
        answer = reader.get(self.path, self.accept, encoding)
        if answer.status != 200:
            raise RuntimeError(f"{self.path} answered {answer.status}")
        return answer.body

    def _size(self, encoding: str) -> int:
        return len(self._read(self.readers[0], encoding))


def calibrator(url: str, pid: int) -> Page:
    return Page("Calibrator", "/", pid, [Visitor(url) for _ in range(AT_ONCE)])


def measure(pages: Sequence[Page], rounds: int, each: int) -> None:
    """In turn, so that a busy minute of the machine falls on all of them."""
    for page in pages:
        page.warm_up(WARM_UP)
    for _ in range(rounds):
        for page in pages:
            page.measure(each)


def pages(community: Community) -> list[Page]:
    members = [community.signed_in() for _ in range(AT_ONCE)]
    visitors = [community.visitor() for _ in range(AT_ONCE)]
    thread, theme = f"/threads/{community.thread}", community.theme
    long_thread = f"/threads/{community.long_thread}"
    shown = [
        ("Thread page, member", thread, members),
        ("Thread page, visitor", thread, visitors),
        ("Theme page, member", theme, members),
        ("Theme page, visitor", theme, visitors),
        ("Home, member", "/", members),
        ("Long thread, first page", long_thread, members),
        ("Long thread, middle", f"{long_thread}?after={community.middle}", members),
    ]
    return [Page(name, path, community.worker, readers) for name, path, readers in shown]


def finding(community: Community) -> list[Page]:
    """The list, whole and by five facets of which each leaves most: twenty rows in any case."""
    members = [community.signed_in() for _ in range(AT_ONCE)]
    shown = {"all": "/strategies/", "5 facets": f"/strategies/?{FIVE_FACETS}"}
    return [
        Page(f"Strategies, {name} of {community.strategies:,}", path, community.worker, members)
        for name, path in shown.items()
    ]


def writing(community: Community, each: int, calibrator: Page) -> Iterator[Figures]:
    thread = community.quiet_threads[0]

    def posting(writer: Visitor) -> Request:
        return lambda: writer.post_comment(thread)

    writers = [posting(community.writer(number)) for number in range(1, WRITERS + 1)]
    for name, together in (("one writer", writers[:1]), (f"{WRITERS} writers", writers)):
        run(community.worker, together, WARM_UP)
        done = run(community.worker, together, each)
        yield Figures(
            name=f"Posting a comment, {name}",
            per_second=done.per_second,
            p50_ms=percentile(done.delays_ms, 50),
            p95_ms=percentile(done.delays_ms, 95),
            cpu_ms=done.cpu_ms,
            times_calibrator=done.cpu_ms / calibrator.cpu_ms(),
        )


def catching_up(community: Community) -> Page:
    """A listener comes back and asks for what it missed."""
    thread, writer = community.quiet_threads[1], community.writer(1)
    for _ in range(MISSED):
        writer.post_comment(thread)
    path = f"/live/thread:{thread}?after=0&locale=fr"
    readers = [community.visitor() for _ in range(AT_ONCE)]
    name = f"Catch-up of {MISSED} comments"
    return Page(name, path, community.worker, readers, "application/json")


def fanning_out(community: Community) -> fanout.Figures:
    """From the start of a comment's POST to the listeners of its thread, as browsers listen."""
    thread, writer = community.quiet_threads[2], community.writer(1)

    def trigger() -> None:
        writer.post_comment(thread)

    return asyncio.run(
        fanout.measure(
            community.url,
            LISTENERS,
            trigger,
            deflate=True,
            subscribe=json.dumps(["subscribe", {"stream": f"thread:{thread}"}]),
            pid=community.worker,
        )
    )
