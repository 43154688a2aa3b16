"""The web process dies in the middle of everything, and comes back."""

import sqlite3
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import make_url

from connect.settings import Settings
from tests.faults.conftest import Scene
from tests.faults.processes import Web


@pytest.mark.postgresql
def test_nothing_is_lost_or_doubled_when_the_web_process_is_killed(
    scene: Scene, web_of: Callable[..., Web]
) -> None:
    web = web_of()
    readers = scene.readers(web.server)
    with scene.burst(web.server, texts=16) as burst:
        burst.reach(8)
        web.kill()
        web.start()
    assert burst.troubles
    assert all(reader.interruptions for reader in readers)
    scene.check(readers, burst)


def test_sqlite_survives_the_death_of_the_embedded_process(
    app: Flask, settings: Settings, scene: Scene, web_of: Callable[..., Web]
) -> None:
    """Web, live and worker are one process there, killed while all three write."""
    web = web_of("connect.embedded:app")
    readers = scene.readers(web.server)
    with scene.burst(web.server, texts=16) as burst:
        burst.reach(8)
        web.kill()
        assert _is_intact(settings)
        web.start()
    assert burst.troubles
    scene.check(readers, burst)


def _is_intact(settings: Settings) -> bool:
    database = make_url(settings.database_url).database
    assert database is not None
    with sqlite3.connect(database) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
