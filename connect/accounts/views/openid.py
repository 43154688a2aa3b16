"""An account elsewhere: signing in with it, linking it, unlinking it. 404 where none is set up."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import abort, current_app, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, current, openid, policies, queries, signing_in
from connect.accounts.errors import (
    IdentityRefused,
    IdentityTaken,
    ProviderUnreachable,
    SignInCancelled,
)
from connect.accounts.openid import Journey
from connect.accounts.provider import Identity
from connect.accounts.views.base import blueprint
from connect.accounts.views.fresh import demand_fresh_sign_in
from connect.extensions import limiter
from connect.members.current import member as current_member
from connect.members.current import reader
from connect.web.access import public
from connect.web.answers import see_other
from connect.web.redirects import own_path

# A whole town hall shares one address; and each journey asks the provider for something.
JOURNEYS_FROM_ONE_ADDRESS = "300 per 15 minutes"

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def where_offered(view: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Answer:
        return view(*args, **kwargs) if openid.is_offered() else abort(404)

    return guarded


@blueprint.post("/sign-in/openid")
@public
@where_offered
@limiter.limit(JOURNEYS_FROM_ONE_ADDRESS)
def create_openid_departure() -> ResponseReturnValue:
    next = own_path(request.args.get("next"))
    try:
        return see_other(openid.depart("sign_in", next=next))
    except ProviderUnreachable as error:
        return _back_to_sign_in(next, _unreachable(error))


@blueprint.post("/account/openid")
@where_offered
@demand_fresh_sign_in
def create_identity() -> ResponseReturnValue:
    account = url_for(".show_account")
    try:
        return see_other(openid.depart("link", next=account, member_id=current_member().id))
    except ProviderUnreachable as error:
        flash(_unreachable(error), "warning")
        return see_other(account)


@blueprint.get("/sign-in/openid/return")
@public
@where_offered
@limiter.limit(JOURNEYS_FROM_ONE_ADDRESS)
def return_from_openid() -> ResponseReturnValue:
    journey = None
    try:
        journey = Journey.taken_from_session(request.args.get("state", ""))
        identity = openid.arrive(journey, request.args)
    except (IdentityRefused, ProviderUnreachable) as error:
        return _turn_back(journey, _explained(error))
    return _link(journey, identity) if journey.purpose == "link" else _sign_in(journey, identity)


@blueprint.post("/account/openid/removal")
@where_offered
@demand_fresh_sign_in
def delete_identity() -> ResponseReturnValue:
    member = current_member()
    if policies.can_unlink_identity(member, queries.passkeys_of(member)):
        actions.unlink_identity(member, openid.issuer(), called=openid.name())
        flash(_("%(account)s is no longer linked.", account=openid.name()), "success")
    else:
        flash(_("Choose a password or add a passkey first: you could not get in any more."), "info")
    return see_other(url_for(".show_account"))


def _sign_in(journey: Journey, identity: Identity) -> ResponseReturnValue:
    """Never a new member: whom nobody knows asks to join, or joins by the invitation they have."""
    known = queries.known_identity(identity)
    if known is None:
        openid.keep_proven(identity)
        is_joining = journey.next.startswith("/join/")
        return see_other(journey.next if is_joining else url_for(".new_join_request"))
    if not known.member.active:
        closed = _("Your account here is closed. An organiser can open it again.")
        return _back_to_sign_in(journey.next, closed)
    if known.member.confirmed_at is None:
        actions.ask_to_confirm(known.member)
        return see_other(url_for(".check_mail"))
    actions.note_use(known)
    return signing_in.begin(known.member, "openid", next=journey.next)


def _link(journey: Journey, identity: Identity) -> ResponseReturnValue:
    """To whom it was begun for, and nobody else who may sit here now."""
    member = reader()
    if member is None or member.id != journey.member_id or not current.session().is_fresh:
        return _turn_back(journey, _explained(IdentityRefused("another session came back")))
    try:
        actions.link_identity(member, identity, called=openid.name())
        flash(_("You can sign in with %(account)s from now on.", account=openid.name()), "success")
    except IdentityTaken:
        flash(_("%(account)s: this one is linked with another member.", account=openid.name()))
    return see_other(journey.next)


def _turn_back(journey: Journey | None, sentence: str) -> ResponseReturnValue:
    if journey is None or journey.purpose == "sign_in":
        return _back_to_sign_in(journey.next if journey else "/", sentence)
    flash(sentence, "warning")
    return see_other(journey.next)


def _back_to_sign_in(next: str, sentence: str) -> ResponseReturnValue:
    flash(sentence, "warning")
    return see_other(url_for(".sign_in", next=next if next != "/" else None))


def _explained(error: IdentityRefused | ProviderUnreachable) -> str:
    if isinstance(error, ProviderUnreachable):
        return _unreachable(error)
    current_app.logger.warning("OpenID Connect: %s", error)
    if isinstance(error, SignInCancelled):
        return _(
            "%(account)s: you came back without signing in. Try again, or sign in another way.",
            account=openid.name(),
        )
    return _(
        "%(account)s: what came back did not fit, or took too long. Please start again.",
        account=openid.name(),
    )


def _unreachable(error: ProviderUnreachable) -> str:
    current_app.logger.warning("OpenID Connect: no answer: %s", error)
    return _(
        "%(account)s cannot be reached now. Try again in a few minutes, or sign in another way.",
        account=openid.name(),
    )
