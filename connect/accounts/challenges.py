"""What keys are asked to sign: random, for one session and one purpose, good for minutes."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from flask import session

from connect.database import utc_now

Purpose = Literal["add", "use"]

LASTS = timedelta(minutes=5)
LASTS_MS = int(LASTS.total_seconds() * 1000)
MOST_AT_ONCE = 4  # tabs; the session is a cookie, and must stay a small one
IN_SESSION = "challenges"


@dataclass(frozen=True)
class Challenge:
    """`about` is what the asker wants back with the answer."""

    text: str
    about: str
    expires_at: datetime


def new(purpose: Purpose, about: str = "") -> Challenge:
    expires_at = utc_now() + LASTS
    challenge = Challenge(secrets.token_urlsafe(32), about, expires_at)
    kept = session.get(IN_SESSION, [])[1 - MOST_AT_ONCE :]
    session[IN_SESSION] = [*kept, [purpose, challenge.text, about, expires_at.timestamp()]]
    return challenge


def given(purpose: Purpose, text: str) -> Challenge | None:
    """The challenge of this text, when this session was given it and it is still good.

    A cookie can be sent twice: that it is answered once is seen to by `actions.passkeys`."""
    for its_purpose, its_text, about, timestamp in session.get(IN_SESSION, []):
        if (its_purpose, its_text) == (purpose, text):
            expires_at = datetime.fromtimestamp(timestamp, UTC)
            return Challenge(text, about, expires_at) if expires_at > utc_now() else None
    return None
