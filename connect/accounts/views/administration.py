"""For organisers: requests to join, invitations, who leaves, and the mail that went out."""

from flask import current_app, flash, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, queries
from connect.accounts.errors import AlreadyDecided
from connect.accounts.forms.joining import DeclineForm, InvitationForm
from connect.accounts.models import JoinRequest
from connect.accounts.views.blueprint import blueprint
from connect.members import current, policies
from connect.members import queries as members
from connect.settings import Settings
from connect.themes import queries as themes
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other
from connect.web.forms import options
from connect.web.languages import current_locale


@blueprint.get("/join-requests/")
def list_join_requests() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    return render_template("accounts/join_requests.html", requests=queries.join_requests())


@blueprint.post("/join-requests/<id:request_id>/approval")
def create_approval(request_id: int) -> ResponseReturnValue:
    asked = _reach_request(request_id)
    try:
        actions.approve_request(current.member(), asked)
        flash(_("%(name)s gets a mail with a link to join.", name=asked.name), "success")
    except AlreadyDecided:
        flash(_("This request was already decided."), "warning")
    return see_other(url_for(".list_join_requests"))


@blueprint.route("/join-requests/<id:request_id>/refusal", methods=["GET", "POST"])
def create_refusal(request_id: int) -> ResponseReturnValue:
    asked, form = _reach_request(request_id), DeclineForm()
    if not form.validate_on_submit():
        return form_page("accounts/decline.html", form, asked=asked)
    try:
        actions.decline_request(current.member(), asked, form.reason.data)
        flash(_("%(name)s gets a mail with your reason.", name=asked.name), "success")
    except AlreadyDecided:
        flash(_("This request was already decided."), "warning")
    return see_other(url_for(".list_join_requests"))


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
    token = actions.invite(
        current.member(),
        email=form.email.data or None,
        locale=form.locale.data,
        role=form.role.data,
        theme_ids=form.themes.data,
        municipality=form.municipality.data,
        uses=form.uses.data,
    )
    settings: Settings = current_app.extensions["settings"]
    session["invitation_link"] = settings.absolute(url_for(".join", token=token))
    return see_other(url_for(".list_invitations"))


@blueprint.get("/mails/")
def list_mails() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    return render_template("accounts/mails.html", mails=queries.mails())


@blueprint.get("/mails/<id:mail_id>")
def show_mail(mail_id: int) -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    return render_template("accounts/mail.html", mail=reached(queries.reach_mail(mail_id)))


@blueprint.post("/members/<id:member_id>/deactivation")
def create_deactivation(member_id: int) -> ResponseReturnValue:
    member = reached(members.reach_member(current.member(), member_id))
    authorize(policies.can_deactivate_member(current.member(), member))
    actions.deactivate_member(current.member(), member)
    return see_other(member.profile_url)


@blueprint.post("/members/<id:member_id>/reactivation")
def create_reactivation(member_id: int) -> ResponseReturnValue:
    member = reached(members.reach_member(current.member(), member_id))
    authorize(policies.can_deactivate_member(current.member(), member))
    actions.reactivate_member(current.member(), member)
    return see_other(member.profile_url)


def _reach_request(request_id: int) -> JoinRequest:
    authorize(policies.can_administer_members(current.member()))
    return reached(queries.reach_join_request(request_id))


def _invitation_form(**defaults: object) -> InvitationForm:
    form = InvitationForm(data=defaults)
    visible = themes.visible_themes(current.member())
    form.themes.choices = options((theme.id, theme.name(current_locale())) for theme in visible)
    return form


def _invitations_page(form: InvitationForm) -> ResponseReturnValue:
    """The new link is shown once: afterwards we only know its hash."""
    return form_page(
        "accounts/invitations.html",
        form,
        invitations=queries.invitations(),
        link=session.pop("invitation_link", None),
    )
