"""For organisers: inviting, and what became of it."""

from flask import flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, queries
from connect.accounts.forms.invitations import InvitationForm
from connect.accounts.models import Invitation
from connect.accounts.views.base import blueprint
from connect.extensions import current_settings
from connect.members import current, policies
from connect.places.queries import organisation_choices
from connect.themes import queries as themes
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other
from connect.web.forms import options
from connect.web.languages import current_locale


@blueprint.get("/invitations/")
def list_invitations() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    return _invitations_page(_invitation_form(locale=current_locale()))


@blueprint.post("/invitations/")
def create_invitation() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    form = _invitation_form()
    if not form.validate_on_submit():
        return _invitations_page(form)
    same = ("locale", "message", "days", "name", "function", "municipality", "role", "uses")
    token = actions.invite(
        current.member(),
        email=form.email.data or None,
        theme_ids=form.themes.data,
        organisation_id=form.organisation.data,
        **{name: form[name].data for name in same},
    )
    _show_once(token)
    return see_other(url_for(".list_invitations"))


@blueprint.get("/invitations/<id:invitation_id>")
def show_invitation(invitation_id: int) -> ResponseReturnValue:
    invitation = _reach(invitation_id)
    visible = themes.visible_themes(current.member())
    return render_template(
        "accounts/invitation.html",
        invitation=invitation,
        themes=[theme for theme in visible if theme.id in invitation.theme_ids],
        link=session.pop("invitation_link", None),
    )


@blueprint.post("/invitations/<id:invitation_id>/withdrawal")
def withdraw_invitation(invitation_id: int) -> ResponseReturnValue:
    invitation = _reach(invitation_id)
    actions.withdraw_invitation(current.member(), invitation)
    flash(_("The link does not work any more. Send it again to undo this."), "success")
    return see_other(invitation.url)


@blueprint.post("/invitations/<id:invitation_id>/renewal")
def renew_invitation(invitation_id: int) -> ResponseReturnValue:
    """Not for one that was used up: its link would let more people in than were counted."""
    invitation = _reach(invitation_id)
    if invitation.uses_left <= 0:
        flash(_("This invitation was used. Make a new one."), "warning")
        return see_other(invitation.url)
    _show_once(actions.renew_invitation(current.member(), invitation))
    flash(_("The new link works; the one before does not."), "success")
    return see_other(invitation.url)


def _reach(invitation_id: int) -> Invitation:
    authorize(policies.can_administer_members(current.member()))
    return reached(queries.reach_invitation(invitation_id))


def _show_once(token: str) -> None:
    """Afterwards we only know its hash."""
    session["invitation_link"] = current_settings().absolute(url_for(".join", token=token))


def _invitation_form(**defaults: object) -> InvitationForm:
    form, locale = InvitationForm(data=defaults), current_locale()
    visible = themes.visible_themes(current.member())
    form.themes.choices = options((theme.id, theme.name(locale)) for theme in visible)
    form.organisation.choices = options([("", _("None of these")), *organisation_choices(locale)])
    return form


def _invitations_page(form: InvitationForm) -> ResponseReturnValue:
    return form_page(
        "accounts/invitations.html",
        form,
        invitations=queries.invitations(),
        link=session.pop("invitation_link", None),
    )
