"""Members to each other, on pages of others: the card beside a name, whom to mention, pictures."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement

from connect.members import avatars, current, queries
from connect.members.readers import readers_of, readers_of_theme
from connect.members.views.base import blueprint
from connect.members.visibility import visible_profile
from connect.themes import queries as themes
from connect.web.access import public, reached
from connect.web.answers import turbo
from connect.web.files import file_answer
from connect.web.languages import current_locale


@blueprint.get("/members/<id:member_id>/card")
def show_card(member_id: int) -> ResponseReturnValue:
    """What a script shows beside the name: no page of its own."""
    reader = current.member()
    member = reached(queries.reach_member(reader, member_id))
    return turbo(
        render_template("members/_card.turbo.html", profile=visible_profile(reader, member))
    )


@blueprint.get("/members/suggestions")
def list_suggestions() -> ResponseReturnValue:
    """Whom a text may mention; with `theme` or `audience`, only who can read there."""
    locale = current_locale()
    members = queries.suggest_members(request.args.get("q", "")[:80], _asked_readers())
    return {
        "members": [
            {"id": m.id, "name": m.name, "role": f"{m.function} · {m.place_name(locale)}"}
            for m in members
        ]
    }


def _asked_readers() -> ColumnElement[bool]:
    if slug := request.args.get("theme"):
        return readers_of_theme(reached(themes.reach_theme(current.member(), slug)))
    return readers_of(request.args.get("audience", "public"))


@blueprint.get("/avatars/<name>")
@public
def show_avatar(name: str) -> ResponseReturnValue:
    """For everybody: the name is a secret that only pages which show the member give away."""
    response = file_answer(avatars.find(name) or abort(404), "image/webp", version=name)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
