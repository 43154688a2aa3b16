"""The order in which pinned threads stand."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.foremost import pins_in
from connect.discussions.models import Thread
from connect.discussions.pins import Pin
from connect.members.models import Member
from connect.moderation.actions.deciding import decide
from connect.moderation.actions.places import listeners, lock_place
from connect.moderation.errors import DecidedMeanwhile, NotPossible
from connect.moderation.models import Decision

ABOUT_PINS = (
    *("thread.pinned", "thread.pin_changed", "thread.pin_moved"),
    *("thread.pin_ended", "thread.unpinned"),
)


def order_pins(
    by: Member,
    thread: Thread,
    *,
    everywhere: bool,
    order: Sequence[int],
    known: Sequence[int],
    reason: str,
    seen: int | None = None,
) -> Decision | None:
    """Let the pins of the place where the thread is pinned stand in the order of these thread
    numbers. `known` is the order that the moderator saw. None: they stand so already.

    Raises DecidedMeanwhile when something was pinned, moved or taken off there since.
    """
    with atomic() as session:
        lock(session, thread)
        lock_place(session, thread, everywhere=everywhere)
        pins = pins_in(thread, everywhere=everywhere)
        standing = [pin.thread_id for pin in pins]
        if standing == list(order):
            return None
        if standing != list(known):
            raise _decided_meanwhile(session, thread, everywhere)
        if sorted(order) != sorted(standing):
            raise NotPossible(_("Each pinned thread has one place in the order."))
        before = {pin.id: pin.position for pin in pins}
        _place(pins, order)
        return decide(
            "thread.pin_moved",
            by,
            reason=reason,
            thread=thread,
            streams=listeners(session, thread, everywhere=everywhere),
            subject=f"pin:{next(pin.id for pin in pins if pin.thread_id == order[0])}",
            payload={
                "everywhere": everywhere,
                "before": list(before.items()),
                "after": [(pin.id, pin.position) for pin in pins],
            },
        )


def _place(pins: Sequence[Pin], order: Sequence[int]) -> None:
    """The places that they have stay, but for two of the same: below each other then."""
    by_thread = {pin.thread_id: pin for pin in pins}
    lowest = pins[0].position
    for thread_id, position in zip(order, [pin.position for pin in pins], strict=True):
        by_thread[thread_id].position = lowest = max(lowest, position)
        lowest += 1


def _decided_meanwhile(session: Session, thread: Thread, everywhere: bool) -> Exception:
    place = () if everywhere else (Decision.theme_id == thread.theme_id,)
    newest = session.scalar(
        select(Decision)
        .where(Decision.kind.in_(ABOUT_PINS), *place)
        .order_by(Decision.id.desc())
        .limit(1)
    )
    if newest is None:
        return NotPossible(_("The order changed meanwhile: look at it again."))
    return DecidedMeanwhile(newest)
