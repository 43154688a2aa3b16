"""Undoing a decision: one literal table says how for each kind."""

from collections.abc import Callable
from datetime import timedelta

from flask_babel import LazyString
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from connect.database import atomic, utc_now
from connect.events import log
from connect.members.models import Member
from connect.moderation.errors import CannotUndo
from connect.moderation.models import Decision

UNDOABLE_FOR = timedelta(days=30)

Reversal = Callable[[Session, Member, Decision], None]
"""Puts back what was before, by the decision's `payload`, and tells the readers' streams; or
CannotUndo, which says why. The decision is locked; threads and comments are not yet."""

REVERSALS: dict[str, Reversal] = {}

FINAL: dict[str, LazyString] = {}
"""Kinds that nothing puts back, and why: said to moderators."""


def can_be_undone(decision: Decision) -> bool:
    """As far as can be said without looking closer."""
    in_time = decision.created_at > utc_now() - UNDOABLE_FOR
    return decision.kind in REVERSALS and decision.undone_at is None and in_time


def why_final(decision: Decision) -> str:
    """Of one that cannot be undone any more, or never could."""
    if decision.kind in FINAL:
        return str(FINAL[decision.kind])
    return _("This can be undone for 30 days only.")


def reverse(by: Member, decision: Decision) -> Decision:
    """Undo it. Repeated, it changes nothing."""
    with atomic() as session:
        session.refresh(decision, with_for_update={"of": Decision})
        if decision.undone_at is not None:
            return decision
        if not can_be_undone(decision):
            raise CannotUndo(why_final(decision))
        REVERSALS[decision.kind](session, by, decision)
        decision.undone_at = utc_now()
        decision.undone_by_id = by.id
        log.record(
            "decision.undone",
            subject=decision.subject,
            streams=desk_streams(decision),
            actor_id=by.id,
        )
    return decision


def desk_streams(decision: Decision) -> list[str]:
    """Where the moderators of its theme look on."""
    return [f"moderation:{decision.theme_id}"] if decision.theme_id else []
