"""Marks on a comment: reactions and bookmarks; and the page of one's bookmarks."""

from typing import get_args

from flask import abort, render_template
from werkzeug.wrappers import Response

from connect.discussions import actions, policies, queries, streams
from connect.discussions.forms import MarkForm
from connect.discussions.models import Comment, ReactionKind
from connect.discussions.views.base import blueprint, place_of
from connect.discussions.windows import PAGE_SIZE
from connect.members.current import member
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id
from connect.web.answers import see_other


@blueprint.post("/comments/<id:comment_id>/reactions/<kind>")
def update_reaction(comment_id: int, kind: str) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_react(member(), comment))
    if kind not in get_args(ReactionKind):
        abort(404)
    actions.react(member(), comment, kind, _pressed())
    return _answer(comment)


@blueprint.post("/comments/<id:comment_id>/bookmark")
def update_bookmark(comment_id: int) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    actions.bookmark(member(), comment, _pressed())
    return _answer(comment)


@blueprint.get("/bookmarks")
def list_bookmarks() -> str:
    comments = queries.bookmarks(member(), before=asked_id("before"))
    has_older = len(comments) == PAGE_SIZE
    return render_template("discussions/bookmarks.html", comments=comments, has_older=has_older)


def _pressed() -> bool:
    form = MarkForm()
    if not form.validate_on_submit():
        abort(422)
    return bool(form.pressed.data == "true")


def _answer(comment: Comment) -> Response:
    return see_other(place_of(comment), *streams.answer_to_author(comment))
