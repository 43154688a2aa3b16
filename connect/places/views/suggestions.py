"""Suggestions while somebody types a municipality."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from connect.places import municipalities
from connect.places.views.base import blueprint
from connect.web.access import public
from connect.web.languages import current_locale


@blueprint.get("/places/municipalities")
@public
def list_municipalities() -> ResponseReturnValue:
    """Public, because visitors fill it in when they ask to join."""
    locale = current_locale()
    return jsonify(
        [
            {
                "refnis": municipality.refnis,
                "name": municipality.name(locale),
                "province": municipality.area_name(locale),
            }
            for municipality in municipalities.look_up(request.args.get("q", ""))
        ]
    )
