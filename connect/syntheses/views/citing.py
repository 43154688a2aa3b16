"""From a comment to the line of the synthesis that is to rest on it."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions.models import Comment
from connect.discussions.queries import reach_comment
from connect.drafts.queries import draft_at
from connect.members.current import member
from connect.syntheses import actions, policies, queries
from connect.syntheses.errors import ChangedMeanwhile
from connect.syntheses.forms.citing import CitationForm
from connect.syntheses.models import subject_of
from connect.syntheses.views.base import blueprint
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other


@blueprint.get("/comments/<id:comment_id>/citation")
def new_citation(comment_id: int) -> Response:
    comment = _reached(comment_id)
    return _page(comment, _form(comment))


@blueprint.post("/comments/<id:comment_id>/citation")
def create_citation(comment_id: int) -> Response:
    comment = _reached(comment_id)
    form = _form(comment)
    if not form.validate_on_submit():
        return _page(comment, form)
    saved = {"place": form.number, "version": form.version.data}
    try:
        actions.cite(member(), comment, form.line, **saved)
    except ChangedMeanwhile:
        return _again(comment)
    flash(_("The text is used in the synthesis now."), "success")
    return see_other(f"{comment.thread.address}/synthesis")


def _reached(comment_id: int) -> Comment:
    comment = reached(reach_comment(member(), comment_id))
    authorize(comment.stands and policies.can_write_synthesis(member(), comment.thread))
    return comment


def _form(comment: Comment) -> CitationForm:
    return CitationForm(comment, queries.synthesis_of(comment.thread))


def _again(comment: Comment) -> Response:
    """With the lines as they stand now; the words of a new one are kept."""
    form = _form(comment)
    form.form_errors.append(_("The synthesis changed in the meantime: choose its line again."))
    form.version.raw_data = form.place.data = None
    form.version.data = comment.thread.synthesis_version
    return _page(comment, form, status=409)


def _page(comment: Comment, form: CitationForm, *, status: int = 422) -> Response:
    """Who is writing the synthesis goes on there: saved from here too, it would be a conflict."""
    draft = draft_at(member(), subject_of(comment.thread_id))
    page = "syntheses/citation.html"
    return form_page(page, form, status=status, comment=comment, draft=draft)
