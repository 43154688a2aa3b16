"""The pages that close a thread, slow it down or put it away; and those that take it back."""

from collections.abc import Callable
from typing import Any

from flask import flash
from werkzeug.wrappers import Response

from connect.discussions.models import Thread
from connect.members.current import member
from connect.moderation.actions import archiving, closing, pacing
from connect.moderation.errors import AlreadyDone, ModerationError, explained
from connect.moderation.forms.base import DecisionForm
from connect.moderation.forms.closing import ClosureForm, PaceForm
from connect.moderation.models import Decision
from connect.moderation.queries.states import states_of
from connect.moderation.views.base import blueprint, done, knowing, moderated_thread, refused
from connect.web.answers import form_page, see_other

PAGE = "moderation/closing.html"


@blueprint.route("/threads/<id:thread_id>/closure", methods=["GET", "POST"])
def close_thread(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    return _page(thread, ClosureForm(), closing.close_thread, act="closure")


@blueprint.route("/threads/<id:thread_id>/closure/removal", methods=["GET", "POST"])
def reopen_thread(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    return _page(thread, DecisionForm(), closing.reopen_thread, act="reopening")


@blueprint.route("/threads/<id:thread_id>/pace", methods=["GET", "POST"])
def slow_thread(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    form = PaceForm(minutes=thread.slow_minutes or 0)
    return _page(thread, form, pacing.slow_thread, act="pace")


@blueprint.route("/threads/<id:thread_id>/archival", methods=["GET", "POST"])
def archive_thread(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    return _page(thread, DecisionForm(), archiving.archive_thread, act="archival")


@blueprint.route("/threads/<id:thread_id>/archival/removal", methods=["GET", "POST"])
def unarchive_thread(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    return _page(thread, DecisionForm(), archiving.unarchive_thread, act="return")


def _page(
    thread: Thread, form: DecisionForm, decide: Callable[..., Decision], *, act: str
) -> Response:
    """The form of one of these decisions, and what comes of it."""
    shown: dict[str, Any] = {"thread": thread, "act": act, "shown": states_of([thread])[thread.id]}
    if not form.validate_on_submit():
        knowing(form, thread)
        return form_page(PAGE, form, **shown)
    try:
        decision = decide(member(), thread, **form.told)
    except AlreadyDone as refusal:
        flash(explained(refusal), "warning")
        return see_other(thread.url)
    except ModerationError as refusal:
        return refused(refusal, form, PAGE, **shown)
    return done(decision, thread.url)
