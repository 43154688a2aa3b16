"""Asking the same thing many times, and what it cost whom."""

import statistics
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from benchmarks.processor import cpu_seconds

Request = Callable[[], object]


@dataclass(frozen=True)
class Run:
    """One go: how long each request took, and all of them together."""

    delays_ms: Sequence[float]
    seconds: float
    cpu_seconds: float

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_seconds / len(self.delays_ms)

    @property
    def per_second(self) -> float:
        return len(self.delays_ms) / self.seconds


def percentile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def run(pid: int, clients: Sequence[Request], each: int) -> Run:
    """Every client asks `each` times, one after the other, all clients at once.

    Raises what the first failing request raised.
    """
    delays: list[float] = []
    failures: list[Exception] = []

    def ask(request: Request) -> None:
        try:
            for _ in range(each):
                start = perf_counter()
                request()
                delays.append(1000 * (perf_counter() - start))
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=ask, args=[request]) for request in clients]
    cpu, start = cpu_seconds(pid), perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = perf_counter() - start
    if failures:
        raise failures[0]
    return Run(delays, seconds, cpu_seconds(pid) - cpu)
