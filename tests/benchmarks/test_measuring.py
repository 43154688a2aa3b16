"""The benchmark measures what it says it does."""

import os
import time
from pathlib import Path

import pytest

from benchmarks import load
from benchmarks.calibrator import create_app
from benchmarks.processor import LOAD_CORE, cpu_seconds, on_core

THIS_PROCESS = os.getpid()


def test_every_client_asks_as_often_as_told() -> None:
    asked: list[str] = []
    clients = [lambda: asked.append("one"), lambda: asked.append("two")]
    run = load.run(THIS_PROCESS, clients, each=3)
    assert sorted(asked) == ["one"] * 3 + ["two"] * 3
    assert len(run.delays_ms) == 6


def test_a_request_that_fails_spoils_the_run() -> None:
    def refuse() -> None:
        raise RuntimeError("503")

    with pytest.raises(RuntimeError, match="503"):
        load.run(THIS_PROCESS, [refuse], each=3)


def test_waiting_is_delay_but_not_work() -> None:
    run = load.run(THIS_PROCESS, [lambda: time.sleep(0.05)], each=2)
    assert min(run.delays_ms) >= 50
    assert run.cpu_ms < 25


def test_work_counts_from_every_thread_of_the_process() -> None:
    before = cpu_seconds(THIS_PROCESS)
    load.run(THIS_PROCESS, [lambda: sum(range(1_000_000))], each=3)
    assert cpu_seconds(THIS_PROCESS) > before


def test_a_core_is_given_back() -> None:
    before = os.sched_getaffinity(0)
    with on_core(LOAD_CORE):
        assert os.sched_getaffinity(0) == {LOAD_CORE}
    assert os.sched_getaffinity(0) == before


def test_the_calibrator_is_a_page_of_eighty_kilobytes(tmp_path: Path) -> None:
    answer = create_app(str(tmp_path / "rows.sqlite")).test_client().get("/")
    assert answer.status_code == 200
    assert 76_000 < len(answer.data) < 84_000
