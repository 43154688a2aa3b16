"""The way to an account elsewhere and back: what the session knows of it meanwhile."""

import hmac
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Literal, Self

from flask import session

from connect.accounts import provider
from connect.accounts.errors import IdentityRefused, SignInCancelled
from connect.accounts.provider import Identity
from connect.database import utc_now
from connect.extensions import current_settings
from connect.web.languages import current_locale

Purpose = Literal["sign_in", "link"]

BACK_WITHIN = timedelta(minutes=15)
PROVEN_FOR = timedelta(hours=1)
CANCELLED = {"access_denied", "login_required", "consent_required", "interaction_required"}
JOURNEY, PROVEN = "openid_journey", "openid_proven"


@dataclass(frozen=True)
class Journey:
    """`next` is where to go afterwards; `member_id`, for whom the account is to be linked."""

    purpose: Purpose
    next: str
    member_id: int | None
    state: str
    nonce: str
    verifier: str
    until: float

    @classmethod
    def taken_from_session(cls, state: str) -> Self:
        """The one that was begun here and now comes back with this state. It ends by that,
        whatever comes of it."""
        kept = session.pop(JOURNEY, None)
        if kept is None or kept["until"] < utc_now().timestamp():
            raise IdentityRefused("no journey is under way in this session")
        if not hmac.compare_digest(kept["state"].encode(), state.encode()):
            raise IdentityRefused("the state is not the one that was sent")
        return cls(**kept)


def is_offered() -> bool:
    return bool(issuer())


def name() -> str:
    """What members call the account ("my city's account"); empty where none is set up."""
    return current_settings().oidc_name if is_offered() else ""


def issuer() -> str:
    return current_settings().oidc_issuer


def depart(purpose: Purpose, *, next: str, member_id: int | None = None) -> str:
    """The address at the provider to send the browser to."""
    leaving = provider.departure(current_locale())
    journey = Journey(
        purpose=purpose,
        next=next,
        member_id=member_id,
        state=leaving.state,
        nonce=leaving.nonce,
        verifier=leaving.verifier,
        until=(utc_now() + BACK_WITHIN).timestamp(),
    )
    session[JOURNEY] = asdict(journey)
    return leaving.url


def arrive(journey: Journey, answer: Mapping[str, str]) -> Identity:
    """Whom the provider vouches for, by what it sent along with the browser."""
    if answer.get("iss", issuer()) != issuer():
        raise IdentityRefused("another provider answers")
    if answer.get("error") in CANCELLED:
        raise SignInCancelled
    if not answer.get("code"):
        raise IdentityRefused(f"no code came back, but {answer.get('error')!r:.80}")
    return provider.identity(answer["code"], nonce=journey.nonce, verifier=journey.verifier)


def keep_proven(identity: Identity) -> None:
    """Somebody whom nobody here knows yet has proved to be `identity`: good for joining with it."""
    until = (utc_now() + PROVEN_FOR).timestamp()
    session[PROVEN] = {**asdict(identity), "until": until}


def proven() -> Identity | None:
    kept = session.get(PROVEN)
    if kept is None or not is_offered() or kept["until"] < utc_now().timestamp():
        return None
    return Identity(kept["issuer"], kept["subject"], kept["name"])
