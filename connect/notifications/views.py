"""The inbox."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.notifications import actions, queries
from connect.web.access import reached
from connect.web.addresses import asked_id
from connect.web.answers import see_other

blueprint = Blueprint("notifications", __name__)


@blueprint.get("/inbox")
def show_inbox() -> str:
    inbox = queries.inbox(member(), before=asked_id("before"))
    return render_template("notifications/inbox.html", inbox=inbox)


@blueprint.post("/inbox/reading")
def update_inbox() -> Response:
    actions.read_inbox(member())
    return see_other("/inbox")


@blueprint.post("/inbox/<id:notification_id>/reading")
def update_notification(notification_id: int) -> Response:
    """Open what a line is about."""
    line = reached(queries.reach_line(member(), notification_id))
    actions.read_notification(line.notification)
    return see_other(line.notification.url)
