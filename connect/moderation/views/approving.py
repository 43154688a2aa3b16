"""First texts: reading them, publishing them or giving them back; and whether a theme does so."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.drafts.errors import NotPublishable
from connect.drafts.models import Draft
from connect.drafts.pages import readable
from connect.drafts.publishing import publication_at
from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions.approving import approve_text, decline_text, read_first_texts
from connect.moderation.errors import ModerationError, NotWaiting, explained
from connect.moderation.forms.approving import ApprovalForm, FirstTextsForm, RefusalForm
from connect.moderation.queries.approvals import (
    WaitingText,
    answer_of,
    reach_sent,
    reach_waiting,
)
from connect.moderation.views.base import blueprint, done
from connect.themes.queries import reach_theme
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other


@blueprint.get("/approvals/<id:draft_id>")
def show_waiting_text(draft_id: int) -> Response:
    waiting = _reach(draft_id)
    return _page(RefusalForm(version=waiting.draft.version), waiting)


@blueprint.post("/approvals/<id:draft_id>")
def create_approval(draft_id: int) -> Response:
    draft, form = _sent(draft_id), ApprovalForm()
    if isinstance(draft, Response):
        return draft
    form.validate_on_submit()
    try:
        decision = approve_text(member(), draft, form.seen_version)
    except ModerationError as refusal:
        return _refused(draft_id, refusal)
    flash(_("Published. %(name)s writes freely here from now on.", name=draft.member.name))
    return see_other(decision.comment.url if decision.comment else "/")


@blueprint.post("/approvals/<id:draft_id>/refusal")
def create_approval_refusal(draft_id: int) -> Response:
    draft, form = _sent(draft_id), RefusalForm()
    if isinstance(draft, Response):
        return draft
    if not form.validate_on_submit():
        return _page(form, _reach(draft_id))
    try:
        decline_text(member(), draft, form.seen_version, form.reason.data)
    except ModerationError as refusal:
        return _refused(draft_id, refusal)
    flash(_("Given back. %(name)s is told why.", name=draft.member.name), "success")
    return see_other("/moderation/")


@blueprint.route("/themes/<slug>/first-texts", methods=["GET", "POST"])
def update_first_texts(slug: str) -> Response:
    theme = reached(reach_theme(member(), slug))
    authorize(policies.can_approve(member(), theme))
    form = FirstTextsForm(reads="false" if theme.approves_first else "true")
    if not form.validate_on_submit():
        return form_page("moderation/first_texts.html", form, theme=theme)
    reads = form.reads.data == "true"
    decision = read_first_texts(member(), theme, reads=reads, reason=form.reason.data)
    return done(decision, theme.url) if decision else see_other(theme.url)


def _reach(draft_id: int) -> WaitingText:
    """What does not wait, or elsewhere than this moderator reads, is not there."""
    waiting = reached(reach_waiting(draft_id))
    return reached(waiting if policies.can_approve(member(), waiting.theme) else None)


def _sent(draft_id: int) -> Draft | Response:
    """Who comes second is told who was first; who moderates nothing learns nothing."""
    reached(policies.can_moderate_anything(member()) or None)
    found = reach_sent(draft_id)
    if found is None:
        answer = answer_of(draft_id)
        is_theirs = answer and policies.can_moderate_theme(member(), answer.theme_id)
        return _refused(draft_id, NotWaiting(answer if is_theirs else None))
    draft, theme = found
    return reached(draft if policies.can_approve(member(), theme) else None)


def _refused(draft_id: int, refusal: ModerationError) -> Response:
    flash(explained(refusal), "warning")
    waiting = reach_waiting(draft_id)
    is_theirs = waiting and policies.can_approve(member(), waiting.theme)
    return see_other(waiting.url if waiting and is_theirs else "/moderation/")


def _page(form: RefusalForm, waiting: WaitingText) -> Response:
    draft = waiting.draft
    publication, number = publication_at(draft.place)
    try:
        html = publication.html(draft.member, number, draft.fields)
        files = publication.files(draft.member, number, draft.fields)
    except NotPublishable:
        html, files = readable(draft.body), []
    return form_page("moderation/waiting_text.html", form, waiting=waiting, html=html, files=files)
