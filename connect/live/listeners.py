"""The sockets of this process: who listens to what, in which language, and how politely."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

MOST_STREAMS = 50
MOST_VIOLATIONS = 10
BURST = 120  # a page that opens with 50 streams, twice over
REFILL_A_SECOND = 10


@dataclass(slots=True, eq=False)
class Listener:
    """`session_id` is the row of the sign-in that opened the socket: it ends with that."""

    sid: str
    member_id: int | None
    locale: str
    session_id: int | None = None
    streams: set[str] = field(default_factory=set)
    violations: int = 0
    _tokens: float = BURST
    _filled_at: float = field(default_factory=monotonic)

    def may_speak(self) -> bool:
        """False when events come faster than a page ever sends them (token bucket)."""
        now = monotonic()
        self._tokens = min(BURST, self._tokens + (now - self._filled_at) * REFILL_A_SECOND)
        self._filled_at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


_listeners: dict[str, Listener] = {}


def add(listener: Listener) -> None:
    _listeners[listener.sid] = listener


def remove(sid: str) -> Listener | None:
    return _listeners.pop(sid, None)


def find(sid: str) -> Listener | None:
    return _listeners.get(sid)


def everyone() -> list[Listener]:
    return list(_listeners.values())


def locales(stream: str) -> set[str]:
    """The languages in which somebody here listens to the stream."""
    return {listener.locale for listener in everyone() if stream in listener.streams}


def by_member() -> Iterator[tuple[int | None, list[Listener]]]:
    groups: dict[int | None, list[Listener]] = {}
    for listener in everyone():
        groups.setdefault(listener.member_id, []).append(listener)
    yield from groups.items()
