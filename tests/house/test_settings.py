"""Settings come from the environment, with complaints that name the setting, not its value."""

from pathlib import Path

import pytest

from connect.settings import Settings, SettingsError

SECRET = "a secret of more than thirty-two characters"
PRODUCTION = {
    "CONNECT_ENV": "production",
    "CONNECT_SECRET_KEY": SECRET,
    "CONNECT_BASE_URL": "https://connect.example.org/",
}


def test_a_setting_nobody_knows_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="CONNECT_DATABSE_URL"):
        Settings.from_environment({"CONNECT_DATABSE_URL": "sqlite://"})


def test_variables_of_other_programs_are_left_alone() -> None:
    assert Settings.from_environment({"PATH": "/bin", "PORT": "80"}).port == 5000


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{SECRET}\n")
    given = {"CONNECT_SECRET_KEY_FILE": str(tmp_path / "key")}
    assert Settings.from_environment(given).secret_key == SECRET


def test_a_setting_and_its_file_together_are_refused(tmp_path: Path) -> None:
    given = {"CONNECT_SECRET_KEY": SECRET, "CONNECT_SECRET_KEY_FILE": str(tmp_path / "key")}
    with pytest.raises(SettingsError, match="Both CONNECT_SECRET_KEY and"):
        Settings.from_environment(given)


def test_a_file_that_cannot_be_read_is_named_by_its_setting(tmp_path: Path) -> None:
    given = {"CONNECT_SECRET_KEY_FILE": str(tmp_path / "nowhere")}
    with pytest.raises(SettingsError, match="CONNECT_SECRET_KEY_FILE"):
        Settings.from_environment(given)


@pytest.mark.parametrize("missing", ["CONNECT_SECRET_KEY", "CONNECT_BASE_URL"])
def test_production_asks_for_a_key_and_an_address(missing: str) -> None:
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    with pytest.raises(SettingsError, match=missing):
        Settings.from_environment(given)


def test_a_complaint_about_a_key_does_not_repeat_it() -> None:
    with pytest.raises(SettingsError) as complaint:
        Settings.from_environment(PRODUCTION | {"CONNECT_SECRET_KEY": "too short"})
    assert "too short" not in str(complaint.value)


def test_a_port_is_a_number() -> None:
    with pytest.raises(SettingsError, match="CONNECT_PORT"):
        Settings.from_environment({"CONNECT_PORT": "http"})


def test_an_environment_that_does_not_exist_is_refused() -> None:
    with pytest.raises(SettingsError, match="CONNECT_ENV"):
        Settings.from_environment({"CONNECT_ENV": "staging"})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_operators_need_not_know_the_driver(scheme: str) -> None:
    given = {"CONNECT_DATABASE_URL": f"{scheme}://connect@db/connect"}
    url = Settings.from_environment(given).database_url
    assert url == "postgresql+psycopg://connect@db/connect"


def test_the_base_address_ends_without_a_slash() -> None:
    settings = Settings.from_environment(PRODUCTION)
    assert settings.base_url == "https://connect.example.org"
    assert settings.is_https


CITY = {
    "CONNECT_OIDC_ISSUER": "https://accounts.city.example",
    "CONNECT_OIDC_CLIENT_ID": "connect",
    "CONNECT_OIDC_NAME": "my city's account",
}


def test_a_provider_is_named_and_reached_safely() -> None:
    assert Settings.from_environment(CITY).oidc_name == "my city's account"
    for name in ("CONNECT_OIDC_CLIENT_ID", "CONNECT_OIDC_NAME"):
        with pytest.raises(SettingsError, match=name):
            Settings.from_environment({k: v for k, v in CITY.items() if k != name})
    with pytest.raises(SettingsError, match="CONNECT_OIDC_ISSUER"):
        Settings.from_environment(CITY | {"CONNECT_OIDC_ISSUER": "http://accounts.city.example"})
