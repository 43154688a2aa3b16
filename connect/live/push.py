"""Committed entries on their way to the rooms: best effort, because the log is the truth."""

import logging
from collections.abc import Sequence

from connect.events.models import Entry
from connect.extensions import socketio
from connect.live import access, fragments, hub, listeners, rooms, waiting
from connect.web.languages import LOCALES, for_all_readers, speaking

logger = logging.getLogger(__name__)


def push(entries: Sequence[Entry]) -> None:
    """Called by the log after the commit. What fails here is repaired by the next catch-up."""
    try:
        access.heed(entries)
        for entry in entries:
            waiting.wake(entry.stream)
        _emit([entry for entry in entries if _locales(entry.stream)])
    except Exception:
        logger.exception("A push was lost; listeners catch up")


def _emit(entries: Sequence[Entry]) -> None:
    """What the entries show is read once, and then said in each language."""
    if not entries:
        return
    with for_all_readers():
        for entry, fragment in zip(entries, fragments.fragments_of(entries), strict=True):
            for locale in _locales(entry.stream):
                with speaking(locale):
                    message = fragments.live_entry(entry, fragment)
                socketio.emit("entry", message, to=rooms.room(entry.stream, locale))


def _locales(stream: str) -> Sequence[str]:
    """Only languages that are heard here; with a message queue, other processes may hear all."""
    if hub.has_other_processes():
        return LOCALES
    return sorted(listeners.locales(stream))
