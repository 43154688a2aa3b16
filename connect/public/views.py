"""Entry, home, what this is, the rule of the house."""

from flask import Blueprint, redirect, render_template, send_from_directory, session
from flask.typing import ResponseReturnValue

from connect.directory.suggestions import suggestions
from connect.members.current import reader
from connect.public import queries
from connect.strategies.finding_near import latest_strategies
from connect.themes.queries import listed_themes
from connect.web.access import public
from connect.web.languages import chosen_locale, current_locale

SCRIPTS = "static/js"
SUGGESTED = 3

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
@public
def home() -> ResponseReturnValue:
    """A new member is led to the welcome once in each session; from then on home only offers it."""
    member = reader()
    if member is not None:
        if member.onboarded_at is None and not session.get("welcomed"):
            session["welcomed"] = True
            return redirect("/welcome")
        return render_template(
            "public/home.html",
            page=queries.home_page(member, current_locale()),
            suggestions=suggestions(member, current_locale())[:SUGGESTED],
        )
    if chosen_locale() is None:
        return render_template("public/entry.html")
    return render_template(
        "public/front.html", themes=listed_themes(None), strategies=latest_strategies(None)
    )


@blueprint.get("/about")
@public
def about() -> str:
    return render_template("public/about.html")


@blueprint.get("/rules")
@public
def rules() -> str:
    return render_template("public/rules.html")


@blueprint.get("/offline")
@public
def offline() -> str:
    """Kept by the service worker for when the network is gone."""
    return render_template("public/offline.html")


@blueprint.get("/service-worker.js")
@public
def service_worker() -> ResponseReturnValue:
    """At the root, because a service worker serves the folder it stands in."""
    return send_from_directory(SCRIPTS, "service_worker.js", max_age=0)
