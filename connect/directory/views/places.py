"""The pages of municipalities and of organisations, for members."""

from flask import render_template
from flask.typing import ResponseReturnValue

from connect.directory import queries
from connect.directory.facets import level_name
from connect.directory.places import find_municipality
from connect.directory.views.base import blueprint
from connect.endorsements.words import LEVEL_NAMES
from connect.members.current import member
from connect.places import municipalities
from connect.places.sizes import SIZES
from connect.places.vocabularies import terms
from connect.web.access import reached
from connect.web.languages import current_locale


@blueprint.get("/municipalities/<refnis>")
def show_municipality(refnis: str) -> ResponseReturnValue:
    place = reached(find_municipality(refnis))
    return render_template(
        "directory/municipality.html",
        place=place,
        province=municipalities.provinces().get(place.province or ""),
        region=municipalities.regions()[place.region],
        page=queries.municipality_page(member(), place),
        level_names=LEVEL_NAMES,
        size=SIZES.get(place.size or ""),
    )


@blueprint.get("/organisations/<id:organisation_id>")
def show_organisation(organisation_id: int) -> ResponseReturnValue:
    organisation = reached(queries.reach_organisation(organisation_id))
    locale = current_locale()
    levels = {term.code: term.name(locale) for term in terms("government_level", retired=True)}
    return render_template(
        "directory/organisation.html",
        organisation=organisation,
        level=level_name(organisation.level, levels),
        place=find_municipality(organisation.municipality or ""),
        page=queries.organisation_page(member(), organisation),
    )
