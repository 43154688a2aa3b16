"""Who is reading and writing, as counts that fade by themselves; nothing of it is kept.

Every process tells its own counts under its own name and readers add them up, so no process
needs to know the others.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Literal, TypedDict, get_args

Sign = Literal["reading", "writing"]

TTL_S = 10
REPEAT_S = 5
PROCESS = secrets.token_hex(4)


class Counts(TypedDict):
    stream: str
    process: str
    reading: int
    writing: int


@dataclass
class _Stream:
    seen: dict[tuple[int, Sign], float] = field(default_factory=dict)
    told: tuple[int, int] = (0, 0)
    told_at: float = 0.0


_streams: dict[str, _Stream] = {}


def note(stream: str, member_id: int, sign: Sign) -> None:
    _streams.setdefault(stream, _Stream()).seen[member_id, sign] = monotonic() + TTL_S


def forget(stream: str, member_id: int) -> None:
    """The member left; another tab of theirs will say so within seconds if that is not true."""
    if stream in _streams:
        for sign in get_args(Sign):
            _streams[stream].seen.pop((member_id, sign), None)


def news() -> Iterator[Counts]:
    """The counts that changed or must be repeated before they fade; ask once a second."""
    now = monotonic()
    for name, stream in list(_streams.items()):
        stream.seen = {key: until for key, until in list(stream.seen.items()) if until > now}
        signs = [sign for _, sign in stream.seen]
        counts = signs.count("reading"), signs.count("writing")
        if counts != stream.told or (any(counts) and now - stream.told_at >= REPEAT_S):
            stream.told, stream.told_at = counts, now
            reading, writing = counts
            yield {"stream": name, "process": PROCESS, "reading": reading, "writing": writing}
        if not stream.seen:
            _streams.pop(name, None)
