"""The page of a report, for those who moderate its theme."""

from typing import Any

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.moderation.actions.deciding_reports import (
    assign_report,
    reject_report,
    settle_report,
)
from connect.moderation.errors import DecidedMeanwhile, ModerationError, explained
from connect.moderation.forms.deciding_reports import AssignmentForm, ReportDecisionForm
from connect.moderation.forms.notes import NoteForm
from connect.moderation.models import Report
from connect.moderation.queries.answers import canned_answers
from connect.moderation.queries.notes import notes_on
from connect.moderation.queries.reports import earlier_reports, moderators_of, reach_report
from connect.moderation.views.base import blueprint, done, knowing, refused
from connect.web.access import reached
from connect.web.answers import form_page, see_other

TEMPLATE = "moderation/report.html"


@blueprint.get("/reports/<id:report_id>")
def show_report(report_id: int) -> Response:
    report = _reach(report_id)
    form = _decision_form(report)
    knowing(form, report.comment.thread)
    return form_page(TEMPLATE, form, **_shown(report))


@blueprint.post("/reports/<id:report_id>/assignment")
def create_assignment(report_id: int) -> Response:
    """Take it in hand, or hand it over to another moderator of the theme."""
    report = _reach(report_id)
    moderators = {one.id: one for one in (*moderators_of(report.comment), member())}
    form = AssignmentForm(moderators.values())
    if not form.validate_on_submit():
        flash(_("Choose a moderator of this theme."), "warning")
        return see_other(report.url)
    try:
        assign_report(member(), report, moderators[form.member.data], form.seen_id)
    except ModerationError as refusal:
        flash(explained(refusal), "warning")
    return see_other(report.url)


@blueprint.post("/reports/<id:report_id>/decision")
def create_report_decision(report_id: int) -> Response:
    report = _reach(report_id)
    form = _decision_form(report)
    if form.inserts:
        form.insert_chosen()
        return form_page(TEMPLATE, form, **_shown(report))
    if not form.validate_on_submit():
        return form_page(TEMPLATE, form, **_shown(report))
    decide = settle_report if form.outcome.data == "settled" else reject_report
    try:
        decision = decide(member(), report, **form.told, answers=form.answers)
    except DecidedMeanwhile as refusal:
        return refused(refusal, form, TEMPLATE, **_shown(_reach(report_id)))
    return done(decision, report.url)


def _reach(report_id: int) -> Report:
    return reached(reach_report(member(), report_id))


def _decision_form(report: Report) -> ReportDecisionForm:
    return ReportDecisionForm(report, canned_answers())


def _shown(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "comment": report.comment,
        "earlier": earlier_reports(report),
        "moderators": moderators_of(report.comment),
        "notes": notes_on(report.subject),
        "note_form": NoteForm(),
    }
