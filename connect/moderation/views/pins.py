"""The pages that pin a thread, change how, put pins in an order, and take them off."""

from collections.abc import Sequence
from typing import Any

from flask import flash
from werkzeug.wrappers import Response

from connect.discussions.foremost import SHOWN_PINS, pin_of, pins_in
from connect.discussions.models import Thread
from connect.discussions.pins import Pin
from connect.members.current import member
from connect.moderation import policies
from connect.moderation.actions.ordering import order_pins
from connect.moderation.actions.pinning import pin_thread, unpin_thread
from connect.moderation.errors import AlreadyDone, ModerationError, PlaceIsFull, explained
from connect.moderation.forms.base import DecisionForm
from connect.moderation.forms.curating import PinForm, PinOrderForm
from connect.moderation.models import Decision
from connect.moderation.views.base import blueprint, done, knowing, moderated_thread, refused
from connect.web.access import authorize, reached
from connect.web.answers import form_page, see_other

PIN_PAGE, ORDER_PAGE, REMOVAL_PAGE = (
    "moderation/pin.html",
    "moderation/pin_order.html",
    "moderation/curating.html",
)


@blueprint.route("/threads/<id:thread_id>/pin", methods=["GET", "POST"])
def pin(thread_id: int) -> Response:
    thread = moderated_thread(thread_id)
    standing = pin_of(thread)
    form = PinForm.as_it_stands(standing).for_member(is_organiser=member().is_organiser)
    wanted = form.everywhere or (standing is not None and standing.everywhere)
    authorize(policies.can_pin(member(), thread, everywhere=wanted))
    shown: dict[str, Any] = {
        "thread": thread,
        "pin": standing,
        "is_full": _is_full(thread, form, standing),
    }
    if not form.validate_on_submit():
        knowing(form, thread)
        return form_page(PIN_PAGE, form, **shown)
    try:
        decision = pin_thread(member(), thread, **form.told)
    except PlaceIsFull as refusal:
        form.all_the_same.errors = [explained(refusal)]
        return form_page(PIN_PAGE, form, **{**shown, "is_full": True})
    except ModerationError as refusal:
        return refused(refusal, form, PIN_PAGE, **shown)
    return onward(decision, thread.theme.url)


@blueprint.route("/threads/<id:thread_id>/pin/removal", methods=["GET", "POST"])
def unpin(thread_id: int) -> Response:
    thread, _standing = _pinned(thread_id)
    form = DecisionForm()
    shown: dict[str, Any] = {"thread": thread, "act": "unpin", "back": f"{thread.address}/pin"}
    if not form.validate_on_submit():
        knowing(form, thread)
        return form_page(REMOVAL_PAGE, form, **shown)
    try:
        decision = unpin_thread(member(), thread, **form.told)
    except ModerationError as refusal:
        return refused(refusal, form, REMOVAL_PAGE, **shown)
    return onward(decision, thread.theme.url)


@blueprint.route("/threads/<id:thread_id>/pin/position", methods=["GET", "POST"])
def order(thread_id: int) -> Response:
    """Of all that is pinned where this thread is."""
    thread, standing = _pinned(thread_id)
    pins = pins_in(thread, everywhere=standing.everywhere)
    form = PinOrderForm()
    if form.moved is not None:
        return form_page(ORDER_PAGE, form, **_order(thread, pins, form.moved))
    if not form.validate_on_submit():
        knowing(form, thread)
        form.known.data = form.known.data or ",".join(str(pin.thread_id) for pin in pins)
        return form_page(ORDER_PAGE, form, **_order(thread, pins, form.order))
    try:
        decision = order_pins(member(), thread, everywhere=standing.everywhere, **form.told)
    except ModerationError as refusal:
        form.known.data = ",".join(str(pin.thread_id) for pin in pins)
        return refused(refusal, form, ORDER_PAGE, **_order(thread, pins, form.order))
    return onward(decision, thread.theme.url)


def onward(decision: Decision | None, location: str) -> Response:
    """None: all was as it was asked for before."""
    if decision is not None:
        return done(decision, location)
    flash(explained(AlreadyDone(None)), "warning")
    return see_other(location)


def _pinned(thread_id: int) -> tuple[Thread, Pin]:
    thread = moderated_thread(thread_id)
    standing = reached(pin_of(thread))
    authorize(policies.can_pin(member(), thread, everywhere=standing.everywhere))
    return thread, standing


def _is_full(thread: Thread, form: PinForm, standing: Pin | None) -> bool:
    """Whether one more would be too many: not where it stands already."""
    if standing is not None and standing.everywhere == form.everywhere:
        return False
    return len(pins_in(thread, everywhere=form.everywhere)) >= SHOWN_PINS


def _order(thread: Thread, pins: Sequence[Pin], wanted: Sequence[int]) -> dict[str, Any]:
    """The pins as they shall stand; what was pinned meanwhile after those that were known."""
    places = {thread_id: place for place, thread_id in enumerate(wanted)}
    ordered = sorted(pins, key=lambda pin: places.get(pin.thread_id, len(places)))
    return {"thread": thread, "pins": ordered}
