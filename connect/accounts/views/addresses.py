"""Moving an account to another e-mail address, with a word from both mailboxes."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, policies, queries
from connect.accounts.errors import AddressTaken
from connect.accounts.forms.account import NewAddressForm
from connect.accounts.forms.signing_in import ConfirmForm
from connect.accounts.models import hash_token
from connect.accounts.views.base import blueprint, link_expired, own_account
from connect.accounts.views.fresh import demand_fresh_sign_in
from connect.accounts.views.sessions import FROM_ONE_ADDRESS
from connect.extensions import limiter
from connect.members import queries as members
from connect.members.current import member as current_member
from connect.members.models import Member
from connect.web.access import authorize, public, reached
from connect.web.answers import form_page, see_other

CHANGES_OF_ONE_ACCOUNT = "5 per hour"


@blueprint.get("/account/address")
@demand_fresh_sign_in
def edit_address() -> ResponseReturnValue:
    return form_page("accounts/address.html", NewAddressForm(), member=current_member())


@blueprint.post("/account/address")
@limiter.limit(CHANGES_OF_ONE_ACCOUNT, key_func=own_account)
@demand_fresh_sign_in
def create_address_change() -> ResponseReturnValue:
    return _ask_to_change(current_member(), url_for(".show_account"))


@blueprint.post("/account/address/removal")
def delete_address_change() -> ResponseReturnValue:
    change = queries.address_change_of(current_member())
    if change:
        actions.cancel_address_change(change)
        flash(_("Your address stays as it is."), "success")
    return see_other(url_for(".show_account"))


@blueprint.route("/address/<token>", methods=["GET", "POST"])
@public
@limiter.limit(FROM_ONE_ADDRESS)
def answer_address_change(token: str) -> ResponseReturnValue:
    """What a mailbox says about it: by a button, since some mail servers open every link."""
    change, form = queries.address_change_with_token(token), ConfirmForm()
    if change is None:
        return link_expired(url_for(".edit_address"))
    is_old = hash_token(token) == change.old_token_hash
    if not form.validate_on_submit():
        return render_template("accounts/answer_address.html", change=change, is_old=is_old)
    if is_old and request.form.get("answer") == "no":
        actions.cancel_address_change(change)
        return render_template("accounts/address_answered.html", answer="kept")
    try:
        done = actions.agree_to_address(change, token)
    except AddressTaken:
        actions.cancel_address_change(change)
        return link_expired(url_for(".edit_address"))
    answer = "done" if done else ("allowed" if is_old else "proved")
    return render_template("accounts/address_answered.html", answer=answer)


@blueprint.route("/members/<id:member_id>/address", methods=["GET", "POST"])
@demand_fresh_sign_in
def move_account(member_id: int) -> ResponseReturnValue:
    """For who lost the old mailbox: an organiser has made sure who asks."""
    member = reached(members.reach_member(current_member(), member_id))
    authorize(policies.can_reset_account(current_member(), member))
    if request.method == "POST":
        return _ask_to_change(member, member.profile_url)
    return form_page("accounts/address.html", NewAddressForm(), member=member)


def _ask_to_change(member: Member, then: str) -> ResponseReturnValue:
    """The answer is the same whether somebody has the new address already or not."""
    form = NewAddressForm()
    if form.validate_on_submit() and form.email.data == member.email:
        form.email.errors = [_("This is the address of the account already.")]
    if form.errors:
        return form_page("accounts/address.html", form, member=member)
    actions.ask_to_change_address(member, form.email.data, by=current_member())
    flash(_("A link is on its way to both addresses."), "success")
    return see_other(then)
