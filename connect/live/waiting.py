"""Long-polls that wait for a stream to move, without holding a database connection."""

from threading import Event
from time import monotonic

from connect.database import db
from connect.events import log

LONGEST_WAIT_S = 25
LOOK_EVERY_S = 1.0

_waiting: dict[str, set[Event]] = {}


def wake(stream: str) -> None:
    for moved in list(_waiting.get(stream, ())):
        moved.set()


def until_moved(stream: str, after: int, seconds: float) -> None:
    """Return once the head is not `after`, or when the time is up.

    A push of this process wakes at once; those of other processes are seen at the next look.
    """
    deadline = monotonic() + seconds
    moved = Event()
    _waiting.setdefault(stream, set()).add(moved)
    try:
        while log.head(stream) == after and (left := deadline - monotonic()) > 0:
            db.session.remove()
            moved.wait(min(left, LOOK_EVERY_S))
            moved.clear()
    finally:
        _waiting[stream].discard(moved)
        if not _waiting[stream]:
            _waiting.pop(stream, None)
        db.session.remove()
