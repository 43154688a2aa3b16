"""The sheets that a member writes, and what is to be done with them."""

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.strategies import actions, queries
from connect.strategies.views.base import blueprint, reach_to_write
from connect.web.answers import see_other


@blueprint.get("/strategies/mine")
def list_own_strategies() -> str:
    found = queries.strategies_written_by(member())
    by_state = {
        state: [strategy for strategy in found if strategy.state == state]
        for state in ("draft", "published", "archived")
    }
    return render_template("strategies/mine.html", by_state=by_state)


@blueprint.post("/strategies/<id:strategy_id>/review")
def update_review(strategy_id: int) -> Response:
    """It was read again and is still right."""
    strategy = reach_to_write(strategy_id)
    actions.confirm_review(member(), strategy)
    flash(_("Thank you. We ask again in 18 months."), "success")
    return see_other(strategy.url)
