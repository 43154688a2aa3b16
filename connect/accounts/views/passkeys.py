"""Passkeys: one's own, and signing in with one."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from connect.accounts import actions, passkeys, queries, signing_in
from connect.accounts.devices import device_of
from connect.accounts.errors import PasskeyRefusal, PasskeyRefused
from connect.accounts.forms.passkeys import PasskeyForm, PasskeyNameForm, PasskeySignInForm
from connect.accounts.forms.signing_in import SignInForm
from connect.accounts.models import Passkey
from connect.accounts.models.passkeys import LONGEST_KEY_NAME
from connect.accounts.views.base import blueprint
from connect.accounts.views.fresh import demand_fresh_sign_in
from connect.accounts.views.sessions import FROM_ONE_ADDRESS, is_refused
from connect.extensions import limiter
from connect.members import current
from connect.web.access import public, reached
from connect.web.answers import form_page, see_other

REFUSALS: dict[PasskeyRefusal, object] = {
    "expired": lazy_gettext("That took too long, or was sent twice. Please try again."),
    "unknown": lazy_gettext(
        "This passkey opens no account here: it may have been removed. Sign in another way."
    ),
    "damaged": lazy_gettext(
        "The answer of your device could not be read. Try again, or take another way."
    ),
    "copied": lazy_gettext(
        "This passkey was refused: there may be a copy of it. We have sent you a mail about it."
        " Sign in another way, and remove the passkey."
    ),
    "taken": lazy_gettext("This passkey is known already."),
}


@blueprint.get("/account/passkeys")
@demand_fresh_sign_in
def list_passkeys() -> ResponseReturnValue:
    return _passkeys_page(PasskeyForm(name=_suggested_name()))


@blueprint.post("/account/passkeys/challenge")
@demand_fresh_sign_in
def create_passkey_challenge() -> ResponseReturnValue:
    member = current.member()
    return _json(passkeys.creation_options(member, queries.passkeys_of(member)))


@blueprint.post("/account/passkeys")
@demand_fresh_sign_in
def create_passkey() -> ResponseReturnValue:
    form = PasskeyForm()
    if not form.validate_on_submit():
        return _passkeys_page(form)
    try:
        key = passkeys.new_key(form.credential.data)
        actions.add_passkey(current.member(), key, form.name.data)
    except PasskeyRefused as refused:
        form.form_errors.append(REFUSALS[refused.reason])
        return _passkeys_page(form)
    flash(_("You can sign in with “%(name)s” from now on.", name=form.name.data), "success")
    return see_other(url_for(".list_passkeys"))


@blueprint.route("/account/passkeys/<id:passkey_id>", methods=["GET", "POST"])
def update_passkey(passkey_id: int) -> ResponseReturnValue:
    passkey = _reach(passkey_id)
    form = PasskeyNameForm(obj=passkey)
    if not form.validate_on_submit():
        return form_page("accounts/passkey.html", form, passkey=passkey)
    actions.rename_passkey(passkey, form.name.data)
    return see_other(url_for(".list_passkeys"))


@blueprint.post("/account/passkeys/<id:passkey_id>/removal")
@demand_fresh_sign_in
def delete_passkey(passkey_id: int) -> ResponseReturnValue:
    passkey = _reach(passkey_id)
    actions.remove_passkey(current.member(), passkey)
    flash(_("“%(name)s” no longer opens your account.", name=passkey.name), "success")
    return see_other(url_for(".list_passkeys"))


@blueprint.post("/sign-in/passkey/challenge")
@public
def create_sign_in_challenge() -> ResponseReturnValue:
    return _json(passkeys.request_options())


@blueprint.post("/sign-in/passkey")
@public
@limiter.limit(FROM_ONE_ADDRESS, deduct_when=is_refused)
def create_passkey_session() -> ResponseReturnValue:
    form = PasskeySignInForm()
    page = SignInForm(formdata=None, kept=form.kept.data)
    if form.validate_on_submit():
        try:
            member = actions.use_passkey(passkeys.answer(form.credential.data))
        except PasskeyRefused as refused:
            page.form_errors.append(REFUSALS[refused.reason])
        else:
            next, kept = request.args.get("next"), form.kept.data
            return signing_in.begin(member, "passkey", next=next, kept=kept)
    else:
        page.form_errors.append(REFUSALS["damaged"])
    return form_page("accounts/sign_in.html", page)


def _reach(passkey_id: int) -> Passkey:
    return reached(queries.reach_passkey(current.member(), passkey_id))


def _passkeys_page(form: PasskeyForm) -> ResponseReturnValue:
    found = queries.passkeys_of(current.member())
    return form_page("accounts/passkeys.html", form, passkeys=found)


def _suggested_name() -> str:
    return (device_of(request.user_agent.string) or _("My passkey"))[:LONGEST_KEY_NAME]


def _json(options: str) -> Response:
    return Response(options, mimetype="application/json")
