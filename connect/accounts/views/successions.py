"""Handing a function over: offering, answering, taking back."""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from connect.accounts import actions, policies, queries
from connect.accounts.errors import SuccessionClosed, SuccessionOpen
from connect.accounts.forms.successions import SuccessionForm
from connect.accounts.models import Succession
from connect.accounts.views.base import blueprint
from connect.extensions import limiter
from connect.members import current
from connect.members import queries as members
from connect.members.models import Member
from connect.members.naming import members_suggested
from connect.web.access import authorize, reached
from connect.web.addresses import asked_id
from connect.web.answers import form_page, see_other
from connect.web.forms import options
from connect.web.languages import current_locale

OFFERS = "30 per hour"  # each tells whether an address is a member's


def offers_of_one_member() -> str:
    return f"succession:{current.member().id}"


@blueprint.get("/account/succession")
def new_own_succession() -> ResponseReturnValue:
    return _new(current.member())


@blueprint.post("/account/succession")
@limiter.limit(OFFERS, key_func=offers_of_one_member)
def create_own_succession() -> ResponseReturnValue:
    return _create(current.member())


@blueprint.get("/members/<id:member_id>/succession")
def new_succession(member_id: int) -> ResponseReturnValue:
    """An organiser does it for somebody who has left."""
    return _new(_reach_giver(member_id))


@blueprint.post("/members/<id:member_id>/succession")
@limiter.limit(OFFERS, key_func=offers_of_one_member)
def create_succession(member_id: int) -> ResponseReturnValue:
    return _create(_reach_giver(member_id))


@blueprint.get("/account/succession/candidates")
def list_candidates() -> ResponseReturnValue:
    """With `giver`, those for somebody who has left."""
    giver_id, locale = asked_id("giver"), current_locale()
    giver = _reach_giver(giver_id) if giver_id else current.member()
    found = members_suggested(request.args.get("q", "")[:80], near=giver, but=giver.id)
    return {
        "members": [
            {"id": m.id, "name": m.name, "role": f"{m.function} · {m.place_name(locale)}"}
            for m in found
        ]
    }


@blueprint.get("/successions/<id:succession_id>")
def show_succession(succession_id: int) -> ResponseReturnValue:
    """The giver sees all of it, the successor what they may have, an organiser how much."""
    succession, reader = _reach(succession_id), current.member()
    answers = policies.can_answer_succession(reader, succession)
    return render_template(
        "accounts/succession.html",
        succession=succession,
        things=queries.what_would_go(succession, reader if answers else succession.giver),
        shows_titles=answers or reader.id == succession.giver_id,
        may_answer=answers and succession.is_open,
        may_withdraw=policies.can_withdraw_succession(reader, succession) and succession.is_open,
    )


@blueprint.post("/successions/<id:succession_id>/acceptance")
def create_acceptance(succession_id: int) -> ResponseReturnValue:
    succession = _reach(succession_id)
    authorize(policies.can_answer_succession(current.member(), succession))
    try:
        actions.accept_succession(succession)
        flash(_("What was handed over is yours now."), "success")
    except SuccessionClosed:
        _say_closed()
    return see_other(succession.url)


@blueprint.post("/successions/<id:succession_id>/refusal")
def create_succession_refusal(succession_id: int) -> ResponseReturnValue:
    succession = _reach(succession_id)
    authorize(policies.can_answer_succession(current.member(), succession))
    try:
        actions.decline_succession(succession)
        flash(_("%(name)s is told by mail.", name=succession.giver.name), "success")
    except SuccessionClosed:
        _say_closed()
    return see_other(succession.url)


@blueprint.post("/successions/<id:succession_id>/withdrawal")
def withdraw_succession(succession_id: int) -> ResponseReturnValue:
    succession = _reach(succession_id)
    authorize(policies.can_withdraw_succession(current.member(), succession))
    try:
        actions.withdraw_succession(current.member(), succession)
        flash(_("Nothing is handed over. You can begin again."), "success")
    except SuccessionClosed:
        _say_closed()
    return see_other(succession.url)


def _new(giver: Member) -> ResponseReturnValue:
    pending = queries.pending_succession_of(giver)
    return see_other(pending.url) if pending else _page(_form(giver), giver)


def _create(giver: Member) -> ResponseReturnValue:
    form = _form(giver)
    if not form.validate_on_submit():
        return _page(form, giver)
    try:
        succession = actions.offer_succession(
            current.member(), giver, form.found, form.parts.data, form.message.data
        )
    except SuccessionOpen:
        form.form_errors.append(_("Another handover is waiting for an answer: withdraw it first."))
        return _page(form, giver)
    flash(_("%(name)s is asked by mail and in their inbox.", name=form.found.name), "success")
    return see_other(succession.url)


def _form(giver: Member) -> SuccessionForm:
    """Offers what there is, and says how much."""
    form = SuccessionForm(current.member(), giver)
    could_go = queries.what_could_go(current.member(), giver)
    form.parts.choices = options(
        (name, f"{part.label} ({count})") for name, part, count in could_go if count
    )
    return form


def _page(form: SuccessionForm, giver: Member) -> ResponseReturnValue:
    own = giver.id == current.member().id
    candidates = url_for(".list_candidates", giver=None if own else giver.id)
    return form_page(
        "accounts/new_succession.html", form, giver=giver, own=own, candidates=candidates
    )


def _reach_giver(member_id: int) -> Member:
    giver = reached(members.reach_member(current.member(), member_id))
    authorize(policies.can_hand_over(current.member(), giver))
    return giver


def _reach(succession_id: int) -> Succession:
    return reached(queries.reach_succession(current.member(), succession_id))


def _say_closed() -> None:
    flash(_("This was answered or withdrawn already, or is out of date."), "warning")
