"""Keeping a member out for a time, and what a member reads who is."""

from collections.abc import Sequence

from flask import flash, make_response, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connect.members import queries as members
from connect.members.current import member
from connect.members.models import Member
from connect.moderation import policies
from connect.moderation.actions.suspending import end_suspension, suspend_member
from connect.moderation.errors import ModerationError, explained
from connect.moderation.forms.suspending import EVERYWHERE, SuspensionEndForm, SuspensionForm
from connect.moderation.links import appeal_path
from connect.moderation.queries.appeals import appealed_decisions
from connect.moderation.queries.suspensions import (
    reach_suspension,
    running_suspensions,
    suspension_from_everywhere,
)
from connect.moderation.views.base import blueprint, done
from connect.themes.models import Theme
from connect.themes.queries import visible_themes
from connect.web.access import authorize, reached
from connect.web.addresses import number_in
from connect.web.answers import form_page, see_other
from connect.web.forms import options
from connect.web.languages import addressing, current_locale


@blueprint.get("/members/<id:member_id>/suspension")
def show_suspension(member_id: int) -> Response:
    other, themes = _reach(member_id)
    return _page(_form(other, themes), other)


@blueprint.post("/members/<id:member_id>/suspension")
def create_suspension(member_id: int) -> Response:
    other, themes = _reach(member_id)
    form = _form(other, themes)
    if not form.validate_on_submit():
        return _page(form, other)
    theme = next((theme for theme in themes if theme.id == form.theme_id), None)
    try:
        decision = suspend_member(member(), other, theme, until=form.until, reason=form.reason.data)
    except ModerationError as refusal:
        form.form_errors.append(explained(refusal))
        return _page(form, other, status=409)
    return done(decision, f"{other.profile_url}/suspension")


@blueprint.post("/members/<id:member_id>/suspension/removal")
def end_one_suspension(member_id: int) -> Response:
    other = reached(members.reach_member(member(), member_id))
    authorize(policies.can_moderate_anything(member()))
    form = SuspensionEndForm()
    suspension = reached(reach_suspension(other, number_in(form.suspension.data) or 0))
    authorize(policies.can_end_suspension(member(), suspension))
    if not form.validate_on_submit():
        return _page(_form(other, _themes_for(other), sent=False), other, ending=form, status=422)
    try:
        end_suspension(member(), suspension, form.reason.data)
    except ModerationError as refusal:
        flash(explained(refusal), "warning")
        return see_other(f"{other.profile_url}/suspension")
    flash(_("It is over. %(name)s is told by mail.", name=other.name), "success")
    return see_other(f"{other.profile_url}/suspension")


@blueprint.get("/account/suspensions")
def list_own_suspensions() -> str:
    """Of what one is kept out, until when and why, and how to appeal."""
    found = running_suspensions(member())
    appealed = appealed_decisions([one.decision_id for one in found])
    return render_template("moderation/own_suspensions.html", suspensions=found, appealed=appealed)


def turn_away(suspended: Member) -> Response:
    """For who has proved who they are: why they cannot get in, until when, how to appeal."""
    suspension = suspension_from_everywhere(suspended)
    with addressing(suspended.locale):
        page = render_template(
            "moderation/turned_away.html",
            member=suspended,
            suspension=suspension,
            appeal=appeal_path(suspension.decision, suspended) if suspension else None,
            is_appealed=bool(suspension and appealed_decisions([suspension.decision_id])),
        )
    return make_response(page, 403)


def _reach(member_id: int) -> tuple[Member, Sequence[Theme]]:
    """The member, and the themes that this moderator may keep them out of."""
    other = reached(members.reach_member(member(), member_id))
    authorize(policies.can_moderate_anything(member()) and member().id != other.id)
    themes = _themes_for(other)
    authorize(bool(themes) or policies.can_suspend(member(), other, None))
    return other, themes


def _themes_for(other: Member) -> list[Theme]:
    found = visible_themes(member())
    return [theme for theme in found if policies.can_suspend(member(), other, theme.id)]


def _form(other: Member, themes: Sequence[Theme], *, sent: bool = True) -> SuspensionForm:
    form = SuspensionForm() if sent else SuspensionForm(formdata=None)
    choices: list[tuple[object, object]] = [
        (str(theme.id), theme.name(current_locale())) for theme in themes
    ]
    if policies.can_suspend(member(), other, None):
        choices.append((EVERYWHERE, _("From everywhere: they cannot sign in")))
    form.scope.choices = options(choices)
    return form


def _page(
    form: SuspensionForm,
    other: Member,
    ending: SuspensionEndForm | None = None,
    status: int = 422,
) -> Response:
    running = [
        one for one in running_suspensions(other) if policies.can_end_suspension(member(), one)
    ]
    ends = {one.id: _end_form(one.id, ending) for one in running}
    shown = ending or form
    page = form_page(
        "moderation/suspension.html", form, status=status, member=other, running=running, ends=ends
    )
    page.status_code = status if shown.errors else 200
    return page


def _end_form(suspension_id: int, sent: SuspensionEndForm | None) -> SuspensionEndForm:
    """Several stand on the page: each with a name of its own for its label."""
    is_sent = sent is not None and sent.suspension.data == str(suspension_id)
    form = sent if sent is not None and is_sent else SuspensionEndForm(formdata=None)
    form.suspension.data = str(suspension_id)
    form.reason.id = f"reason-{suspension_id}"
    form.suspension.id = f"suspension-{suspension_id}"
    return form
