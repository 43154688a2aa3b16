"""One's own account: where one is signed in, the password, what else opens it."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, current, openid, queries, security
from connect.accounts.forms.account import ChangePasswordForm
from connect.accounts.views.base import blueprint, own_account
from connect.accounts.views.fresh import demand_fresh_sign_in
from connect.accounts.views.sessions import AT_ONE_ACCOUNT, is_refused
from connect.extensions import limiter
from connect.members.current import member as current_member
from connect.web.access import reached
from connect.web.answers import form_page, see_other


@blueprint.get("/account")
def show_account() -> ResponseReturnValue:
    return render_template(
        "accounts/account.html",
        account=queries.account_of(current_member(), openid.issuer()),
        here=current.session(),
    )


@blueprint.post("/account/sessions/<id:session_id>/removal")
def delete_one_session(session_id: int) -> ResponseReturnValue:
    found = reached(queries.reach_session(current_member(), session_id))
    actions.end_session(found)
    if found.id == current.session().id:
        security.sign_out()
        return see_other("/")
    flash(_("Signed out there."), "success")
    return see_other(url_for(".show_account"))


@blueprint.post("/account/sessions/removal")
def delete_other_sessions() -> ResponseReturnValue:
    actions.end_other_sessions(current_member(), current.session())
    flash(_("You are signed out everywhere but here."), "success")
    return see_other(url_for(".show_account"))


@blueprint.get("/account/password")
def edit_password() -> ResponseReturnValue:
    return _first_password() if current_member().password is None else _password_page()


@blueprint.post("/account/password")
@limiter.limit(AT_ONE_ACCOUNT, key_func=own_account, deduct_when=is_refused)
def update_password() -> ResponseReturnValue:
    return _set_first_password() if current_member().password is None else _change_password()


def _change_password() -> ResponseReturnValue:
    member, form = current_member(), _password_form()
    if not form.validate_on_submit():
        return _password_page(form)
    if not security.is_password_of(member, form.current.data):
        form.current.errors = [_("This is not your password.")]
        return _password_page(form)
    return _saved(form.password.data)


@demand_fresh_sign_in
def _first_password() -> ResponseReturnValue:
    return _password_page()


@demand_fresh_sign_in
def _set_first_password() -> ResponseReturnValue:
    """Nobody can be asked for the old one: the sign-in must be young instead."""
    form = _password_form()
    return _saved(form.password.data) if form.validate_on_submit() else _password_page(form)


def _saved(password: str) -> ResponseReturnValue:
    actions.set_password(current_member(), password, keep=current.session())
    flash(_("The password is saved. You are signed out everywhere but here."), "success")
    return see_other(url_for(".show_account"))


def _password_form() -> ChangePasswordForm:
    form = ChangePasswordForm()
    if current_member().password is None:
        del form.current
    return form


def _password_page(form: ChangePasswordForm | None = None) -> ResponseReturnValue:
    return form_page("accounts/password.html", form or _password_form())
