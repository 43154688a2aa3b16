"""Undoing a decision: one literal table says how for each kind."""

from collections.abc import Callable
from datetime import timedelta

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from connect.database import atomic, utc_now
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.approving import undo_reading_first
from connect.moderation.actions.archiving import undo_archiving, undo_unarchiving
from connect.moderation.actions.classifying import undo_classification, undo_unlisting
from connect.moderation.actions.closing import undo_closing, undo_reopening
from connect.moderation.actions.deciding import desk_streams
from connect.moderation.actions.deciding_reports import reverse_report
from connect.moderation.actions.hiding import reverse_turn
from connect.moderation.actions.pacing import undo_pace
from connect.moderation.actions.returning import prepare_return, return_comments
from connect.moderation.actions.suspending import undo_suspension
from connect.moderation.actions.uncurating import (
    undo_first_comment,
    undo_ordering,
    undo_pin_change,
    undo_pinning,
    undo_solution,
    undo_spotlight,
    undo_unpinning,
)
from connect.moderation.errors import CannotUndo
from connect.moderation.models import Decision

UNDOABLE_FOR = timedelta(days=30)

Reversal = Callable[[Session, Member, Decision], None]
"""Puts back what was before, by the decision's `payload`, and tells the readers' streams; or
CannotUndo, which says why. The decision is locked; threads and comments are not yet."""

REVERSALS: dict[str, Reversal] = {
    "member.suspended": undo_suspension,
    "theme.approval_ended": undo_reading_first,
    "theme.approval_started": undo_reading_first,
    "comment.pinned": undo_first_comment,
    "comment.unpinned": undo_first_comment,
    "solution.marked": undo_solution,
    "solution.removed": undo_solution,
    "thread.featured": undo_spotlight,
    "thread.pin_changed": undo_pin_change,
    "thread.pin_moved": undo_ordering,
    "thread.pinned": undo_pinning,
    "thread.unfeatured": undo_spotlight,
    "thread.unpinned": undo_unpinning,
    "comment.hidden": reverse_turn,
    "comment.unhidden": reverse_turn,
    "comments.moved": return_comments,
    "thread.merged": return_comments,
    "thread.split": return_comments,
    "report.rejected": reverse_report,
    "report.settled": reverse_report,
    "thread.archived": undo_archiving,
    "thread.classified": undo_classification,
    "thread.closed": undo_closing,
    "thread.reopened": undo_reopening,
    "thread.slowed": undo_pace,
    "thread.unarchived": undo_unarchiving,
    "thread.unlisted": undo_unlisting,
    "thread.unslowed": undo_pace,
}

PREPARED: dict[str, Callable[[Decision], Reversal]] = {
    "comments.moved": prepare_return,
    "thread.merged": prepare_return,
    "thread.split": prepare_return,
}
"""What takes long is worked out before anything is locked, for one decision."""

FINAL: dict[str, LazyString] = {
    "appeal.kept": lazy_gettext("An appeal is answered once."),
    "appeal.upheld": lazy_gettext("An appeal is answered once."),
    "suspension.ended": lazy_gettext("It is over. You can suspend the member anew."),
    "synthesis.writer_named": lazy_gettext("You can remove the writer instead."),
    "synthesis.writer_removed": lazy_gettext("You can name the writer anew."),
    "text.approved": lazy_gettext("The text has been read. You can hide it instead."),
    "text.declined": lazy_gettext("The text is its author’s draft again, who can send it anew."),
    "thread.pin_ended": lazy_gettext("Its time was over. You can pin the thread anew."),
}
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


def reverse(by: Member, decision: Decision, *, late: bool = False) -> Decision:
    """Undo it; `late`: an appeal was made in time, whenever it is answered. Repeated, it changes
    nothing."""
    reversal = REVERSALS.get(decision.kind)
    if decision.kind in PREPARED and decision.undone_at is None:
        reversal = PREPARED[decision.kind](decision)
    with atomic() as session:
        session.refresh(decision, with_for_update={"of": Decision})
        if decision.undone_at is not None:
            return decision
        if reversal is None or not (can_be_undone(decision) or late):
            raise CannotUndo(why_final(decision))
        reversal(session, by, decision)
        decision.undone_at = utc_now()
        decision.undone_by_id = by.id
        log.record(
            "decision.undone",
            subject=decision.subject,
            streams=desk_streams(decision),
            actor_id=by.id,
        )
    return decision
