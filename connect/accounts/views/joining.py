"""How somebody becomes a member: by asking, or by an invitation's link."""

from contextlib import suppress

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, openid, queries, signing_in
from connect.accounts.errors import IdentityTaken, InvitationClosed
from connect.accounts.forms.joining import JoinForm, JoinRequestForm
from connect.accounts.models import Invitation
from connect.accounts.views.base import blueprint, link_expired, named_account
from connect.extensions import limiter
from connect.members.models import Member
from connect.members.queries import member_with_email
from connect.places.queries import organisation_choices
from connect.web.access import public
from connect.web.answers import form_page, see_other
from connect.web.languages import current_locale

REQUESTS_FROM_ONE_ADDRESS = "30 per hour"
REQUESTS_FOR_ONE_ACCOUNT = "5 per hour"


@blueprint.get("/join")
@public
def new_join_request() -> ResponseReturnValue:
    proven = openid.proven()
    form = JoinRequestForm(name=proven.name if proven else None)
    return render_template("accounts/join_request.html", form=form, proven=proven)


@blueprint.post("/join")
@public
@limiter.limit(REQUESTS_FROM_ONE_ADDRESS)
@limiter.limit(REQUESTS_FOR_ONE_ACCOUNT, key_func=named_account)
def create_join_request() -> ResponseReturnValue:
    form = JoinRequestForm()
    if not form.validate_on_submit():
        return form_page("accounts/join_request.html", form, proven=openid.proven())
    details = {name: value for name, value in form.data.items() if name != "csrf_token"}
    actions.request_to_join(**details, locale=current_locale())
    flash(
        _(
            "Thank you. The answer comes by mail: soon if we know the domain of your address,"
            " else when an organiser has read your request."
        ),
        "success",
    )
    return see_other("/")


@blueprint.route("/join/<token>", methods=["GET", "POST"])
@public
@limiter.limit(REQUESTS_FROM_ONE_ADDRESS)
def join(token: str) -> ResponseReturnValue:
    invitation = queries.invitation_with_token(token)
    if invitation is None or not invitation.is_open:
        return _closed(invitation)
    form = _form_for(invitation)
    if not form.validate_on_submit():
        return form_page("accounts/join.html", form, invitation=invitation, proven=openid.proven())
    try:
        member = actions.join(
            invitation,
            email=invitation.email or form.email.data,
            name=form.name.data,
            password=form.password.data,
            function=form.function.data,
            municipality=form.municipality.data,
            organisation_id=form.organisation.data,
            locale=current_locale(),
        )
    except InvitationClosed:
        return _closed(invitation)
    if member and form.links_account.data:
        _link_proven(member)
    if member is None or member.confirmed_at is None:
        return see_other(url_for(".check_mail"))
    answer = signing_in.begin(member, "joining")
    flash(_("Welcome, %(name)s.", name=member.name), "success")
    return answer


def _link_proven(member: Member) -> None:
    """The account elsewhere of who sits here now, and of nobody who only asked to join in the name
    of this address: that would open the new account to them."""
    proven = openid.proven()
    if proven:
        with suppress(IdentityTaken):
            actions.link_identity(member, proven, called=openid.name())


def _form_for(invitation: Invitation) -> JoinForm:
    """What the invitation says already need not be typed again."""
    form = JoinForm(
        name=invitation.name,
        function=invitation.function,
        municipality=invitation.municipality,
        organisation=invitation.organisation_id,
    )
    form.offer_organisations(organisation_choices(current_locale()))
    if invitation.email:
        del form.email
    return form


def _closed(invitation: Invitation | None) -> ResponseReturnValue:
    """Who joined already, or sent the form twice, has an account to sign in to."""
    if invitation and invitation.email and member_with_email(invitation.email):
        flash(_("You have an account already: sign in with your password."), "info")
        return see_other(url_for(".sign_in"))
    return link_expired(url_for(".new_join_request"))
