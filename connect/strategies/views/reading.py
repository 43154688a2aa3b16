"""Reading a strategy."""

from flask import render_template, request

from connect.discussions.views.reading import discussion
from connect.events import log
from connect.members.current import reader
from connect.strategies import policies, queries
from connect.strategies.pages import strategy_page
from connect.strategies.structured_data import structured_data
from connect.strategies.views.base import blueprint
from connect.web.access import public, reached
from connect.web.languages import current_locale


@blueprint.get("/strategies/<id:strategy_id>")
@public
def show_strategy(strategy_id: int) -> str:
    seq = log.head(f"strategy:{strategy_id}")
    strategy = reached(queries.reach_strategy(reader(), strategy_id))
    shown = strategy_page(
        reader(), strategy, current_locale(), seq=seq, as_written="original" in request.args
    )
    thread = strategy.thread if strategy.state != "draft" else None
    return render_template(
        "strategies/strategy.html",
        strategy=strategy,
        sheet_page=shown,
        article=shown.article,
        endorsements=shown.endorsements,
        may_endorse=shown.may_endorse,
        may_edit=policies.can_edit_strategy(reader(), strategy),
        may_confirm=policies.can_confirm_practice(reader(), strategy),
        may_adapt=policies.can_adapt_strategy(reader(), strategy),
        structured=structured_data(shown),
        is_discussed=thread is not None,
        **(discussion(thread) if thread else {}),
    )
