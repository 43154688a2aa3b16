"""What may help, beside the question or the sheet that asks."""

from flask import Blueprint, abort, render_template

from connect.matching.matches import matches
from connect.matching.needs import need_of
from connect.members.current import member
from connect.subjects import reach_subject
from connect.web.access import reached
from connect.web.languages import current_locale

blueprint = Blueprint("matching", __name__)


@blueprint.get("/matches/<subject>")
def list_matches(subject: str) -> str:
    """A page of its own; where it is asked for it stands in a frame."""
    about = reached(reach_subject(member(), subject))
    need = need_of(about.name) or abort(404)
    found = matches(member(), need, current_locale())
    return render_template("matching/matches.html", about=about, need=need, found=found)
