"""What is sensitive asks for a proof younger than half an hour: a stolen open browser must not be
able to take the account away."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import abort, jsonify, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, current, security
from connect.accounts.forms.account import ProofForm
from connect.accounts.views.base import blueprint, own_account
from connect.accounts.views.sessions import AT_ONE_ACCOUNT, is_refused
from connect.extensions import limiter
from connect.members.current import member as current_member
from connect.members.models import Member
from connect.web.access import SAFE_METHODS
from connect.web.answers import form_page, see_other, wants_json
from connect.web.redirects import own_path

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def demand_fresh_sign_in(view: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """For the view of a sensitive change, and of the page that leads to it."""

    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        if not current.session().is_fresh:
            _demand_proof()
        return view(*args, **kwargs)

    return guarded


@blueprint.route("/account/proof", methods=["GET", "POST"])
@limiter.limit(AT_ONE_ACCOUNT, key_func=own_account, deduct_when=is_refused)
def prove_again() -> ResponseReturnValue:
    member, form = current_member(), ProofForm()
    if form.validate_on_submit():
        if is_proof_of(member, form.proof.data):
            actions.note_proof(current.session())
            return see_other(own_path(request.args.get("next"), "/account"))
        form.proof.errors = [_("This is neither your password nor a code that is still good.")]
    return form_page("accounts/proof.html", form, member=member)


def is_proof_of(member: Member, typed: str) -> bool:
    """The password, a code of the app or a recovery code: whatever only the member can know."""
    return security.is_password_of(member, typed) or actions.use_code(member, typed)


def _demand_proof() -> None:
    """To the page that asks for it, and then back to where the change begins."""
    asked = request.full_path.rstrip("?")
    back = asked if request.method in SAFE_METHODS else urlsplit(request.referrer or "").path
    proof = url_for("accounts.prove_again", next=own_path(back, "/account"))
    if wants_json():
        advice = _("Prove once more that it is you, then come back.")
        body = jsonify(error=_("You signed in a while ago."), advice=advice, location=proof)
        abort(make_response(body, 403))
    abort(see_other(proof))
