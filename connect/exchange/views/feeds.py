"""Atom feeds of what everybody may read, the same whoever asks."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.exchange import queries
from connect.exchange.views.base import blueprint
from connect.extensions import current_settings
from connect.web.access import public, reached
from connect.web.languages import current_locale

ATOM = "application/atom+xml"


@blueprint.get("/strategies/feed.atom")
@public
def feed_of_strategies() -> ResponseReturnValue:
    strategies = queries.latest_strategies()
    return _atom(
        "exchange/strategies_feed.xml",
        path="/strategies/",
        title=_("Strategies"),
        strategies=strategies,
        updated=max((one.updated_at for one in strategies), default=None),
    )


@blueprint.get("/themes/<slug>/feed.atom")
@public
def feed_of_theme(slug: str) -> ResponseReturnValue:
    theme = reached(queries.public_theme(slug))
    openings = queries.latest_openings(theme)
    return _atom(
        "exchange/threads_feed.xml",
        path=theme.url,
        title=theme.name(current_locale()),
        openings=openings,
        updated=max((one.edited_at or one.created_at for one in openings), default=None),
    )


def _atom(template: str, **values: object) -> Response:
    absolute = current_settings().absolute
    return Response(render_template(template, absolute=absolute, **values), mimetype=ATOM)
