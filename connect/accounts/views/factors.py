"""The second factor: set up by a picture, renewed, taken away; and by an organiser, when lost."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, codes, current, policies, queries
from connect.accounts.forms.account import ProofForm, SetUpForm
from connect.accounts.views.base import blueprint, own_account
from connect.accounts.views.fresh import demand_fresh_sign_in, is_proof_of
from connect.accounts.views.sessions import AT_ONE_ACCOUNT, CODES_FOR_ONE_ACCOUNT, is_refused
from connect.extensions import limiter
from connect.members import queries as members
from connect.members.current import member as current_member
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other
from connect.web.redirects import own_path


@blueprint.get("/account/second-factor")
@demand_fresh_sign_in
def show_second_factor() -> ResponseReturnValue:
    member = current_member()
    if member.second_factor_since is None:
        secret = codes.new_secret()
        return _set_up_page(SetUpForm(secret=codes.sealed(secret)), secret)
    left = queries.recovery_codes_left(member)
    return form_page("accounts/factor.html", ProofForm(), member=member, codes_left=left)


@blueprint.post("/account/second-factor")
@limiter.limit(CODES_FOR_ONE_ACCOUNT, key_func=own_account)
@demand_fresh_sign_in
def create_second_factor_app() -> ResponseReturnValue:
    member, form = current_member(), SetUpForm()
    if member.second_factor_since:
        return see_other(url_for(".show_second_factor"))
    secret = codes.unsealed(form.secret.data)
    if secret is None:
        secret = codes.new_secret()
        form = SetUpForm(formdata=None, secret=codes.sealed(secret))
        form.form_errors.append(_("This form is damaged. Read the new picture with your app."))
    elif form.validate_on_submit():
        shown = actions.set_up_codes(member, secret, form.code.data, keep=current.session())
        if shown:
            return _recovery_codes_page(shown)
        form.code.errors = [
            _("This is not the code that the app should show now. Try the next one.")
        ]
    return _set_up_page(form, secret)


@blueprint.post("/account/second-factor/recovery-codes")
@demand_fresh_sign_in
def create_recovery_codes() -> ResponseReturnValue:
    authorize(policies.can_renew_recovery_codes(current_member()))
    return _recovery_codes_page(actions.renew_recovery_codes(current_member()))


@blueprint.post("/account/second-factor/removal")
@limiter.limit(AT_ONE_ACCOUNT, key_func=own_account, deduct_when=is_refused)
def delete_second_factor() -> ResponseReturnValue:
    member, form = current_member(), ProofForm()
    if member.second_factor_since is None:
        return see_other(url_for(".show_account"))
    if form.validate_on_submit() and not is_proof_of(member, form.proof.data):
        form.proof.errors = [_("This is neither your password nor a code that is still good.")]
    if form.errors:
        left = queries.recovery_codes_left(member)
        return form_page("accounts/factor.html", form, member=member, codes_left=left)
    actions.remove_second_factor(member, by=member)
    flash(_("Your account has no second factor any more."), "success")
    return see_other(url_for(".show_account"))


@blueprint.post("/members/<id:member_id>/second-factor/removal")
@demand_fresh_sign_in
def reset_second_factor(member_id: int) -> ResponseReturnValue:
    """For who lost the app and the recovery codes: an organiser has made sure who asks."""
    member = reached(members.reach_member(current_member(), member_id))
    authorize(policies.can_reset_account(current_member(), member))
    actions.remove_second_factor(member, by=current_member())
    flash(_("%(name)s signs in without a second factor now.", name=member.name), "success")
    return see_other(member.profile_url)


def _set_up_page(form: SetUpForm, secret: str) -> ResponseReturnValue:
    return form_page(
        "accounts/set_up_factor.html",
        form,
        picture=codes.picture_for_app(secret, current_member().email),
        key=codes.shown_secret(secret),
        next=own_path(request.args.get("next"), ""),
    )


def _recovery_codes_page(shown: list[str]) -> ResponseReturnValue:
    """Shown once: afterwards we only know their hashes."""
    next = own_path(request.args.get("next"), "/account")
    return render_template("accounts/recovery_codes.html", codes=shown, next=next)
