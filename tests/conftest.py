"""The fixtures: an app on each database, the cast, browsers without and with JavaScript."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from connect.settings import Settings
from tests.support import apps, cast
from tests.support.apps import Dialect
from tests.support.browsers import Windows, running_chromium
from tests.support.servers import Server, serving
from tests.support.visitors import Visitor


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "dialect" in metafunc.fixturenames:
        metafunc.parametrize("dialect", _dialects(metafunc.definition), scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What races with a real server on a busy machine may lose once: it is run again, and the
    summary counts it. All other tests say the same every time."""
    for item in items:
        if "server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


def _dialects(test: pytest.Item) -> list[Dialect]:
    if test.get_closest_marker("any_database"):
        return ["sqlite", "postgresql"]
    return ["postgresql"] if test.get_closest_marker("postgresql") else ["sqlite"]


class Installation:
    """What is started once per database: its services, the app, the server when asked for."""

    def __init__(self, dialect: Dialect, folder: Path, running: ExitStack) -> None:
        self.folder = folder
        self.running = running
        self.settings = running.enter_context(apps.settings_on(dialect, folder))
        self.app = apps.migrated_app(self.settings)
        self._server: Server | None = None

    @property
    def server(self) -> Server:
        if self._server is None:
            log = self.folder / "server.log"
            self._server = self.running.enter_context(serving(self.settings, log))
        return self._server


@pytest.fixture(scope="session")
def installations(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Dialect], Installation]]:
    found: dict[Dialect, Installation] = {}
    with ExitStack() as running:

        def installation_on(dialect: Dialect) -> Installation:
            if dialect not in found:
                folder = tmp_path_factory.mktemp(dialect)
                found[dialect] = Installation(dialect, folder, running)
            return found[dialect]

        yield installation_on


@pytest.fixture
def installation(
    installations: Callable[[Dialect], Installation], dialect: Dialect
) -> Installation:
    return installations(dialect)


@pytest.fixture
def app(installation: Installation) -> Flask:
    """Migrated and empty. Never hold `app.app_context()` while using a visitor or a page: Flask
    would reuse it, and Flask-Login keeps the member on `g`."""
    apps.empty(installation.app)
    return installation.app


@pytest.fixture
def settings(installation: Installation) -> Settings:
    return installation.settings


@pytest.fixture
def people(app: Flask) -> cast.Cast:
    return cast.call(app)


@pytest.fixture
def browser_of(app: Flask) -> Callable[..., Visitor]:
    """`browser_of(people.bram).get("/themes/")`; without a member, a visitor."""
    return partial(Visitor, app)


@pytest.fixture
def server(app: Flask, installation: Installation) -> Server:
    apps.outdate_what_is_followed(app)
    return installation.server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with running_chromium() as browser:
        yield browser


@pytest.fixture
def page_of(app: Flask, server: Server, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`page_of(people.bram, viewport=PHONE).goto("/themes/")`, see `Windows.page_of`."""
    windows = Windows(app, server, chromium)
    with windows.closing:
        yield windows.page_of
    assert not windows.troubles, "\n".join(windows.troubles)
