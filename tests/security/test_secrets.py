"""No secret reaches a log, a terminal or a page that could do without it."""

import re
import secrets
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from connect.accounts import actions
from connect.cli import main
from connect.database import db
from connect.mail import OutgoingMail
from connect.settings import Settings, SettingsError
from connect.worker import settle_due
from tests.security.conftest import HTTPS
from tests.support.cast import PASSWORD, Cast
from tests.support.servers import Server

GOOD_KEY = secrets.token_urlsafe(48)
PRODUCTION = {
    "CONNECT_ENV": "production",
    "CONNECT_SECRET_KEY": GOOD_KEY,
    "CONNECT_BASE_URL": HTTPS,
}
TOKEN_FIELD = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.mark.parametrize("key", ["", "short", "a" * 64, "change-me-" * 5, "0123456789" * 3])
def test_production_refuses_a_key_that_can_be_guessed(key: str) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        Settings.from_environment(PRODUCTION | {"CONNECT_SECRET_KEY": key})


@pytest.mark.parametrize(
    ("name", "value"),
    [("BASE_URL", "connect.example.org"), ("BASE_URL", "javascript:x"), ("PROXIES", "-1")],
)
def test_production_refuses_what_makes_no_sense(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment(PRODUCTION | {f"CONNECT_{name}": value})


def test_settings_can_be_printed() -> None:
    given = {
        "SECRET_KEY": GOOD_KEY,
        "DATABASE_URL": "postgresql://connect:tiger1@db/connect",
        "REDIS_URL": "redis://:tiger2@redis/0",
        "MAIL_URL": "smtp://connect:tiger3@mail",
        "OIDC_CLIENT_SECRET": "tiger4",
    }
    settings = Settings.from_environment(
        PRODUCTION | {f"CONNECT_{name}": value for name, value in given.items()}
    )
    for secret in (GOOD_KEY, "tiger1", "tiger2", "tiger3", "tiger4"):
        assert secret not in repr(settings) + str(settings)


def test_checking_an_installation_prints_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    environment = PRODUCTION | {
        "CONNECT_DATABASE_URL": "postgresql://connect:tiger@127.0.0.1:1/connect",
        "CONNECT_REDIS_URL": "redis://:tiger@127.0.0.1:1/0",
        "CONNECT_MAIL_URL": "smtp://connect:tiger@127.0.0.1:1",
    }
    result = CliRunner().invoke(main, ["check"], env=environment)
    assert result.exit_code == 1
    assert "database: does not answer" in result.output
    for secret in (GOOD_KEY, "tiger"):
        assert secret not in result.output + caplog.text


def test_a_failing_statement_does_not_repeat_its_values(app: Flask) -> None:
    with app.app_context(), pytest.raises(SQLAlchemyError) as failure:
        db.session.execute(text("INSERT INTO nowhere VALUES (:secret)"), {"secret": PASSWORD})
    assert PASSWORD not in str(failure.value)


def test_a_day_s_logs_hold_no_secret(app: Flask, people: Cast, server: Server) -> None:
    """Signing in well and badly, a reset, an invitation, a forged form, a refused address."""
    with app.app_context():
        links = [f"/join/{actions.invite(people.olga)}", "/join/" + "abcdefgh" * 4]
        actions.request_password_reset(people.bram.email)
        settle_due()
        actions.ask_to_confirm(people.dirk)
        for mail in db.session.query(OutgoingMail):
            links += re.findall(r"/(?:reset|confirm)/\S+", mail.text)
    begin, known = server.log.stat().st_size, set()
    with requests.Session() as browser:
        for password in ("a wrong secret", PASSWORD):
            token = TOKEN_FIELD.findall(browser.get(f"{server.url}/sign-in").text)[0]
            form = {"email": "bram@example.org", "password": password, "csrf_token": token}
            headers = {"Referer": server.url}
            browser.post(f"{server.url}/sign-in?next=/inbox", form, headers=headers)
            known |= {password, token, browser.cookies["connect_session"]}
        for link in links:
            browser.get(server.url + link)
            browser.post(server.url + link, {"password": "short", "csrf_token": "none"})
            browser.get(server.url + "/" + link)
        assert browser.get(f"{server.url}/profile").status_code == 200
    log = Path(server.log).read_text()[begin:]
    assert '"POST /sign-in HTTP/1.1" 303' in log
    for secret in known | {link.rpartition("/")[2] for link in links}:
        assert secret not in log
