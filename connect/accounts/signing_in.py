"""The one road in, whatever was proved: second factor where there is one, session, redirect."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypedDict

from flask import current_app, make_response, render_template, request, session, url_for
from werkzeug.wrappers import Response

from connect.accounts import actions, security
from connect.accounts.devices import device_of, place_of
from connect.accounts.forms.signing_in import SecondFactorForm
from connect.accounts.models import Proof, hash_token
from connect.database import db, utc_now
from connect.members.models import Member
from connect.web.answers import see_other
from connect.web.redirects import own_path

HALF_WAY_FOR = timedelta(minutes=10)
# What proves two things at once: the device, and the finger or code that opens it.
BOTH_FACTORS: frozenset[Proof] = frozenset({"passkey"})

TakeUp = Callable[[Member, str], str | None]
"""Is given what a form carried through signing in (`kept`), and may say where to go. `features`
names the one."""

TurnAway = Callable[[Member], Response]
"""Makes the page for who has proved who they are and is suspended. `features` names the one."""


class HalfWay(TypedDict):
    """Who has given the first proof and owes the second, as their cookie keeps it."""

    member_id: int
    stamp: str  # another one once the member's password is
    by: Proof
    next: str
    at: float


def begin(
    member: Member, by: Proof, *, next: str | None = None, kept: str | None = None
) -> Response:
    """The member has proved who they are, `by` one way: ask for the second factor, or let in.

    `next` may come from the address; it leads to our own pages only. `kept` is what the form
    carries for its page, and is believed by nobody here.
    """
    if member.second_factor_since and by not in BOTH_FACTORS:
        _wait_for_second_factor(member, by, own_path(next))
        return _ask_second_factor(kept)
    return finish(member, by, next=next, kept=kept)


def finish(
    member: Member, by: Proof, *, next: str | None = None, kept: str | None = None
) -> Response:
    """Everything is proved: open the session and lead on. Who is suspended is told so, here and
    not before: only the member learns of it."""
    if member.is_suspended:
        security.forget()
        turn_away: TurnAway = current_app.extensions["turn_away"]
        return turn_away(member)
    device, place = device_of(request.user_agent.string), place_of(request.remote_addr)
    security.sign_in(actions.open_session(member, by, device=device, place=place))
    target = own_path(next)
    if kept:
        take_up: TakeUp = current_app.extensions["take_up"]
        target = own_path(take_up(member, kept), target)
    if member.lacks_second_factor:
        return see_other(url_for("accounts.show_second_factor", next=target))
    return see_other(target)


def half_way() -> tuple[Member, HalfWay] | None:
    """Who owes the second factor in this browser, for ten minutes."""
    waiting: HalfWay | None = session.get("half_way")
    if waiting is None or waiting["at"] < (utc_now() - HALF_WAY_FOR).timestamp():
        return None
    member = db.session.get(Member, waiting["member_id"])
    if member is None or not member.active or _stamp(member) != waiting["stamp"]:
        return None
    return member, waiting


def _wait_for_second_factor(member: Member, by: Proof, next: str) -> None:
    security.forget()
    session["half_way"] = HalfWay(
        member_id=member.id, stamp=_stamp(member), by=by, next=next, at=utc_now().timestamp()
    )


def _ask_second_factor(kept: str | None) -> Response:
    """A page of its own; what a form carries is too long for an address, and goes along in it."""
    if not kept:
        return see_other(url_for("accounts.ask_second_factor"))
    form = SecondFactorForm(formdata=None, kept=kept)
    return make_response(render_template("accounts/second_factor.html", form=form))


def _stamp(member: Member) -> str:
    return hash_token(member.fs_uniquifier)[:16]
