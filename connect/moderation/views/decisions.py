"""The log of decisions, one decision, and undoing it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import flash, make_response, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions import reverse
from connect.moderation.actions.reversing import UNDOABLE_FOR, why_final
from connect.moderation.errors import CannotUndo
from connect.moderation.queries import log
from connect.moderation.queries.log import Told
from connect.moderation.saying import NAMES, names_for
from connect.moderation.views.base import blueprint
from connect.themes.models import Theme
from connect.themes.queries import visible_themes
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id
from connect.web.answers import see_other
from connect.web.languages import current_locale


@blueprint.get("/decisions/")
def list_decisions() -> str:
    themes = visible_themes(member())
    asked = _asked(themes)
    found = log.log_of(member(), asked, before=asked_id("before"))
    return render_template(
        "moderation/decisions.html",
        asked=asked,
        found=found[: log.PAGE_SIZE],
        has_older=len(found) > log.PAGE_SIZE,
        themes_by_slug=[(theme.slug, theme.name(current_locale())) for theme in themes],
        asked_slug=request.args.get("theme"),
        kinds=names_for(moderates=policies.can_moderate_anything(member())),
        people=[(one.id, one.name) for one in log.deciders(member())],
        asked_url=_asked_url,
        may_export=member().is_organiser,
    )


def _asked(themes: Sequence[Theme]) -> log.Asked:
    slug, kind = request.args.get("theme"), request.args.get("kind")
    return log.Asked(
        theme_id=next((theme.id for theme in themes if theme.slug == slug), None),
        thread_id=asked_id("thread"),
        kind=kind if kind in NAMES else None,
        by_id=asked_id("by"),
    )


def _asked_url(before: int | None = None) -> str:
    """The log as it was asked for, from another page on."""
    asked = {name: request.args.get(name) for name in ("theme", "thread", "kind", "by")}
    told = {name: value for name, value in asked.items() if value}
    return f"/decisions/?{urlencode(told | ({'before': before} if before else {}))}"


@blueprint.get("/decisions/<id:decision_id>")
def show_decision(decision_id: int) -> Response:
    return _decision_page(reached(log.reach_decision(member(), decision_id)))


@blueprint.post("/decisions/<id:decision_id>/reversal")
def undo_decision(decision_id: int) -> Response:
    told = reached(log.reach_decision(member(), decision_id))
    authorize(told.may_undo)
    try:
        reverse(member(), told.decision)
    except CannotUndo as refusal:
        return _decision_page(told, refusal)
    flash(_("Undone: %(what)s.", what=NAMES[told.decision.kind]), "success")
    return see_other(_place_of(told))


def _decision_page(told: Told, refusal: CannotUndo | None = None) -> Response:
    may_appeal = policies.can_appeal(member(), told.decision)
    page = render_template(
        "moderation/decision.html",
        told=told,
        refusal=refusal,
        undoable_until=told.decision.created_at + UNDOABLE_FOR,
        why_final=why_final(told.decision),
        appeal_url=f"{told.decision.url}/appeal" if may_appeal else None,
    )
    return make_response(page, 409 if refusal else 200)


def _place_of(told: Told) -> str:
    """Where it shows that it was undone."""
    comment, thread = told.decision.comment, told.thread
    if thread is None or not thread.stands:
        return told.decision.url
    return comment.url if comment and comment.is_shown else thread.url
