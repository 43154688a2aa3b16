"""Unpinning a thread for oneself."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions import actions, queries
from connect.discussions.models import Thread
from connect.discussions.views.base import blueprint
from connect.members.current import member
from connect.web.access import reached
from connect.web.answers import see_other
from connect.web.redirects import own_path


@blueprint.post("/threads/<id:thread_id>/pin/dismissal")
def dismiss_pin(thread_id: int) -> Response:
    """It stands where its last words put it, as all threads do."""
    thread = reached(queries.reach_thread(member(), thread_id))
    actions.put_aside(member(), thread)
    told = _("For you, this thread no longer stands first.")
    flash(told, f"undo:{thread.address}/pin/dismissal/removal")
    return _back(thread)


@blueprint.post("/threads/<id:thread_id>/pin/dismissal/removal")
def restore_pin(thread_id: int) -> Response:
    thread = reached(queries.reach_thread(member(), thread_id))
    actions.put_aside(member(), thread, False)
    return _back(thread)


def _back(thread: Thread) -> Response:
    """Pins stand on the home page and in other themes as well."""
    return see_other(own_path(request.form.get("then"), thread.theme.url))
