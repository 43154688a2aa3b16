"""Entry, home, what this is, the rule of the house."""

from flask import Blueprint, render_template

from connect.members.current import reader
from connect.public import queries
from connect.themes.queries import listed_themes
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
    return render_template("public/front.html", themes=listed_themes(None))


@blueprint.get("/about")
@public
def about() -> str:
    return render_template("public/about.html")


@blueprint.get("/rules")
@public
def rules() -> str:
    return render_template("public/rules.html")
