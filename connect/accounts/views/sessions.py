"""Signing in, with the second factor where there is one, and signing out."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from connect.accounts import actions, current, security, signing_in
from connect.accounts.forms.signing_in import SecondFactorForm, SignInForm
from connect.accounts.views.base import blueprint, named_account
from connect.extensions import limiter
from connect.members.queries import member_with_email
from connect.web.access import public
from connect.web.answers import form_page, see_other
from connect.web.redirects import own_path

# A whole town hall shares one address, and only refused attempts count.
FROM_ONE_ADDRESS = "100 per 15 minutes"
AT_ONE_ACCOUNT = "10 per 15 minutes"
# Right ones count too: of a thousand sent at once, ten are looked at.
CODES_FOR_ONE_ACCOUNT = "10 per hour"


def is_refused(response: Response) -> bool:
    return response.status_code == 422


def is_nobody_half_way() -> bool:
    """Who comes too late starts again, however many do: there is no account to guess at."""
    return signing_in.half_way() is None


def half_way_account() -> str:
    """The key under which second factors are counted: whose first one was right."""
    waiting = signing_in.half_way()
    return f"half-way:{waiting[0].id if waiting else 0}"


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
            next, kept = request.args.get("next"), form.kept.data
            return signing_in.begin(member, "password", next=next, kept=kept)
        form.form_errors.append(_("This e-mail address and this password do not go together."))
    return form_page("accounts/sign_in.html", form)


@blueprint.get("/sign-in/second-factor")
@public
def ask_second_factor() -> ResponseReturnValue:
    if signing_in.half_way() is None:
        return redirect(url_for(".sign_in"))
    return render_template("accounts/second_factor.html", form=SecondFactorForm())


@blueprint.post("/sign-in/second-factor")
@public
@limiter.limit(FROM_ONE_ADDRESS, deduct_when=is_refused)
@limiter.limit(CODES_FOR_ONE_ACCOUNT, key_func=half_way_account, exempt_when=is_nobody_half_way)
def create_second_factor() -> ResponseReturnValue:
    waiting, form = signing_in.half_way(), SecondFactorForm()
    if waiting is None:
        return _start_again(form)
    member, half = waiting
    if form.validate_on_submit():
        if actions.use_code(member, form.code.data):
            return signing_in.finish(member, half["by"], next=half["next"], kept=form.kept.data)
        form.code.errors = [_("This code is not right, or was used already. Take the next one.")]
    return form_page("accounts/second_factor.html", form)


@blueprint.post("/sign-out")
@public
def delete_session() -> ResponseReturnValue:
    if current_user.is_authenticated:
        actions.end_session(current.session())
    security.sign_out()
    return see_other("/")


def _start_again(late: SecondFactorForm) -> ResponseReturnValue:
    """Ten minutes are over: sign in anew, with what the form carries."""
    form = SignInForm(formdata=None, kept=late.kept.data)
    form.form_errors.append(_("That took too long. Please sign in once more."))
    return form_page("accounts/sign_in.html", form)
