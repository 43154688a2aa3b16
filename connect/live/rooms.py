"""Streams as listeners name them, the rooms they are heard in, and who may listen."""

import re
from collections.abc import Collection
from typing import Literal

from sqlalchemy import select

from connect.database import db
from connect.discussions.models import Thread
from connect.discussions.queries import led_from
from connect.discussions.visibility import is_readable
from connect.members.models import Member
from connect.moderation.policies import can_moderate_theme
from connect.strategies import visibility as strategies
from connect.strategies.models import Strategy
from connect.themes.models import Theme
from connect.themes.queries import is_visible

Verdict = Literal["yes", "forbidden", "unknown"]

STREAM = re.compile(r"(thread|theme|strategy|webinar|lab|member|moderation):([1-9]\d{0,17})")


def room(stream: str, locale: str) -> str:
    """Fragments are written in a language, so every stream has a room for each."""
    return f"{stream}@{locale}"


def may_listen(member: Member | None, stream: str) -> Verdict:
    return may_listen_all(member, [stream])[stream]


def may_listen_all(member: Member | None, streams: Collection[str]) -> dict[str, Verdict]:
    """At most four queries, however many streams. `member` must have been read just now."""
    subjects = {stream: _subject(stream) for stream in streams}
    asked: dict[str, list[int]] = {}
    for kind, id in subjects.values():
        asked.setdefault(kind, []).append(id)
    reached = {
        "thread": _readable_threads(member, asked.get("thread", [])),
        "theme": _visible_themes(member, asked.get("theme", [])),
        "strategy": _readable_strategies(member, asked.get("strategy", [])),
    }

    def verdict(kind: str, id: int) -> Verdict:
        if kind in reached:
            # Out of reach and not there are the same answer, as they are for pages.
            return "yes" if id in reached[kind] else ("unknown" if member else "forbidden")
        if kind == "member":
            return "yes" if member and member.id == id else "forbidden"
        if kind == "moderation":
            return "yes" if member and can_moderate_theme(member, id) else "forbidden"
        return "unknown"

    return {stream: verdict(*subject) for stream, subject in subjects.items()}


def _readable_threads(member: Member | None, ids: Collection[int]) -> set[int]:
    if not ids:
        return set()
    led = led_from(ids)  # a page of a merged thread hears where it goes on
    asked = {*ids, *led.values()}
    readable = select(Thread.id).join(Thread.theme).where(Thread.id.in_(asked), is_readable(member))
    found = set(db.session.scalars(readable))
    return found | {merged for merged, target in led.items() if target in found}


def _visible_themes(member: Member | None, ids: Collection[int]) -> set[int]:
    if not ids:
        return set()
    return set(db.session.scalars(select(Theme.id).where(Theme.id.in_(ids), is_visible(member))))


def _readable_strategies(member: Member | None, ids: Collection[int]) -> set[int]:
    if not ids:
        return set()
    readable = select(Strategy.id).where(Strategy.id.in_(ids), strategies.is_readable(member))
    return set(db.session.scalars(readable))


def _subject(stream: str) -> tuple[str, int]:
    """The kind and number in a stream's name; ("", 0) for what is no name."""
    match = STREAM.fullmatch(stream, endpos=64) if stream.isascii() else None
    if match is None:
        return "", 0
    return match[1], int(match[2])
