"""Redis and PostgreSQL go away under a working site, and come back."""

import time
from collections.abc import Callable

import pytest

from connect.settings import Settings
from tests.faults.conftest import Scene
from tests.faults.processes import Redis, Web, postgresql_away
from tests.support.servers import Server

pytestmark = pytest.mark.postgresql


def test_two_web_processes_agree_again_after_redis_died(
    scene: Scene, web_of: Callable[..., Web], redis: Redis
) -> None:
    """Without Redis, each process still tells its own listeners, and every text is taken."""
    servers = [web_of(redis_url=redis.url).server for _ in range(2)]
    readers = scene.readers(*servers)
    with scene.burst(*servers, texts=12) as burst:
        burst.reach(8)
        redis.kill()
        burst.reach(24)
        redis.start()
    redis.wait_for_listeners(len(servers))
    with scene.burst(servers[0], texts=1) as last:
        pass
    assert not burst.troubles
    assert [reader.interruptions for reader in readers] == [[]] * 4
    scene.check(readers, burst, last)


def test_everybody_recovers_from_a_restart_of_postgresql(
    scene: Scene, settings: Settings, server: Server
) -> None:
    """Who connects meanwhile cannot be let in yet, and must not be forgotten either."""
    readers = scene.readers(server)
    come_back, *_ = readers
    with scene.burst(server, texts=16) as burst:
        burst.reach(8)
        with postgresql_away(settings.database_url):
            come_back.cut()
            come_back.restore()
            time.sleep(1.5)
    assert burst.troubles
    assert len(come_back.interruptions) >= 2, "nobody connected while PostgreSQL was away"
    scene.check(readers, burst)
