"""Reading a strategy."""

from flask import render_template

from connect.discussions.views.reading import discussion
from connect.members.current import reader
from connect.strategies import queries
from connect.strategies.views.base import blueprint
from connect.web.access import public, reached


@blueprint.get("/strategies/<id:strategy_id>")
@public
def show_strategy(strategy_id: int) -> str:
    strategy = reached(queries.reach_strategy(reader(), strategy_id))
    under = discussion(strategy.thread) if strategy.thread and strategy.state != "draft" else {}
    return render_template("strategies/strategy.html", strategy=strategy, **under)
