"""The pages of one comment: posting it, finding it again, changing it, taking it back."""

from collections.abc import Sequence

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect import rich_text
from connect.discussions import actions, policies, queries, streams
from connect.discussions.above import sections_above
from connect.discussions.beside import entries_beside
from connect.discussions.errors import (
    REFUSALS,
    EditedMeanwhile,
    ThreadShut,
    ThreadWithdrawn,
    TooSoon,
    explained,
    shut_for,
)
from connect.discussions.forms import CommentForm, LanguageForm, edit_form
from connect.discussions.models import Comment, Thread
from connect.discussions.views.base import begun, blueprint, held, kept, place_of
from connect.drafts.discretion import remind
from connect.drafts.errors import WaitsForApproval
from connect.drafts.models import Draft
from connect.members.current import member, reader
from connect.web.access import authorize, public, reached
from connect.web.answers import form_page, see_other

NOT_NOW = (ThreadShut, ThreadWithdrawn, TooSoon)
"""What stands in the way may pass: a text that meets it is kept."""


@blueprint.post("/threads/<id:thread_id>/comments")
def create_comment(thread_id: int) -> Response:
    thread = reached(queries.reach_thread(member(), thread_id))
    authorize(thread.stands)
    form = CommentForm()
    form.take_files(member())
    if not form.validate_on_submit():
        return _composer_again(thread, form)
    thread = queries.thread_to_answer(member(), thread, form.parent_id)
    went_on = thread.id != thread_id
    if not policies.can_comment(member(), thread):
        return _kept_back(thread, form, shut_for(member(), *thread.theme_ids))
    arrived = [] if went_on else queries.answers_since(member(), thread, form.seen_number)
    if arrived:
        return _composer_again(thread, form, arrived=arrived)
    try:
        begun_at = f"thread:{thread_id}"
        comment = actions.post_comment(member(), thread, begun_at=begun_at, **form.told)
    except NOT_NOW as refusal:
        return _kept_back(thread, form, refusal)
    except WaitsForApproval as waits:
        return held(form, thread.stream, waits) or _composer_again(thread, form)
    except REFUSALS as refusal:
        form.body.errors = [explained(refusal)]
        return _composer_again(thread, form)
    remind(form.told)
    if went_on:
        return _went_on(comment)
    return see_other(place_of(comment), *streams.answer_to_author(comment))


@blueprint.get("/comments/<id:comment_id>")
@public
def show_comment(comment_id: int) -> Response:
    """The permanent address of a comment: leads to the page of the thread where it stands."""
    comment = reached(queries.reach_comment(reader(), comment_id))
    return see_other(f"{comment.thread.url}?comment={comment.id}#comment-{comment.id}")


@blueprint.get("/comments/<id:comment_id>/answer")
def new_answer(comment_id: int) -> Response | str:
    comment = reached(queries.reach_comment(member(), comment_id))
    if not policies.can_answer_comment(member(), comment):
        return _where_it_says_why(comment)
    form, _draft = begun(CommentForm, comment.thread.stream, seen=comment.thread.last_number)
    form.parent.data = comment.id
    return _answer_page(comment, form)


@blueprint.get("/comments/<id:comment_id>/quotation")
def new_quotation(comment_id: int) -> Response | str:
    """Answer with the whole text quoted; with JavaScript, a selected passage is."""
    comment = reached(queries.reach_comment(member(), comment_id))
    if not policies.can_answer_comment(member(), comment):
        return _where_it_says_why(comment)
    form, _draft = begun(CommentForm, comment.thread.stream, seen=comment.thread.last_number)
    form.parent.data = comment.id
    quoted = rich_text.quote(comment.html, comment.author.name, comment.id)
    form.body.data = rich_text.joined(form.body.data or "", f"{quoted}\n\n")
    return _answer_page(comment, form)


