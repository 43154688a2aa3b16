"""The loop beside the web: posts what is due, settles events, sends mail, prunes what is old."""

import logging
import threading
import time

from flask import Flask

from connect import mail
from connect.accounts.actions import forget_ways_in, prune_sessions
from connect.consequences import CONSEQUENCES
from connect.database import db
from connect.drafts import actions as drafts
from connect.events import outbox, retention
from connect.notifications import actions as notifications
from connect.uploads.actions import purge_orphans

logger = logging.getLogger(__name__)

PAUSE_S = 1.0
PRUNE_EVERY_S = 3600.0
PRUNINGS = (
    retention.prune,
    notifications.forget_drafts,
    drafts.forget_removed,
    prune_sessions,
    forget_ways_in,
    mail.prune,
    purge_orphans,
)


def run(app: Flask, stop: threading.Event | None = None) -> None:
    """Work until stopped. What fails is tried again at the next turn."""
    stop = stop or threading.Event()
    pruned_at = 0.0
    while not stop.is_set():
        busy = False
        with app.app_context():
            try:
                drafts.post_due()
                busy = settle_due() > 0
                mail.send_due()
                if time.monotonic() - pruned_at > PRUNE_EVERY_S:
                    for prune in PRUNINGS:
                        prune()
                    pruned_at = time.monotonic()
            except Exception:
                logger.exception("The worker failed; it goes on")
                db.session.rollback()
        if not busy:
            stop.wait(PAUSE_S)


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
