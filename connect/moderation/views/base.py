"""The blueprint, and how its pages reach what they moderate."""

from typing import Any

from flask import Blueprint, flash
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from connect.discussions import queries
from connect.discussions.models import Comment, Thread
from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions.reversing import can_be_undone
from connect.moderation.errors import DecidedMeanwhile, ModerationError, explained
from connect.moderation.forms.base import DecisionForm
from connect.moderation.models import Decision
from connect.moderation.queries.decisions import last_decision_id
from connect.moderation.saying import NAMES
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other

blueprint = Blueprint("moderation", __name__)


def moderated_thread(thread_id: int) -> Thread:
    """404 out of reach, 403 for who does not moderate it."""
    thread = reached(queries.reach_thread(member(), thread_id))
    authorize(policies.can_moderate_thread(member(), thread))
    return thread


def moderated_comment(comment_id: int) -> Comment:
    comment = reached(queries.reach_comment(member(), comment_id))
    authorize(policies.can_moderate_thread(member(), comment.thread))
    return comment


def knowing(form: DecisionForm, thread: Thread) -> None:
    """A form that is shown for the first time knows of every decision so far."""
    form.seen.data = form.seen.data or str(last_decision_id(thread))


def refused(refusal: ModerationError, form: FlaskForm, template: str, **values: Any) -> Response:
    """The form again with what was typed and why nothing was done. Who is told what another
    moderator decided meanwhile knows of it when they send it again."""
    form.form_errors.append(explained(refusal))
    if not isinstance(refusal, DecidedMeanwhile):
        return form_page(template, form, **values)
    form["seen"].data = str(refusal.decision.id)
    return form_page(template, form, status=409, meanwhile=refusal.decision, **values)


def done(decision: Decision, location: str) -> Response:
    """On to where it shows, with what was done and, where that is possible, the button that
    undoes it."""
    name = NAMES[decision.kind]
    if can_be_undone(decision):
        told = _("%(done)s. You can undo it for 30 days.", done=name)
        flash(told, f"undo:{decision.url}/reversal")
    else:
        flash(_("%(done)s.", done=name), "success")
    return see_other(location)
