"""The badge of a proven practice: what speaks for it, giving it, taking it back."""

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.strategies import actions, policies
from connect.strategies.errors import ChangedMeanwhile, Incomplete
from connect.strategies.forms.writers import ProofRemovalForm
from connect.strategies.gate import missing
from connect.strategies.models import Strategy
from connect.strategies.views.base import blueprint, reach
from connect.web.access import authorize
from connect.web.addresses import asked_id
from connect.web.answers import form_page, see_other


@blueprint.get("/strategies/<id:strategy_id>/proof")
def show_proof(strategy_id: int) -> str:
    return _page(_reach_to_confirm(strategy_id))


@blueprint.post("/strategies/<id:strategy_id>/proof")
def create_proof(strategy_id: int) -> Response | tuple[str, int]:
    strategy = _reach_to_confirm(strategy_id)
    try:
        actions.confirm_practice(member(), strategy, asked_id("version"))
    except ChangedMeanwhile:
        flash(_("A colleague changed it in the meantime: read it first."), "warning")
        return see_other(strategy.url)
    except Incomplete:
        return _page(strategy), 422
    flash(_("The sheet is confirmed as a proven practice. Its writers are told."), "success")
    return see_other(strategy.url)


@blueprint.route("/strategies/<id:strategy_id>/proof/removal", methods=["GET", "POST"])
def remove_proof(strategy_id: int) -> Response:
    strategy = _reach_to_confirm(strategy_id)
    form = ProofRemovalForm()
    if not form.validate_on_submit():
        return form_page("strategies/remove_proof.html", form, strategy=strategy)
    actions.remove_proof(member(), strategy, form.reason.data)
    flash(_("The badge is taken back. Those who write the sheet read why."), "success")
    return see_other(strategy.url)


def _reach_to_confirm(strategy_id: int) -> Strategy:
    strategy = reach(strategy_id)
    authorize(policies.can_confirm_practice(member(), strategy))
    return strategy


def _page(strategy: Strategy) -> str:
    return render_template(
        "strategies/proof.html", strategy=strategy, lacking=missing(strategy.sheet, "full")
    )
