"""Entry, home, what this is, the rule of the house, and what machines ask."""

from flask import Blueprint, Response, jsonify, render_template

from connect.members.current import reader
from connect.public import queries
from connect.public.services import failing_services
from connect.themes.queries import visible_themes
from connect.web.access import public
from connect.web.languages import chosen_locale

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
@public
def home() -> str:
    member = reader()
    if member is not None:
        return render_template("public/home.html", page=queries.home_page(member))
    if chosen_locale() is None:
        return render_template("public/entry.html")
    return render_template("public/front.html", themes=visible_themes(None))


@blueprint.get("/about")
@public
def about() -> str:
    return render_template("public/about.html")


@blueprint.get("/rules")
@public
def rules() -> str:
    return render_template("public/rules.html")


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """This process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def readyz() -> Response | tuple[Response, int]:
    """So do the services it needs."""
    failing = failing_services()
    return (jsonify(status="failing", services=failing), 503) if failing else jsonify(status="ok")
