"""For organisers: closing an account, and opening it again."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, queries
from connect.accounts.forms.leaving import DeactivationForm
from connect.accounts.views.base import blueprint
from connect.members import current, policies
from connect.members import queries as members
from connect.members.models import Member
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other


@blueprint.get("/deactivated-members/")
def list_deactivated() -> ResponseReturnValue:
    authorize(policies.can_administer_members(current.member()))
    return render_template("accounts/deactivated.html", closed=queries.closed_accounts())


@blueprint.route("/members/<id:member_id>/deactivation", methods=["GET", "POST"])
def create_deactivation(member_id: int) -> ResponseReturnValue:
    """No question is asked: opening the account again undoes it."""
    member, form = _reach(member_id), DeactivationForm()
    if request.method == "GET" or not form.validate_on_submit():
        return form_page("accounts/deactivation.html", form, member=member)
    actions.deactivate_member(current.member(), member, form.reason.data)
    flash(_("%(name)s is signed out everywhere and told by mail.", name=member.name), "success")
    return see_other(member.profile_url)


@blueprint.post("/members/<id:member_id>/reactivation")
def create_reactivation(member_id: int) -> ResponseReturnValue:
    member = _reach(member_id)
    actions.reactivate_member(current.member(), member)
    flash(_("%(name)s can sign in again and is told by mail.", name=member.name), "success")
    return see_other(member.profile_url)


def _reach(member_id: int) -> Member:
    member = reached(members.reach_member(current.member(), member_id))
    authorize(policies.can_deactivate_member(current.member(), member))
    return member
