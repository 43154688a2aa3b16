"""One page of all that can be done to a thread, and one for a comment."""

from flask import render_template

from connect.discussions.policies import is_author
from connect.members.current import member
from connect.moderation.acts import COMMENT_ACTS, THREAD_ACTS, grouped
from connect.moderation.forms.notes import NoteForm
from connect.moderation.queries.log import PAGE_SIZE, Asked, log_of
from connect.moderation.queries.notes import notes_on
from connect.moderation.queries.reports import open_report_of
from connect.moderation.views.base import blueprint, moderated_comment, moderated_thread


@blueprint.get("/threads/<id:thread_id>/moderation")
def moderate_thread(thread_id: int) -> str:
    thread = moderated_thread(thread_id)
    decisions = log_of(member(), Asked(thread_id=thread.id))
    return render_template(
        "moderation/thread.html",
        thread=thread,
        groups=grouped(THREAD_ACTS, thread),
        decisions=decisions[:PAGE_SIZE],
        has_older=len(decisions) > PAGE_SIZE,
        notes=notes_on(thread.stream),
        note_form=NoteForm(),
    )


@blueprint.get("/comments/<id:comment_id>/moderation")
def moderate_comment(comment_id: int) -> str:
    comment = moderated_comment(comment_id)
    decisions = log_of(member(), Asked(comment_id=comment.id))
    return render_template(
        "moderation/comment.html",
        comment=comment,
        groups=grouped(COMMENT_ACTS, comment),
        decisions=decisions[:PAGE_SIZE],
        report=None if is_author(member(), comment) else open_report_of(comment),
        notes=notes_on(comment.subject),
        note_form=NoteForm(),
    )
