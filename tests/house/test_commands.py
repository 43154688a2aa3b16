"""What an operator types: each command says what it did, and can be typed again."""

from collections.abc import Callable
from pathlib import Path

import flask_migrate
import pytest
from click.testing import CliRunner, Result

from connect import create_app
from connect.cli import main
from connect.settings import Settings
from connect.strategies.documents import pdf

ORGANISER = ["member", "add", "--email", "ine@example.org", "--name", "Ine", "--role", "organiser"]
PASSWORD = "a long enough password"
SAMPLE = ["sample", "--members", "3", "--threads", "2", "--comments", "2"]

Command = Callable[..., Result]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "CONNECT_DATABASE_URL": f"sqlite:///{tmp_path / 'connect.sqlite'}",
        "CONNECT_SECRET_KEY": "a key for tests, long enough to be one",
        "CONNECT_UPLOADS": str(tmp_path),
    }


@pytest.fixture
def connect(environment: dict[str, str]) -> Command:
    """`connect("check")`, on a database of its own."""

    def run(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, words, env=environment, input=typed)

    return run


@pytest.fixture
def migrated(environment: dict[str, str]) -> None:
    with create_app(Settings.from_environment(environment)).app_context():
        flask_migrate.upgrade()


def test_a_database_without_tables_is_found_out(connect: Command) -> None:
    result = connect("check")
    assert result.exit_code == 1
    assert "is not applied" in result.output


@pytest.mark.usefixtures("migrated")
def test_all_is_in_order_after_the_migrations(connect: Command) -> None:
    result = connect("check")
    assert (result.exit_code, "All in order." in result.output) == (0, True)


@pytest.mark.usefixtures("migrated")
def test_what_pdfs_need_is_named_where_it_is_missing(
    connect: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Pango" not in connect("check").output
    monkeypatch.setattr(pdf, "is_available", lambda: False)
    result = connect("check")
    assert (result.exit_code, "libpango-1.0-0" in result.output) == (0, True)


@pytest.mark.usefixtures("migrated")
def test_the_password_of_the_first_organiser_is_asked_and_not_shown(connect: Command) -> None:
    result = connect(*ORGANISER, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert "Ine <ine@example.org> is organiser" in result.output
    assert PASSWORD not in result.output


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize("words", [["themes"], SAMPLE, [*ORGANISER, "--password", PASSWORD]])
def test_a_command_typed_again_says_the_same(connect: Command, words: list[str]) -> None:
    first, second = connect(*words), connect(*words)
    assert first.exit_code == second.exit_code == 0
    assert first.output == second.output


@pytest.mark.usefixtures("migrated")
def test_a_real_community_begins_with_five_themes(connect: Command) -> None:
    assert connect("themes").output.count("/themes/") == 5


def test_a_wrong_setting_is_named_without_a_traceback(
    connect: Command, environment: dict[str, str]
) -> None:
    environment["CONNECT_PORT"] = "many"
    result = connect("check")
    assert (result.exit_code, "CONNECT_PORT" in result.output) == (1, True)
    assert isinstance(result.exception, SystemExit)
