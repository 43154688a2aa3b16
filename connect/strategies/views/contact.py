"""The page on which somebody who is named as a contact person agrees, or does not."""

from flask import abort, flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.strategies import actions
from connect.strategies.models import Strategy
from connect.strategies.views.base import blueprint, reach
from connect.web.answers import see_other


@blueprint.get("/strategies/<id:strategy_id>/contact")
def show_contact(strategy_id: int) -> str:
    strategy = reach(strategy_id)
    return render_template(
        "strategies/contact.html",
        strategy=strategy,
        is_named=strategy.contact_id == member().id,
    )


@blueprint.post("/strategies/<id:strategy_id>/contact/acceptance")
def accept_contact(strategy_id: int) -> Response:
    strategy = _reach_as_named(strategy_id)
    if strategy.contact_id is None:
        return see_other(f"{strategy.url}/contact")
    actions.agree_as_contact(member(), strategy)
    flash(_("Thank you. Readers see you as the contact person now."), "success")
    return see_other(strategy.url)


@blueprint.post("/strategies/<id:strategy_id>/contact/refusal")
def decline_contact(strategy_id: int) -> Response:
    strategy = _reach_as_named(strategy_id)
    actions.decline_as_contact(member(), strategy)
    flash(_("Your name is taken off the sheet. Its writers are told."), "success")
    return see_other(strategy.url)


def _reach_as_named(strategy_id: int) -> Strategy:
    """For who is named alone; whoever is not named any more is told so by the page."""
    strategy = reach(strategy_id)
    if strategy.contact_id not in (member().id, None):
        abort(403)
    return strategy
