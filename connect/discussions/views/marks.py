"""Marks on a comment: reactions and bookmarks; and the page of one's bookmarks."""

from flask import abort, render_template
from werkzeug.wrappers import Response

from connect.discussions import actions, policies, queries, streams
from connect.discussions.forms import BookmarkForm, ReactionForm
from connect.discussions.views import blueprint, open_next_at
from connect.members.current import member
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id
from connect.web.answers import see_other


@blueprint.post("/comments/<id:comment_id>/reactions")
def update_reaction(comment_id: int) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_react(member(), comment))
    form = ReactionForm()
    if not form.validate_on_submit():
        abort(422)
    actions.react(member(), comment, form.kind.data, form.pressed.data == "true")
    open_next_at(comment.thread_id, comment.id)
    return see_other(
        f"/threads/{comment.thread_id}#comment-{comment.id}", *streams.answer_to_author(comment)
    )


@blueprint.post("/comments/<id:comment_id>/bookmark")
def update_bookmark(comment_id: int) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    form = BookmarkForm()
    if not form.validate_on_submit():
        abort(422)
    actions.bookmark(member(), comment, form.pressed.data == "true")
    open_next_at(comment.thread_id, comment.id)
    return see_other(
        f"/threads/{comment.thread_id}#comment-{comment.id}", *streams.answer_to_author(comment)
    )


@blueprint.get("/bookmarks")
def list_bookmarks() -> str:
    comments = queries.bookmarks(member(), before=asked_id("before"))
    return render_template("discussions/bookmarks.html", comments=comments)
