"""The pages of a sheet's versions: reading them, going back to one, taking one away."""

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions.forms import RemovalForm
from connect.members.current import member, reader
from connect.strategies import actions, policies, queries
from connect.strategies.errors import Incomplete
from connect.strategies.history import may_see_version, versions
from connect.strategies.views.base import blueprint, reach, reach_to_write
from connect.web.access import authorize, public, reached
from connect.web.addresses import asked_id
from connect.web.answers import form_page, see_other


@blueprint.get("/strategies/<id:strategy_id>/history")
@public
def show_history(strategy_id: int) -> str:
    strategy = reach(strategy_id)
    shown, has_older = versions(reader(), strategy, before=asked_id("before"))
    return render_template(
        "strategies/history.html",
        strategy=strategy,
        versions=shown,
        has_older=has_older,
        may_restore=policies.can_edit_strategy(reader(), strategy),
        may_remove=policies.can_remove_version(reader(), strategy),
    )


@blueprint.post("/strategies/<id:strategy_id>/versions/<id:version>/restoration")
def restore_version(strategy_id: int, version: int) -> Response:
    strategy = reach_to_write(strategy_id)
    found = reached(queries.reach_version(strategy, version))
    if found.removed_at is not None:
        flash(_("The words of this version are gone: it cannot be restored."), "warning")
        return see_other(f"{strategy.url}/history")
    try:
        actions.restore_version(member(), strategy, found)
    except Incomplete:
        told = _("This version lacks what a published sheet needs. Make the sheet a draft first.")
        flash(told, "warning")
        return see_other(f"{strategy.url}/history")
    flash(_("The sheet says again what version %(number)s said.", number=version), "success")
    return see_other(strategy.url)


@blueprint.route(
    "/strategies/<id:strategy_id>/versions/<id:version>/removal", methods=["GET", "POST"]
)
def remove_version(strategy_id: int, version: int) -> Response:
    """Of an earlier version, because of personal data. What stands now has to be changed first."""
    strategy = reach(strategy_id)
    authorize(policies.can_remove_version(member(), strategy))
    found = queries.reach_version(strategy, version)
    if found is not None and not may_see_version(member(), strategy, found):
        found = None
    row, form = reached(found), RemovalForm()
    if not form.validate_on_submit():
        return form_page("strategies/remove_version.html", form, strategy=strategy, version=row)
    actions.remove_version(member(), strategy, row, form.reason.data)
    flash(_("The words of version %(number)s are gone for good.", number=version), "success")
    return see_other(f"{strategy.url}/history")
