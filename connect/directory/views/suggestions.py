"""Whom a member does not want to be suggested."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.directory import actions
from connect.directory.views.base import blueprint
from connect.members.current import member
from connect.members.models import Member
from connect.members.queries import reach_member
from connect.web.access import reached
from connect.web.answers import see_other
from connect.web.redirects import own_path


@blueprint.post("/members/suggestions/<id:member_id>/dismissal")
def dismiss_suggestion(member_id: int) -> Response:
    """Another one takes their place."""
    other = _reach_other(member_id)
    actions.dismiss_suggestion(member(), other)
    undo = f"/members/suggestions/{other.id}/restoration"
    flash(_("%(name)s is no longer suggested.", name=other.name), f"undo:{undo}")
    return see_other(_back())


@blueprint.post("/members/suggestions/<id:member_id>/restoration")
def restore_suggestion(member_id: int) -> Response:
    actions.restore_suggestion(member(), _reach_other(member_id))
    return see_other("/members/#suggestions")


def _reach_other(member_id: int) -> Member:
    return reached(reach_member(member(), member_id))


def _back() -> str:
    """The home page suggests people as well."""
    return own_path(request.form.get("then"), "/members/") + "#suggestions"
