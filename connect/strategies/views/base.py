"""Where all addresses of strategies hang, and the doors that several of them share."""

from flask import Blueprint

from connect.members.current import member, reader
from connect.strategies import policies, queries
from connect.strategies.models import Strategy
from connect.uploads.receiving import allow_files
from connect.web.access import authorize, reached

blueprint = Blueprint("strategies", __name__)

TAKE_FILES = {"strategies.update_strategy", "strategies.reshape_sheet"}


@blueprint.url_value_preprocessor
def _allow_files(endpoint: str | None, _values: object) -> None:
    if endpoint in TAKE_FILES:
        allow_files()


def reach(strategy_id: int) -> Strategy:
    return reached(queries.reach_strategy(reader(), strategy_id))


def reach_to_write(strategy_id: int) -> Strategy:
    strategy = reached(queries.reach_strategy(member(), strategy_id))
    authorize(policies.can_edit_strategy(member(), strategy))
    return strategy
