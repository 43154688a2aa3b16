"""A member reports a text."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions import queries
from connect.discussions.models import Comment
from connect.discussions.views.base import place_of
from connect.extensions import limiter
from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions.reporting import Outcome, report_comment
from connect.moderation.errors import NothingToReport, explained
from connect.moderation.forms.reporting import ReportForm
from connect.moderation.views.base import blueprint
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other

REPORTS = "30 per day"  # each calls the moderators of a theme


def reports_of_one_member() -> str:
    return f"report:{member().id}"


@blueprint.get("/comments/<id:comment_id>/report")
def new_report(comment_id: int) -> Response:
    return form_page("moderation/report_comment.html", ReportForm(), comment=_reach(comment_id))


@blueprint.post("/comments/<id:comment_id>/report")
@limiter.limit(REPORTS, key_func=reports_of_one_member)
def create_report(comment_id: int) -> Response:
    comment, form = _reach(comment_id), ReportForm()
    if not form.validate_on_submit():
        return form_page("moderation/report_comment.html", form, comment=comment)
    try:
        outcome = report_comment(member(), comment, kind=form.kind.data, note=form.note.data or "")
    except NothingToReport as refusal:
        flash(explained(refusal), "warning")
    else:
        flash(_said(outcome), "success")
    return see_other(comment.thread.url if comment.is_opening else place_of(comment))


def _reach(comment_id: int) -> Comment:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_report_comment(member(), comment))
    return comment


def _said(outcome: Outcome) -> str:
    match outcome:
        case "hidden":
            return _("Thank you. The text is hidden until a moderator has decided.")
        case "known":
            return _("You have reported this text already. A moderator will answer you.")
        case "too_many":
            return _(
                "Thank you, the moderators know. The text still shows: five that you reported today"
                " were hidden at once, and that is the most."
            )
        case "cleared":
            return _(
                "Thank you, the moderators know. The text still shows: one of them has looked at"
                " this version before."
            )
        case _filed:
            return _("Thank you. A moderator will look at it and answer you.")
