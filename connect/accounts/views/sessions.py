"""Signing in and out, a forgotten password, a confirmed address."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from connect.accounts import actions, security
from connect.accounts.forms.signing_in import (
    ConfirmForm,
    ForgottenPasswordForm,
    NewPasswordForm,
    SignInForm,
)
from connect.accounts.views.blueprint import blueprint, link_expired, named_account
from connect.extensions import limiter
from connect.members.queries import member_with_email
from connect.web.access import public
from connect.web.answers import form_page, see_other
from connect.web.redirects import own_path

# A whole town hall shares one address, and only refused attempts count.
FROM_ONE_ADDRESS = "100 per 15 minutes"
AT_ONE_ACCOUNT = "10 per 15 minutes"
LINKS_TO_ONE_ACCOUNT = "5 per hour"


def is_refused(response: Response) -> bool:
    return response.status_code != 303


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(own_path(request.args.get("next")))
    return render_template("accounts/sign_in.html", form=SignInForm())


@blueprint.post("/sign-in")
@public
@limiter.limit(FROM_ONE_ADDRESS, deduct_when=is_refused)
@limiter.limit(AT_ONE_ACCOUNT, key_func=named_account, deduct_when=is_refused)
def create_session() -> ResponseReturnValue:
    form = SignInForm()
    if form.validate_on_submit():
        member = member_with_email(form.email.data, active=True)
        if security.is_password_of(member, form.password.data) and member:
            if member.confirmed_at is None:
                actions.ask_to_confirm(member)
                return see_other(url_for(".check_mail"))
            security.sign_in(member)
            return see_other(own_path(request.args.get("next")))
        form.form_errors.append(_("This e-mail address and this password do not go together."))
    return form_page("accounts/sign_in.html", form)


@blueprint.post("/sign-out")
@public
def delete_session() -> ResponseReturnValue:
    security.sign_out()
    return see_other("/")


@blueprint.get("/check-your-mail")
@public
def check_mail() -> ResponseReturnValue:
    return render_template("accounts/check_mail.html")


@blueprint.get("/forgotten-password")
@public
def forgotten_password() -> ResponseReturnValue:
    return render_template("accounts/forgotten_password.html", form=ForgottenPasswordForm())


@blueprint.post("/forgotten-password")
@public
@limiter.limit(FROM_ONE_ADDRESS)
@limiter.limit(LINKS_TO_ONE_ACCOUNT, key_func=named_account)
def create_password_reset() -> ResponseReturnValue:
    form = ForgottenPasswordForm()
    if not form.validate_on_submit():
        return form_page("accounts/forgotten_password.html", form)
    actions.request_password_reset(form.email.data)
    return see_other(url_for(".check_mail"))


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@public
@limiter.limit(FROM_ONE_ADDRESS)
def reset_password(token: str) -> ResponseReturnValue:
    member = security.member_to_reset(token)
    if member is None:
        return link_expired(url_for(".forgotten_password"))
    form = NewPasswordForm()
    if form.validate_on_submit():
        actions.set_password(member, form.password.data)
        security.sign_in(member)
        return see_other("/")
    return form_page("accounts/new_password.html", form)


@blueprint.route("/confirm/<token>", methods=["GET", "POST"])
@public
@limiter.limit(FROM_ONE_ADDRESS)
def confirm(token: str) -> ResponseReturnValue:
    """Signs in the first time only: later the link is just an old mail."""
    member = security.member_to_confirm(token)
    if member is None:
        return link_expired(url_for(".sign_in"))
    form = ConfirmForm()
    if form.validate_on_submit():
        if not actions.confirm_address(member):
            return see_other(url_for(".sign_in"))
        security.sign_in(member)
        return see_other("/")
    return render_template("accounts/confirm.html", form=form)
