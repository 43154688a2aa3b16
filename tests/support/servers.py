"""The real production server in a process of its own, as browsers and sockets meet it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGQUIT, SIGTERM, Signals

from connect.settings import Settings
from tests.support.services import free_port

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 90


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[bytes]
    log: Path


@contextmanager
def serving(
    settings: Settings,
    log: Path,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    application: str = "wsgi:app",
) -> Iterator[Server]:
    """gunicorn with our configuration on a free port, on the same database and Redis."""
    port = port or free_port()
    url = f"http://{host}:{port}"
    environment = {"CONNECT_PORT": str(port), "CONNECT_BASE_URL": url}
    command = ["-m", "gunicorn", "-c", "connect/gunicorn.conf.py", application]
    with started(command, settings, log, environment, SIGQUIT) as process:  # without grace
        _wait_until_ready(url, process, log)
        yield Server(url, process, log)


@contextmanager
def working(settings: Settings, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`connect worker`, settling events and sending mail until the block ends."""
    command = [str(Path(sys.executable).with_name("connect")), "worker"]
    with started(command, settings, log, {}, SIGTERM) as process:
        yield process


@contextmanager
def started(
    command: list[str], settings: Settings, log: Path, more: dict[str, str], farewell: Signals
) -> Iterator[subprocess.Popen[bytes]]:
    with (
        log.open("ab") as output,
        subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=_environment(settings) | more,
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.send_signal(farewell)
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def _environment(settings: Settings) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("CONNECT_")}
    return inherited | {
        "CONNECT_ENV": "production",
        "CONNECT_SECRET_KEY": settings.secret_key,
        "CONNECT_BASE_URL": settings.base_url,
        "CONNECT_DATABASE_URL": settings.database_url,
        "CONNECT_REDIS_URL": settings.redis_url,
        "CONNECT_UPLOADS": settings.uploads,
        "CONNECT_OIDC_ISSUER": settings.oidc_issuer,
        "CONNECT_OIDC_CLIENT_ID": settings.oidc_client_id,
        "CONNECT_OIDC_CLIENT_SECRET": settings.oidc_client_secret,
        "CONNECT_OIDC_NAME": settings.oidc_name,
    }


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-4000:]}")
