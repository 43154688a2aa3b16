"""The list of strategies, and their map."""

from flask import render_template, request

from connect.members.current import reader
from connect.strategies.finding_map import strategy_map
from connect.strategies.finding_page import found_page
from connect.strategies.views.base import blueprint
from connect.web.access import public
from connect.web.languages import current_locale


@blueprint.get("/strategies/")
@public
def list_strategies() -> str:
    page = found_page(reader(), request.args, current_locale())
    return render_template("strategies/index.html", page=page)


@blueprint.get("/strategies/map")
@public
def show_map() -> str:
    return render_template(
        "strategies/map.html",
        map=strategy_map(reader(), request.args, current_locale()),
        by_municipality=request.args.get("by") == "municipality",
    )
