"""Hiding a text, and showing it again."""

from collections.abc import Callable

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions.models import Comment
from connect.discussions.policies import is_author
from connect.discussions.queries import opening_id_of
from connect.members.current import member
from connect.moderation.actions.hiding import hide_comment, unhide_comment
from connect.moderation.errors import ModerationError, ReportWaits, ToldElsewhere, explained
from connect.moderation.forms.base import DecisionForm
from connect.moderation.models import Decision
from connect.moderation.queries.reports import open_report_of
from connect.moderation.views.base import (
    blueprint,
    done,
    knowing,
    moderated_comment,
    moderated_thread,
    refused,
)
from connect.web.answers import form_page, see_other

TEMPLATE = "moderation/hiding.html"


@blueprint.get("/threads/<id:thread_id>/hiding")
def hide_thread(thread_id: int) -> Response:
    """A thread is hidden with the text that opens it."""
    thread = moderated_thread(thread_id)
    place = f"/comments/{opening_id_of(thread)}/hiding"
    return see_other(f"{place}/removal" if thread.hidden_at else place)


@blueprint.route("/comments/<id:comment_id>/hiding", methods=["GET", "POST"])
def create_hiding(comment_id: int) -> Response:
    return _page(moderated_comment(comment_id), hide_comment, hides=True)


@blueprint.route("/comments/<id:comment_id>/hiding/removal", methods=["GET", "POST"])
def delete_hiding(comment_id: int) -> Response:
    return _page(moderated_comment(comment_id), unhide_comment, hides=False)


def _page(comment: Comment, decide: Callable[..., Decision | None], *, hides: bool) -> Response:
    """The form of one of these decisions, and what comes of it."""
    if refusal := _not_here(comment):
        return _elsewhere(refusal, comment)
    form = DecisionForm()
    if not form.validate_on_submit():
        knowing(form, comment.thread)
        return form_page(TEMPLATE, form, comment=comment, hides=hides)
    try:
        decision = decide(member(), comment, **form.told)
    except (ReportWaits, ToldElsewhere) as refusal:
        return _elsewhere(refusal, comment)
    except ModerationError as refusal:
        return refused(refusal, form, TEMPLATE, comment=comment, hides=hides)
    return done(decision, comment.url) if decision else see_other(comment.url)


def _not_here(comment: Comment) -> ReportWaits | ToldElsewhere | None:
    if comment.is_opening and comment.thread.home:
        return ToldElsewhere()
    report = open_report_of(comment)
    return ReportWaits(report) if report else None


def _elsewhere(refusal: ReportWaits | ToldElsewhere, comment: Comment) -> Response:
    """To where it is decided, with why: by others, where members report one's own text."""
    if isinstance(refusal, ReportWaits) and not is_author(member(), comment):
        flash(explained(refusal), "warning")
        return see_other(refusal.report.url)
    told = explained(refusal)
    if isinstance(refusal, ReportWaits):
        told = _("Another moderator decides about this text.")
    flash(told, "warning")
    return see_other(comment.thread.url)
