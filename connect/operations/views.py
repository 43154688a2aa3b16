"""What machines ask: alive, ready, measures."""

from ipaddress import ip_address

from flask import Blueprint, Response, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST

from connect.members.current import reader
from connect.operations.measures import exposition
from connect.operations.services import failing_services
from connect.web.access import authorize, public

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
    member = reader()
    authorize(_is_from_this_machine() or (member is not None and member.is_organiser))
    return Response(exposition(), content_type=CONTENT_TYPE_LATEST)


def _is_from_this_machine() -> bool:
    """A proxy that CONNECT_PROXIES does not count would make everybody look local."""
    if "X-Forwarded-For" in request.headers or not request.remote_addr:
        return False
    return ip_address(request.remote_addr).is_loopback
