"""Curating the demo: pins, the spotlight, pinned answers and solutions, each by who did it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from connect.database import utc_now
from connect.demo import content
from connect.demo.cast import Act, Cast
from connect.discussions.actions import choose_solution
from connect.moderation.actions.choosing import pin_comment
from connect.moderation.actions.featuring import feature_thread
from connect.moderation.actions.pinning import pin_thread


def acts(cast: Cast) -> Iterator[Act]:
    """With the moment of each."""
    now = utc_now()
    for told in content.table("curation")["acts"]:
        moment = now - timedelta(days=told["days_ago"])
        yield moment, partial(DOINGS[told["act"]], cast, told, now)


def _pin(cast: Cast, told: dict[str, Any], now: datetime) -> None:
    ends_in = told.get("ends_in_days")
    pin_thread(
        cast.members[told["by"]],
        cast.comments[told["thread"], ""].thread,
        kind=told["kind"],
        everywhere=told.get("everywhere", False),
        ends_at=now + timedelta(days=ends_in) if ends_in else None,
        all_the_same=False,
        reason=told["reason"],
    )


def _feature(cast: Cast, told: dict[str, Any], _now: datetime) -> None:
    thread = cast.comments[told["thread"], ""].thread
    feature_thread(cast.members[told["by"]], thread, reason=told["reason"])


def _pin_comment(cast: Cast, told: dict[str, Any], _now: datetime) -> None:
    comment = cast.comments[told["thread"], told["comment"]]
    pin_comment(cast.members[told["by"]], comment, reason=told["reason"])


def _solve(cast: Cast, told: dict[str, Any], _now: datetime) -> None:
    choose_solution(cast.members[told["by"]], cast.comments[told["thread"], told["comment"]])


DOINGS: dict[str, Callable[[Cast, dict[str, Any], datetime], None]] = {
    "feature": _feature,
    "pin": _pin,
    "pin_comment": _pin_comment,
    "solve": _solve,
}
