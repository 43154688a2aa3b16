"""The pages that put a thread in the spotlight, and choose one of its comments: to be shown first,
or as the solution of its question."""

from collections.abc import Callable
from typing import Any

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions import actions as discussions
from connect.discussions import queries
from connect.discussions.errors import NoSolution
from connect.discussions.errors import explained as explained_below
from connect.discussions.models import Comment
from connect.discussions.policies import can_solve
from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions import choosing, featuring
from connect.moderation.errors import ModerationError
from connect.moderation.forms.base import DecisionForm
from connect.moderation.forms.curating import SpotlightForm
from connect.moderation.models import Decision
from connect.moderation.views.base import (
    blueprint,
    knowing,
    moderated_comment,
    moderated_thread,
    refused,
)
from connect.moderation.views.pins import onward
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other

PAGE = "moderation/curating.html"


@blueprint.route("/threads/<id:thread_id>/feature", methods=["GET", "POST"])
def feature(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    form = SpotlightForm(reason=thread.featured_because)
    shown = {"thread": thread, "back": f"{thread.address}/moderation"}
    return _page(form, "feature", featuring.feature_thread, thread, thread.theme.url, **shown)


@blueprint.route("/threads/<id:thread_id>/feature/removal", methods=["GET", "POST"])
def unfeature(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    shown = {"thread": thread, "back": f"{thread.address}/moderation"}
    act = featuring.unfeature_thread
    return _page(DecisionForm(), "unfeature", act, thread, thread.theme.url, **shown)


@blueprint.route("/comments/<id:comment_id>/pin", methods=["GET", "POST"])
def pin_comment(comment_id: int) -> Response:
    comment = moderated_comment(comment_id)
    return _of_comment(comment, "pin_comment", choosing.pin_comment)


@blueprint.route("/comments/<id:comment_id>/pin/removal", methods=["GET", "POST"])
def unpin_comment(comment_id: int) -> Response:
    comment = moderated_comment(comment_id)
    return _of_comment(comment, "unpin_comment", choosing.unpin_comment)


@blueprint.route("/comments/<id:comment_id>/solution", methods=["GET", "POST"])
def mark_solution(comment_id: int) -> Response:
    return _solution(comment_id, "solve", choosing.mark_solution, discussions.choose_solution)


@blueprint.route("/comments/<id:comment_id>/solution/removal", methods=["GET", "POST"])
def remove_solution(comment_id: int) -> Response:
    return _solution(comment_id, "unsolve", choosing.remove_solution, discussions.drop_solution)


def _solution(
    comment_id: int,
    act: str,
    as_moderator: Callable[..., Decision | None],
    as_asker: Callable[..., None],
) -> Response:
    """Who asked gives no reason, and decides nothing for others."""
    comment = reached(queries.reach_comment(member(), comment_id))
    asks = can_solve(member(), comment.thread)
    authorize(asks or policies.can_moderate_thread(member(), comment.thread))
    if not asks:
        return _of_comment(comment, act, as_moderator)
    form = DecisionForm()
    del form.reason
    if not form.validate_on_submit():
        return form_page(PAGE, form, act=act, thread=comment.thread, back=comment.url)
    try:
        as_asker(member(), comment)
    except NoSolution as refusal:
        flash(explained_below(refusal), "warning")
        return see_other(comment.thread.url)
    told = _("Thank you: whoever has the same question finds the answer.")
    flash(told if act == "solve" else _("The question is open again."), "success")
    return see_other(comment.url)


def _of_comment(comment: Comment, act: str, decide: Callable[..., Decision | None]) -> Response:
    shown = {"thread": comment.thread, "comment": comment, "back": f"{comment.url}/moderation"}
    return _page(DecisionForm(), act, decide, comment, comment.url, **shown)


def _page(
    form: DecisionForm,
    act: str,
    decide: Callable[..., Decision | None],
    thing: object,
    location: str,
    **shown: Any,
) -> Response:
    """The form of one of these decisions, and what comes of it."""
    if not form.validate_on_submit():
        knowing(form, shown["thread"])
        return form_page(PAGE, form, act=act, **shown)
    try:
        decision = decide(member(), thing, **form.told)
    except ModerationError as refusal:
        return refused(refusal, form, PAGE, act=act, **shown)
    return onward(decision, location)
