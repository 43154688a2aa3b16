"""Codes of an app (TOTP) and codes on paper: made, shown, compared. Secrets leave encrypted."""

import secrets
from dataclasses import dataclass

import segno
from itsdangerous import BadSignature, Signer
from passlib.exc import TokenError
from passlib.totp import TOTP

from connect.accounts.models import hash_token
from connect.extensions import current_settings

ISSUER = "BeFUS Connect"
DRIFT_S = 30  # a clock may be half a minute off, and a code takes a while to type
RECOVERY_CODES = 10
# No letter or digit that looks like another one; 12 of them are 59 bits: no slow hash needed
# against guessing, which the rate limit makes hopeless.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Picture:
    """A square of `size` modules; `path` draws the dark ones."""

    size: int
    path: str


def new_secret() -> str:
    """Encrypted, to be kept."""
    return str(_totp().new().to_json(encrypt=True))


def shown_secret(secret: str) -> str:
    """In groups of four, to be typed into an app."""
    return str(_totp().from_json(secret).pretty_key(sep=" "))


def sealed(secret: str) -> str:
    """One of `new_secret`, as a form carries it."""
    return _seal().sign(secret).decode()


def unsealed(text: str | None) -> str | None:
    """What came back with the form; None unless we sealed it: what somebody made up may say that
    it takes an hour to decrypt."""
    try:
        return _seal().unsign(text or "").decode()
    except BadSignature:
        return None


def picture_for_app(secret: str, email: str) -> Picture:
    """The square that a telephone reads."""
    code = segno.make(_totp().from_json(secret).to_uri(label=email), micro=False)
    rows = enumerate(code.matrix)
    dark = [f"M{x} {y}h1v1h-1z" for y, row in rows for x, bit in enumerate(row) if bit]
    return Picture(size=len(code.matrix), path="".join(dark))


def matching_counter(code: str, secret: str, last_counter: int) -> int | None:
    """The half-minute that a code belongs to; None when it is wrong, or was used already."""
    try:
        match = _totp().verify(code, secret, window=DRIFT_S, last_counter=last_counter or None)
    except (TokenError, ValueError):
        return None
    return int(match.counter)


def new_recovery_codes() -> list[str]:
    return [_recovery_code() for _ in range(RECOVERY_CODES)]


def hash_recovery_code(typed: str) -> str:
    """The same however it was typed: capitals, spaces, with or without the hyphens."""
    return hash_token("".join(typed.lower().split()).replace("-", ""))


def _recovery_code() -> str:
    letters = [secrets.choice(ALPHABET) for _ in range(12)]
    return "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8))


def _totp() -> type[TOTP]:
    """Encrypting under a key made of the installation's own secret."""
    return TOTP.using(secrets={"1": _secret_key()}, issuer=ISSUER)


def _seal() -> Signer:
    return Signer(_secret_key(), salt="code-app")


def _secret_key() -> str:
    return current_settings().secret_key
