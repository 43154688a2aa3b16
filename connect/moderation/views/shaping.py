"""The pages on which threads take shape: choosing what moves and where to, looking at both sides,
and doing it."""

from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from connect.discussions import queries as discussions
from connect.discussions.models import Thread
from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions import shaping
from connect.moderation.errors import ModerationError, StaleSelection, explained
from connect.moderation.forms.shaping import MergerForm, MoveForm, SplitForm
from connect.moderation.queries import shaping as queries
from connect.moderation.queries.decisions import last_decision_of
from connect.moderation.shaping import MOST_CHOSEN, is_wider
from connect.moderation.views.base import (
    blueprint,
    done,
    knowing,
    moderated_comment,
    moderated_thread,
    refused,
)
from connect.themes.queries import reach_theme_by_id
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id, number_in
from connect.web.answers import form_page, see_other


@blueprint.get("/threads/<id:thread_id>/selection")
def select_comments(thread_id: int) -> str:
    thread = moderated_thread(thread_id)
    after = asked_id("from") or 0
    comments, has_more = queries.answers_page(thread, after)
    shown = {comment.id for comment in comments}
    chosen = _chosen()
    words = request.args.get("q", "")
    return render_template(
        "moderation/selection.html",
        thread=thread,
        comments=comments,
        has_more=has_more,
        after=after,
        page_size=queries.PAGE_SIZE,
        chosen=set(chosen),
        kept=[id for id in chosen if id not in shown],
        words=words,
        targets=queries.targets(member(), thread, words) if words.strip() else None,
    )


@blueprint.get("/comments/<id:comment_id>/branch")
def select_branch(comment_id: int) -> Response:
    """One comment and its answers, on their way to a thread of their own."""
    comment = moderated_comment(comment_id)
    if comment.is_opening:
        return see_other(f"{comment.thread.address}/merger")
    return see_other(f"{comment.thread.address}/moves?c={comment.id}")


@blueprint.route("/threads/<id:thread_id>/moves", methods=["GET", "POST"])
def move_comments(thread_id: int) -> Response:
    """Both sides are shown before anything happens; `to` is a thread, or nothing for a new one."""
    thread = moderated_thread(thread_id)
    to = asked_id("to") or number_in(request.form.get("to", ""))
    if to:
        return _to_thread(thread, _target(to))
    return _to_new_thread(thread)


@blueprint.route("/threads/<id:thread_id>/merger", methods=["GET", "POST"])
def merge_thread(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    if thread.id != thread_id:  # it was merged already
        return see_other(thread.url)
    form = MergerForm()
    to = asked_id("to") or number_in(request.form.get("to", ""))
    words = request.args.get("q", "")
    target = _target(to) if to else None
    shown: dict[str, Any] = {
        "thread": thread,
        "target": target,
        "words": words,
        "targets": queries.targets(member(), thread, words) if words.strip() else None,
        "arrives_after": queries.latest_of(target) if target else [],
        "is_wider": target is not None and is_wider(thread, target.theme),
    }
    page = "moderation/merger.html"
    if target is None or not form.validate_on_submit():
        knowing(form, thread)
        return form_page(page, form, **shown)
    try:
        shaping.merge_threads(member(), thread, target, **form.told)
    except ModerationError as refusal:
        return refused(refusal, form, page, **shown)
    return done(last_decision_of(thread), target.url)


def _to_new_thread(thread: Thread) -> Response:
    form = SplitForm(theme=thread.theme_id)
    themes = queries.moderated_themes(member())
    form.theme.choices = [(theme.id, theme.name(member().locale)) for theme in themes]
    shown = _both_sides(thread, form)
    theme = reach_theme_by_id(member(), form.theme.data or 0) or thread.theme
    shown |= {"target": None, "is_wider": any(is_wider(thread, t) for t in themes)}
    if not form.validate_on_submit():
        knowing(form, thread)
        return form_page("moderation/moves.html", form, **shown)
    try:
        target = shaping.split_thread(member(), thread, _chosen(), theme=theme, **form.told)
    except ModerationError as refusal:
        return _refused(refusal, form, thread, shown)
    return done(last_decision_of(thread), target.url)


def _to_thread(thread: Thread, target: Thread) -> Response:
    form = MoveForm()
    shown = _both_sides(thread, form)
    shown |= {"target": target, "is_wider": is_wider(thread, target.theme)}
    shown["arrives_after"] = queries.latest_of(target)
    if not form.validate_on_submit():
        knowing(form, thread)
        return form_page("moderation/moves.html", form, **shown)
    try:
        shaping.move_comments(member(), thread, _chosen(), target, **form.told)
    except ModerationError as refusal:
        return _refused(refusal, form, thread, shown)
    return done(last_decision_of(thread), target.url)


def _both_sides(thread: Thread, form: MoveForm) -> dict[str, Any]:
    selection = queries.selection(thread, _chosen())
    form.known.data = form.known.data or str(selection.count)
    return {"thread": thread, "selection": selection, "arrives_after": []}


def _refused(
    refusal: ModerationError, form: MoveForm, thread: Thread, shown: dict[str, Any]
) -> Response:
    """A stale selection is looked at as it is now, and can be sent again."""
    page = "moderation/moves.html"
    if not isinstance(refusal, StaleSelection):
        return refused(refusal, form, page, **shown)
    selection = queries.selection(thread, _chosen())
    form.known.data = str(selection.count)
    form.form_errors.append(explained(refusal))
    return form_page(page, form, status=409, **{**shown, "selection": selection})


def _target(thread_id: int) -> Thread:
    """404 out of reach, 403 where the moderator moderates nothing."""
    target = reached(discussions.reach_thread(member(), thread_id))
    authorize(policies.can_moderate_thread(member(), target))
    return target


def _chosen() -> list[int]:
    """Numbers of comments, each once, at most one more than may be chosen."""
    found = (number_in(text) for text in request.values.getlist("c"))
    return list(dict.fromkeys(id for id in found if id))[: MOST_CHOSEN + 1]
