"""What Prometheus may ask: counted per process, or read from the tables when asked."""

import time
from typing import Literal

from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import func, select

from connect.database import db
from connect.events.models import Event
from connect.mail import OutgoingMail

REGISTRY = CollectorRegistry()
REQUESTS = Counter(
    "connect_requests_total", "Answers given", ["endpoint", "status"], registry=REGISTRY
)
DURATION = Histogram(
    "connect_request_seconds", "Time to an answer", ["endpoint"], registry=REGISTRY
)
EVENTS = Gauge("connect_events", "Events not settled yet", ["state"], registry=REGISTRY)
MAILS = Gauge("connect_mails", "Mails not sent yet", ["state"], registry=REGISTRY)
UNSETTLED: tuple[Literal["pending", "parked"], ...] = ("pending", "parked")


def install(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_count)


def exposition() -> bytes:
    """All measures, in Prometheus' text format."""
    for gauge, model in ((EVENTS, Event), (MAILS, OutgoingMail)):
        counted = select(model.state, func.count()).where(model.state.in_(UNSETTLED))
        found = dict(db.session.execute(counted.group_by(model.state)).all())
        for state in UNSETTLED:
            gauge.labels(state).set(found.get(state, 0))
    return generate_latest(REGISTRY)


def _start() -> None:
    g.started_at = time.perf_counter()


def _count(response: Response) -> Response:
    endpoint = request.endpoint or "none"
    REQUESTS.labels(endpoint, response.status_code).inc()
    if "started_at" in g:
        DURATION.labels(endpoint).observe(time.perf_counter() - g.started_at)
    return response
