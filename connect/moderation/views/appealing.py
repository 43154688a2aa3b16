"""Appealing against a decision, signed in or by the mailed link, and answering."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.extensions import limiter
from connect.members.current import member
from connect.members.models import Member
from connect.moderation import policies
from connect.moderation.actions.appealing import answer_appeal, make_appeal
from connect.moderation.errors import AppealMade, ModerationError, explained
from connect.moderation.forms.appealing import AppealAnswerForm, AppealForm
from connect.moderation.links import appealed_by
from connect.moderation.models import Appeal, Decision
from connect.moderation.queries import log
from connect.moderation.queries.appeals import appeal_of, reach_appeal
from connect.moderation.views.base import blueprint
from connect.web.access import public, reached
from connect.web.answers import form_page, see_other
from connect.web.languages import addressing

FROM_ONE_ADDRESS = "60 per hour"


@blueprint.route("/decisions/<id:decision_id>/appeal", methods=["GET", "POST"])
def appeal_decision(decision_id: int) -> ResponseReturnValue:
    decision = reached(log.reach_decision(member(), decision_id)).decision
    return _appeal(decision, member())


@blueprint.route("/appeals/<token>", methods=["GET", "POST"])
@public
@limiter.limit(FROM_ONE_ADDRESS)
def appeal_by_link(token: str) -> ResponseReturnValue:
    """For who cannot sign in. It shows nothing but the decision and its reason."""
    found = appealed_by(token)
    if found is None:
        return render_template("moderation/appeal_expired.html"), 410
    decision, concerned = found
    with addressing(concerned.locale):
        return _appeal(decision, concerned)


@blueprint.get("/appeals/<id:appeal_id>")
def show_appeal(appeal_id: int) -> Response:
    appeal = reached(reach_appeal(member(), appeal_id))
    return _answer_page(AppealAnswerForm(), appeal)


@blueprint.post("/appeals/<id:appeal_id>/answer")
def create_appeal_answer(appeal_id: int) -> Response:
    appeal = reached(reach_appeal(member(), appeal_id))
    form = AppealAnswerForm()
    if not form.validate_on_submit():
        return _answer_page(form, appeal)
    try:
        answer_appeal(member(), appeal, form.outcome.data, form.reason.data)
    except ModerationError as refusal:
        form.form_errors.append(explained(refusal))
        return _answer_page(form, appeal, status=409)
    flash(_("%(name)s is told by mail and in their inbox.", name=appeal.member.name), "success")
    return see_other(appeal.url)


def _appeal(decision: Decision, concerned: Member) -> ResponseReturnValue:
    """The same page signed in and by the link: it posts to where it stands."""
    made = appeal_of(decision)
    if made is not None and made.member_id == concerned.id:
        return _made(made)
    if not policies.can_appeal(concerned, decision):
        return render_template("moderation/no_appeal.html", decision=decision), 403
    form = AppealForm()
    if not form.validate_on_submit():
        return form_page("moderation/new_appeal.html", form, decision=decision)
    try:
        make_appeal(concerned, decision, form.text.data)
        flash(_("Thank you: your appeal is sent."), "success")
    except AppealMade as refusal:
        flash(explained(refusal), "warning")
    return see_other(request.path)


def _made(appeal: Appeal) -> ResponseReturnValue:
    """What was said and what came of it; sent again, nothing is."""
    if request.method == "POST":
        flash(explained(AppealMade(appeal)), "warning")
        return see_other(request.path)
    return render_template("moderation/appeal_made.html", appeal=appeal)


def _answer_page(form: AppealAnswerForm, appeal: Appeal, status: int = 422) -> Response:
    return form_page("moderation/appeal.html", form, status=status, appeal=appeal)
