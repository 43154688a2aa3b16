"""What machines ask: alive, ready, measures; and what organisers must look at."""

from ipaddress import ip_address

from flask import Blueprint, Response, jsonify, render_template, request
from prometheus_client import CONTENT_TYPE_LATEST

from connect.events import outbox
from connect.members.current import member, reader
from connect.operations.measures import exposition
from connect.operations.policies import can_operate
from connect.operations.services import failing_services
from connect.web.access import authorize, public
from connect.web.answers import see_other

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """This process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def readyz() -> Response | tuple[Response, int]:
    """So do the services it needs."""
    failing = failing_services()
    return (jsonify(status="failing", services=failing), 503) if failing else jsonify(status="ok")


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """For organisers, and for a Prometheus on this machine."""
    authorize(_is_from_this_machine() or can_operate(reader()))
    return Response(exposition(), content_type=CONTENT_TYPE_LATEST)


@blueprint.get("/parked-events/")
def list_parked_events() -> str:
    """What should have followed from events and did not, after every attempt."""
    authorize(can_operate(member()))
    return render_template("operations/parked_events.html", events=outbox.parked())


@blueprint.post("/parked-events/<id:event_id>/attempt")
def create_attempt(event_id: int) -> Response:
    authorize(can_operate(member()))
    outbox.revive(event_id)
    return see_other("/parked-events/")


def _is_from_this_machine() -> bool:
    """A proxy that CONNECT_PROXIES does not count would make everybody look local."""
    if "X-Forwarded-For" in request.headers or not request.remote_addr:
        return False
    return ip_address(request.remote_addr).is_loopback
