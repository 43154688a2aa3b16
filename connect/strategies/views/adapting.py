"""Taking a strategy over: a draft of one's own that begins with it, and both compared later."""

from flask import render_template
from werkzeug.wrappers import Response

from connect.members.current import member, reader
from connect.strategies import actions, policies, queries
from connect.strategies.adapting import adapted_sheet
from connect.strategies.comparison import comparison
from connect.strategies.editions import edition_for, original
from connect.strategies.models import Strategy
from connect.strategies.saying import saying_of
from connect.strategies.views.base import blueprint
from connect.web.access import authorize, public, reached
from connect.web.answers import form_page, see_other
from connect.web.forms import WritingForm


@blueprint.get("/strategies/<id:strategy_id>/adaptation")
def new_adaptation(strategy_id: int) -> Response:
    return _page(_reach_to_adapt(strategy_id), WritingForm())


@blueprint.post("/strategies/<id:strategy_id>/adaptation")
def create_adaptation(strategy_id: int) -> Response:
    origin = _reach_to_adapt(strategy_id)
    form = WritingForm()
    if not form.validate_on_submit():
        return _page(origin, form)
    edition = edition_for(origin, queries.translations_of(origin), member().locale)
    adaptation = actions.start_strategy(
        member(),
        adapted_sheet(edition, member()),
        token=form.token.data or None,
        adapted_from=origin,
    )
    return see_other(f"{adaptation.url}/edit")


@blueprint.get("/strategies/<id:strategy_id>/comparison")
@public
def show_comparison(strategy_id: int) -> str:
    """With the sheet that it was adapted from; for whoever may read both."""
    strategy = reached(queries.reach_strategy(reader(), strategy_id))
    origin = reached(queries.reach_strategy(reader(), strategy.adapted_from_id or 0))
    edition = edition_for(origin, queries.translations_of(origin), strategy.lang)
    saying = saying_of(reader(), [edition.sheet, strategy.sheet])
    return render_template(
        "strategies/comparison.html",
        strategy=strategy,
        origin=origin,
        municipalities_of={
            s.id: ", ".join(saying.wording.places(s.municipalities)) for s in (origin, strategy)
        },
        comparison=comparison(edition, original(strategy), saying),
    )


def _reach_to_adapt(strategy_id: int) -> Strategy:
    strategy = reached(queries.reach_strategy(member(), strategy_id))
    authorize(policies.can_adapt_strategy(member(), strategy))
    return strategy


def _page(origin: Strategy, form: WritingForm) -> Response:
    begun = queries.adaptations_by(member(), origin)
    return form_page("strategies/adaptation.html", form, strategy=origin, begun=begun)
