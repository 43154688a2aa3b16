"""The pages that say anew what a thread is, and where it is listed."""

from collections.abc import Sequence

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.discussions import queries
from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions import classifying
from connect.moderation.errors import AlreadyDone, ModerationError, explained
from connect.moderation.forms.base import DecisionForm
from connect.moderation.forms.classifying import ClassificationForm
from connect.moderation.views.base import blueprint, done, knowing, moderated_thread, refused
from connect.themes.models import Theme
from connect.themes.queries import visible_themes
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other

CLASSIFICATION, UNLISTING = "moderation/classification.html", "moderation/unlisting.html"


@blueprint.route("/threads/<id:thread_id>/classification", methods=["GET", "POST"])
def classify_thread(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    form = ClassificationForm.of(thread, _moderated_themes())
    if not form.validate_on_submit():
        knowing(form, thread)
        return form_page(CLASSIFICATION, form, thread=thread)
    try:
        decision = classifying.classify_thread(member(), thread, **form.told)
    except AlreadyDone as refusal:
        flash(explained(refusal), "warning")
        return see_other(thread.url)
    except ModerationError as refusal:
        return refused(refusal, form, CLASSIFICATION, thread=thread)
    return done(decision, thread.url)


@blueprint.route("/threads/<id:thread_id>/listing/removal", methods=["GET", "POST"])
def unlist_thread(thread_id: int) -> Response:
    """Also by moderators of the second theme, who decide about nothing else in it."""
    thread = reached(queries.reach_thread(member(), thread_id))
    theme = reached(thread.second_theme)
    may_undo = policies.can_moderate_thread(member(), thread)
    authorize(may_undo or policies.can_moderate_theme(member(), theme.id))
    form = DecisionForm()
    if not form.validate_on_submit():
        knowing(form, thread)
        return form_page(UNLISTING, form, thread=thread, theme=theme)
    try:
        decision = classifying.unlist_thread(member(), thread, **form.told)
    except ModerationError as refusal:
        return refused(refusal, form, UNLISTING, thread=thread, theme=theme)
    if may_undo:
        return done(decision, theme.url)
    flash(_("The thread is not listed in this theme any more."), "success")
    return see_other(theme.url)


def _moderated_themes() -> Sequence[Theme]:
    return [
        theme
        for theme in visible_themes(member())
        if policies.can_moderate_theme(member(), theme.id)
    ]
