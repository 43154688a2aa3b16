"""The pages of a text's versions: reading them, going back to one, taking one away."""

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions import actions, policies, queries
from connect.discussions.forms import RemovalForm
from connect.discussions.history import versions
from connect.discussions.models import Comment
from connect.discussions.views.base import blueprint, place_of
from connect.members.current import member, reader
from connect.web.access import authorize, public, reached
from connect.web.addresses import asked_id
from connect.web.answers import form_page, see_other


@blueprint.get("/comments/<id:comment_id>/history")
@public
def show_history(comment_id: int) -> str:
    comment = reached(queries.reach_comment(reader(), comment_id))
    authorize(policies.can_read_history(reader(), comment))
    shown, has_older = versions(comment, before=asked_id("before"))
    return render_template(
        "discussions/history.html",
        comment=comment,
        versions=shown,
        has_older=has_older,
        may_restore=policies.can_restore_revision(reader(), comment),
        may_remove=policies.can_remove_revision(reader(), comment),
    )


@blueprint.post("/comments/<id:comment_id>/revisions/<id:version>/restoration")
def restore_revision(comment_id: int, version: int) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_restore_revision(member(), comment))
    revision = reached(queries.reach_revision(comment, version))
    if revision.removed_at is not None:
        flash(_("The words of this version are gone: it cannot be restored."), "warning")
        return see_other(f"{comment.url}/history")
    actions.restore_revision(member(), comment, revision)
    return see_other(place_of(comment))


@blueprint.route(
    "/comments/<id:comment_id>/revisions/<id:version>/removal", methods=["GET", "POST"]
)
def remove_revision(comment_id: int, version: int) -> Response:
    """Of an earlier version. What stands now has to be changed or withdrawn first."""
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_remove_revision(member(), comment))
    if version == comment.version:
        return _stands_still(comment)
    revision = reached(queries.reach_revision(comment, version))
    form = RemovalForm()
    if not form.validate_on_submit():
        return form_page(
            "discussions/remove_revision.html", form, comment=comment, revision=revision
        )
    actions.remove_revision(member(), comment, revision, form.reason.data)
    flash(_("The words of version %(number)s are gone for good.", number=version), "success")
    return see_other(f"{comment.url}/history")


def _stands_still(comment: Comment) -> Response:
    told = _(
        "This is the text as it stands. Ask its author to change it; then this can be removed."
    )
    flash(told, "warning")
    return see_other(f"{comment.url}/history")
