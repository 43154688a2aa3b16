"""The versions of a synthesis: reading them, going back to one."""

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member, reader
from connect.syntheses import actions, policies, queries
from connect.syntheses.history import changes
from connect.syntheses.views.base import blueprint, reach, reach_to_write
from connect.web.access import public, reached
from connect.web.addresses import asked_id
from connect.web.answers import see_other


@blueprint.get("/threads/<id:thread_id>/synthesis/history")
@public
def show_history(thread_id: int) -> str:
    thread = reach(thread_id)
    shown, has_older = changes(thread, before=asked_id("before"))
    reached(thread.synthesis_version or None)
    return render_template(
        "syntheses/history.html",
        thread=thread,
        changes=shown,
        has_older=has_older,
        may_restore=policies.can_write_synthesis(reader(), thread),
    )


@blueprint.post("/threads/<id:thread_id>/synthesis/versions/<id:version>/restoration")
def restore_version(thread_id: int, version: int) -> Response:
    thread = reach_to_write(thread_id)
    found = reached(queries.version_of(thread, version))
    actions.restore_version(member(), thread, found)
    flash(_("The synthesis says again what version %(number)s said.", number=version), "success")
    return see_other(f"{thread.address}/synthesis")
