"""The loop beside the web: posts what is due, settles events, sends mail, prunes what is old."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from flask import Flask

from connect import mail
from connect.accounts.actions import forget_ways_in, prune_sessions
from connect.consequences import CONSEQUENCES
from connect.drafts import actions as drafts
from connect.events import outbox, retention
from connect.exchange import actions as exchange
from connect.moderation.actions import batching, closing, end_due_pins, suspending
from connect.notifications import actions as notifications
from connect.strategies import actions as strategies
from connect.uploads.actions import purge_orphans

logger = logging.getLogger(__name__)

Step = Callable[[], int | None]
"""How much it found to do, where it counts that: there may be more at once."""

PAUSE_S = 1.0
HOUR_S = 3600.0


def settle_due() -> int:
    """Let the consequences of due events happen; how many events were looked at."""
    events = outbox.claim()
    quiet = [event for event in events if CONSEQUENCES.get(event.kind) == ()]
    outbox.close(quiet)
    for event in (event for event in events if event not in quiet):
        try:
            outbox.settle(event, CONSEQUENCES[event.kind])
        except Exception:
            logger.exception("Event %s (%s) is put off", event.id, event.kind)
    return len(events)


EVERY_TURN: Sequence[Step] = (
    drafts.post_due,
    end_due_pins,
    settle_due,
    mail.send_due,
    exchange.import_next,
    batching.work_next,
    closing.reopen_due,
    suspending.end_due_suspensions,
)
EVERY_HOUR: Sequence[Step] = (
    retention.prune,
    notifications.forget_drafts,
    drafts.forget_removed,
    prune_sessions,
    forget_ways_in,
    mail.prune,
    purge_orphans,
    exchange.forget_imports,
    strategies.remind_due,
)


def run(app: Flask, stop: threading.Event | None = None) -> None:
    """Work until stopped. A step that fails stops no other, and is tried again in its turn."""
    stop = stop or threading.Event()
    hour_ends = time.monotonic()
    while not stop.is_set():
        found = [_take(app, step) for step in EVERY_TURN]
        if time.monotonic() >= hour_ends:
            for step in EVERY_HOUR:
                _take(app, step)
            hour_ends = time.monotonic() + HOUR_S
        if not any(found):
            stop.wait(PAUSE_S)


def _take(app: Flask, step: Step) -> int | None:
    """In a session of its own, so that a failure leaves nothing half changed for the next."""
    with app.app_context():
        try:
            return step()
        except Exception:
            logger.exception("The worker's step %s failed; it goes on", step.__qualname__)
            return None
