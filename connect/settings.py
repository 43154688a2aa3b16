"""The one reader of the environment: every setting, its meaning and its default."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal, Self, get_args
from urllib.parse import urlsplit

Environment = Literal["development", "production"]

PREFIX = "CONNECT_"
INSTANCE = Path(__file__).resolve().parent.parent / "instance"
SHORTEST_KEY = 32
FEWEST_CHARACTERS = 10  # "change-me-change-me-change-me-…" has 8 different ones


class SettingsError(ValueError):
    """A setting is missing, unknown or makes no sense; the message names it, never its value."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator decides. Each field is read from CONNECT_<NAME>, or from the file
    named by CONNECT_<NAME>_FILE, so that secrets need not stand in the environment. What may
    hold a secret is left out of `repr`, which ends up in logs."""

    env: Environment = "development"
    host: str = "127.0.0.1"
    port: int = 5000
    base_url: str = ""
    secret_key: str = field(default="", repr=False)
    database_url: str = field(default=f"sqlite:///{INSTANCE / 'connect.sqlite'}", repr=False)
    redis_url: str = field(default="", repr=False)
    proxies: int = 0  # how many reverse proxies of ours stand in front and set X-Forwarded-For
    mail_url: str = field(default="", repr=False)
    mail_from: str = "BeFUS Connect <no-reply@localhost>"
    uploads: str = str(INSTANCE / "uploads")  # or s3://bucket, or s3://bucket/prefix
    s3_endpoint: str = ""  # of a bucket that is not Amazon's
    s3_region: str = "eu-west-3"
    s3_key: str = field(default="", repr=False)
    s3_secret: str = field(default="", repr=False)
    oidc_issuer: str = ""  # OpenID Connect is off without one
    oidc_client_id: str = ""
    oidc_client_secret: str = field(default="", repr=False)
    oidc_name: str = ""  # what members call the account: "my city's account"
    require_second_factor: bool = False  # of organisers and moderators, before they act as such

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        given = {k: v for k, v in environment.items() if k.startswith(PREFIX)}
        values: dict[str, object] = {}
        for setting in fields(cls):
            name = PREFIX + setting.name.upper()
            text = _read(given, name)
            if text is not None:
                values[setting.name] = _typed(setting.type, name, text)
        if given:
            raise SettingsError(f"Unknown setting: {', '.join(sorted(given))}")
        return cls(**values).checked()  # type: ignore[arg-type]

    def checked(self) -> Self:
        """Itself when it can start; development gets a key of its own, kept in instance/."""
        if self.env not in get_args(Environment):
            raise SettingsError(f"{PREFIX}ENV is one of {', '.join(get_args(Environment))}")
        if self.is_production and _is_weak(self.secret_key):
            raise SettingsError(
                f"{PREFIX}SECRET_KEY needs at least {SHORTEST_KEY} characters in production,"
                f" {FEWEST_CHARACTERS} of them different"
            )
        if self.is_production and not self.base_url:
            raise SettingsError(f"{PREFIX}BASE_URL is required in production")
        if self.base_url and not self.base_url.startswith(("https://", "http://")):
            raise SettingsError(f"{PREFIX}BASE_URL begins with https://")
        if self.proxies < 0:
            raise SettingsError(f"{PREFIX}PROXIES is 0 or more")
        self._check_openid()
        self._check_uploads()
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        values["secret_key"] = self.secret_key or _development_key()
        values["base_url"] = (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")
        values["database_url"] = _with_driver(self.database_url)
        return type(self)(**values)

    def _check_openid(self) -> None:
        if not self.oidc_issuer:
            return
        address = urlsplit(self.oidc_issuer)
        if address.scheme != "https" and address.hostname not in ("localhost", "127.0.0.1"):
            raise SettingsError(f"{PREFIX}OIDC_ISSUER begins with https://")
        for name in ("oidc_client_id", "oidc_name"):
            if not getattr(self, name):
                raise SettingsError(f"{PREFIX}{name.upper()} is required with {PREFIX}OIDC_ISSUER")

    def _check_uploads(self) -> None:
        """A bucket without key and secret: those of the machine's own role count."""
        scheme, separator, bucket = self.uploads.partition("://")
        if separator and (scheme != "s3" or not bucket.strip("/")):
            raise SettingsError(f"{PREFIX}UPLOADS is a folder or s3://bucket")
        if bool(self.s3_key) != bool(self.s3_secret):
            raise SettingsError(f"{PREFIX}S3_KEY and {PREFIX}S3_SECRET go together")
        if self.s3_endpoint and not self.s3_endpoint.startswith(("https://", "http://")):
            raise SettingsError(f"{PREFIX}S3_ENDPOINT begins with https://")

    @property
    def is_production(self) -> bool:
        return self.env == "production"

    def absolute(self, path: str) -> str:
        """For mails and links. Never from the Host header, which whoever asks can choose."""
        return self.base_url + path

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")


def _read(given: dict[str, str], name: str) -> str | None:
    """Take a setting out of `given`, so that what remains at the end is unknown."""
    value, file = given.pop(name, None), given.pop(f"{name}_FILE", None)
    if value is not None and file is not None:
        raise SettingsError(f"Both {name} and {name}_FILE are set")
    if file is None:
        return value
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingsError(f"{name}_FILE cannot be read") from error


def _typed(kind: object, name: str, text: str) -> object:
    if kind is int:
        return _number(name, text)
    return _switch(name, text) if kind is bool else text


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise SettingsError(f"{name} is a whole number") from error


def _switch(name: str, text: str) -> bool:
    if text not in ("0", "1"):
        raise SettingsError(f"{name} is 1 (on) or 0 (off)")
    return text == "1"


def _is_weak(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS


def _with_driver(url: str) -> str:
    """Operators write `postgresql://`; the driver is ours to know."""
    scheme, separator, rest = url.partition("://")
    known = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}
    return known.get(scheme, scheme) + separator + rest


def _development_key() -> str:
    """A key that survives restarts, so that a developer stays signed in."""
    path = INSTANCE / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")
