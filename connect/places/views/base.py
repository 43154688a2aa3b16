"""The blueprint that the views of places share, and what templates need to draw the map."""

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

from connect.places import belgium

blueprint = Blueprint("places", __name__)


@blueprint.record_once
def _offer_the_map(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals.update(map_outlines=belgium.outlines, map_steps=belgium.STEPS)
