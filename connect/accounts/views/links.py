"""What is mailed to get in: a link to sign in, for a new password, to confirm an address."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from connect.accounts import actions, queries, security, signing_in
from connect.accounts.forms.signing_in import AddressForm, ConfirmForm, NewPasswordForm
from connect.accounts.views.base import blueprint, link_expired, named_account
from connect.accounts.views.sessions import FROM_ONE_ADDRESS
from connect.extensions import limiter
from connect.web.access import public
from connect.web.answers import form_page, see_other
from connect.web.redirects import own_path

LINKS_TO_ONE_ACCOUNT = "5 per hour"
LONGEST_PATH = 500


@blueprint.get("/sign-in/link")
@public
def ask_sign_in_link() -> ResponseReturnValue:
    return render_template("accounts/sign_in_link.html", form=AddressForm())


@blueprint.post("/sign-in/link")
@public
@limiter.limit(FROM_ONE_ADDRESS)
@limiter.limit(LINKS_TO_ONE_ACCOUNT, key_func=named_account)
def create_sign_in_link() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        return form_page("accounts/sign_in_link.html", form)
    leads_to = own_path(request.args.get("next"))
    leads_to = leads_to if len(leads_to) <= LONGEST_PATH else "/"
    actions.ask_for_sign_in_link(form.email.data, leads_to)
    return see_other(url_for(".check_mail"))


@blueprint.route("/sign-in/link/<token>", methods=["GET", "POST"])
@public
@limiter.limit(FROM_ONE_ADDRESS)
def use_sign_in_link(token: str) -> ResponseReturnValue:
    """A button: a mail server that opens every link must not use it up by looking."""
    link = queries.sign_in_link_with_token(token)
    form = ConfirmForm()
    if link and not form.validate_on_submit():
        return render_template("accounts/use_sign_in_link.html", form=form, member=link.member)
    member = actions.use_sign_in_link(link) if link else None
    if link is None or member is None:
        return link_expired(url_for(".ask_sign_in_link"))
    return signing_in.begin(member, "link", next=link.leads_to)


@blueprint.get("/check-your-mail")
@public
def check_mail() -> ResponseReturnValue:
    return render_template("accounts/check_mail.html")


@blueprint.get("/forgotten-password")
@public
def forgotten_password() -> ResponseReturnValue:
    return render_template("accounts/forgotten_password.html", form=AddressForm())


@blueprint.post("/forgotten-password")
@public
@limiter.limit(FROM_ONE_ADDRESS)
@limiter.limit(LINKS_TO_ONE_ACCOUNT, key_func=named_account)
def create_password_reset() -> ResponseReturnValue:
    form = AddressForm()
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
        return signing_in.begin(member, "link")
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
        return signing_in.begin(member, "link")
    return render_template("accounts/confirm.html", form=form)
