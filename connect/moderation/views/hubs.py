"""One page of all that can be done to a thread, and one for a comment."""

from flask import render_template

from connect.moderation.acts import COMMENT_ACTS, THREAD_ACTS
from connect.moderation.views.base import blueprint, moderated_comment, moderated_thread


@blueprint.get("/threads/<id:thread_id>/moderation")
def moderate_thread(thread_id: int) -> str:
    thread = moderated_thread(thread_id)
    acts = [act for act in THREAD_ACTS if act.is_possible(thread)]
    return render_template("moderation/thread.html", thread=thread, acts=acts)


@blueprint.get("/comments/<id:comment_id>/moderation")
def moderate_comment(comment_id: int) -> str:
    comment = moderated_comment(comment_id)
    acts = [act for act in COMMENT_ACTS if act.is_possible(comment)]
    return render_template("moderation/comment.html", comment=comment, acts=acts)
