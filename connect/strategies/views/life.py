"""The life of a sheet: through the gate to its readers, back to a draft, aside."""

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.strategies import actions, policies
from connect.strategies.errors import Incomplete
from connect.strategies.fields import CHOICES
from connect.strategies.gate import asked_for, progress
from connect.strategies.models import Strategy
from connect.strategies.views.base import blueprint, reach, reach_to_write
from connect.web.access import authorize
from connect.web.answers import see_other


@blueprint.get("/strategies/<id:strategy_id>/publication")
def show_publication(strategy_id: int) -> str:
    """What is there and what lacks, field by field."""
    return _gate(reach_to_write(strategy_id))


@blueprint.post("/strategies/<id:strategy_id>/publication")
def publish_strategy(strategy_id: int) -> Response | tuple[str, int]:
    strategy = reach_to_write(strategy_id)
    authorize(policies.can_publish_strategy(member(), strategy))
    try:
        actions.publish_strategy(member(), strategy)
    except Incomplete:
        return _gate(strategy, refused=True), 422
    flash(_("Your sheet is published."), "success")
    return see_other(strategy.url)


@blueprint.post("/strategies/<id:strategy_id>/withdrawal")
def withdraw_strategy(strategy_id: int) -> Response:
    strategy = reach_to_write(strategy_id)
    authorize(policies.can_withdraw_strategy(member(), strategy))
    actions.withdraw_strategy(member(), strategy)
    told = _("Your sheet is a draft again: its writers alone see it.")
    flash(told, f"undo:{strategy.url}/publication")
    return see_other(f"{strategy.url}/edit")


@blueprint.post("/strategies/<id:strategy_id>/archiving")
def archive_strategy(strategy_id: int) -> Response:
    strategy = reach(strategy_id)
    authorize(policies.can_archive_strategy(member(), strategy))
    actions.archive_strategy(member(), strategy)
    told = _("The sheet is archived: it left the lists, and stays at its address.")
    flash(told, f"undo:{strategy.url}/archiving/removal")
    return see_other(strategy.url)


@blueprint.post("/strategies/<id:strategy_id>/archiving/removal")
def unarchive_strategy(strategy_id: int) -> Response:
    strategy = reach(strategy_id)
    authorize(policies.can_archive_strategy(member(), strategy))
    actions.unarchive_strategy(member(), strategy)
    flash(_("The sheet is current again."), "success")
    return see_other(strategy.url)


def _gate(strategy: Strategy, *, refused: bool = False) -> str:
    return render_template(
        "strategies/publication.html",
        strategy=strategy,
        readers=CHOICES["visibility"][strategy.visibility],
        refused=refused,
        depths=[(depth, asked_for(strategy.sheet, depth)) for depth in ("standard", "full")],
        progress={depth: progress(strategy.sheet, depth) for depth in ("standard", "full")},
    )
