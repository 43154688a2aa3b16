"""For organisers: requests to join, and the mail that went out."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, queries
from connect.accounts.errors import AlreadyDecided
from connect.accounts.forms.joining import DeclineForm
from connect.accounts.models import JoinRequest
from connect.accounts.views.base import blueprint
from connect.extensions import current_settings
from connect.mail import send_again
from connect.members import current, policies
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other


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


@blueprint.get("/mails/")
def list_mails() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    return render_template(
        "accounts/mails.html", mails=queries.mails(), has_server=bool(current_settings().mail_url)
    )


@blueprint.get("/mails/<id:mail_id>")
def show_mail(mail_id: int) -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    mail = reached(queries.reach_mail(mail_id))
    text = queries.readable_text(mail, current.member())
    return render_template("accounts/mail.html", mail=mail, text=text)


@blueprint.post("/mails/<id:mail_id>/attempt")
def create_mail_attempt(mail_id: int) -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    send_again(reached(queries.reach_mail(mail_id)).id)
    flash(_("This mail is tried again now."), "success")
    return see_other(url_for(".show_mail", mail_id=mail_id))


def _reach_request(request_id: int) -> JoinRequest:
    authorize(policies.can_administer_members(current.member()))
    return reached(queries.reach_join_request(request_id))