@blueprint.get("/comments/<id:comment_id>/edit")
def edit_comment(comment_id: int) -> Response | str:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_withdraw_comment(member(), comment))
    if not policies.can_edit_comment(member(), comment):
        return _where_it_says_why(comment)
    form, draft = begun(
        edit_form(comment),
        comment.subject,
        title=comment.thread.title,
        body=rich_text.as_editable(comment.html),
        version=comment.version,
        files=comment.file_keys,
    )
    return render_template("discussions/edit_comment.html", comment=comment, form=form, draft=draft)


@blueprint.post("/comments/<id:comment_id>")
def update_comment(comment_id: int) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_withdraw_comment(member(), comment) and comment.stands)
    form = edit_form(comment)()
    form.take_files(member(), comment.subject)
    if not form.validate_on_submit():
        return form_page("discussions/edit_comment.html", form, comment=comment, draft=None)
    try:
        actions.edit_comment(member(), comment, **form.told)
    except EditedMeanwhile as conflict:
        form.version.raw_data = None
        form.version.data = conflict.current.version
        page = "discussions/conflict.html"
        return form_page(page, form, status=409, comment=conflict.current, draft=None)
    except REFUSALS as refusal:
        form.body.errors = [explained(refusal)]
        draft = kept(form, comment.subject) if isinstance(refusal, NOT_NOW) else None
        return form_page("discussions/edit_comment.html", form, comment=comment, draft=draft)
    remind(form.told)
    return see_other(place_of(comment))


@blueprint.post("/comments/<id:comment_id>/withdrawal")
def withdraw_comment(comment_id: int) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_withdraw_comment(member(), comment))
    actions.withdraw_comment(member(), comment)
    flash(_("Your text is withdrawn. You can restore it."), f"undo:{comment.url}/restoration")
    thread = comment.thread
    return see_other(thread.url if thread.stands else thread.theme.url)


@blueprint.post("/comments/<id:comment_id>/restoration")
def restore_comment(comment_id: int) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_withdraw_comment(member(), comment))
    actions.restore_comment(member(), comment)
    return see_other(place_of(comment))


@blueprint.route("/comments/<id:comment_id>/language", methods=["GET", "POST"])
def correct_language(comment_id: int) -> Response:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_correct_language(member(), comment))
    form = LanguageForm(lang=comment.lang)
    if form.validate_on_submit():
        actions.correct_language(member(), comment, form.lang.data)
        return see_other(place_of(comment))
    return form_page("discussions/language.html", form, comment=comment)


def _kept_back(thread: Thread, form: CommentForm, refusal: Exception) -> Response:
    """The page says why nothing can be published there now; the text is there, and is kept."""
    form.body.errors = [explained(refusal)]
    return _composer_again(thread, form, draft=kept(form, thread.stream))


def _went_on(comment: Comment) -> Response:
    """What was answered stands elsewhere by now, and so does the answer."""
    title = comment.thread.title
    flash(_("This was moved in the meantime. Your answer stands in “%(title)s”.", title=title))
    return see_other(place_of(comment))


def _where_it_says_why(comment: Comment) -> Response:
    """A text that stands, in a thread where its reader cannot write now."""
    authorize(comment.stands and comment.thread.stands)
    flash(_("You cannot write in this thread now."), "warning")
    return see_other(comment.url)


def _composer_again(
    thread: Thread,
    form: CommentForm,
    arrived: Sequence[Comment] = (),
    draft: Draft | None = None,
) -> Response:
    """The page with what was typed, and what is wrong with it: or what arrived in the meantime,
    which the writer has seen once it is shown."""
    page = queries.thread_page(member(), thread, at=arrived[0].id if arrived else form.parent_id)
    form.seen.data = page.thread.last_number
    status = 409 if arrived else 422
    return form_page(
        "discussions/thread.html",
        form,
        status=status,
        page=page,
        draft=draft,
        arrived=arrived,
        above=sections_above(member(), thread),
        beside=entries_beside(member(), thread),
    )


def _answer_page(comment: Comment, form: CommentForm) -> str:
    return render_template(
        "discussions/answer.html", comment=comment, thread=comment.thread, form=form
    )
