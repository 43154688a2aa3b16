"""Serving the calibrator beside the server that it calibrates."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processor import LOAD_CORE, SERVER_CORE, children, on_core
from tests.support.services import free_port

ROOT = Path(__file__).parent.parent


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """Under one gunicorn sync worker, on the same core as our server: its address and worker."""
    url = f"http://127.0.0.1:{free_port()}"
    app = f"benchmarks.calibrator:create_app({str(folder / 'calibrator.sqlite')!r})"
    options = ["--workers", "1", "--bind", url.removeprefix("http://"), "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", *options, app]
    with on_core(SERVER_CORE), subprocess.Popen(command, cwd=ROOT) as process, on_core(LOAD_CORE):
        try:
            _wait_for(url)
            yield url, children(process.pid)[0]
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The calibrator did not start")
