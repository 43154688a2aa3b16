"""What can be done to many things at once: a literal table of how each is done to one.

An act looks anew whether its moderator may, and whether there is still something to do; else it
raises a ModerationError, which is said beside that one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from connect.database import db
from connect.discussions import queries as discussions
from connect.discussions.models import Comment, Thread
from connect.drafts.models import Draft
from connect.members.models import Member
from connect.moderation import policies
from connect.moderation.actions.approving import approve_text, decline_text
from connect.moderation.actions.archiving import archive_thread
from connect.moderation.actions.closing import close_thread
from connect.moderation.actions.deciding_reports import (
    assign_report,
    reject_report,
    settle_report,
)
from connect.moderation.actions.looking import mark_as_seen, mark_as_unseen
from connect.moderation.actions.pacing import slow_thread
from connect.moderation.actions.reversing import reverse
from connect.moderation.answering import filled_in, reporters_locales
from connect.moderation.errors import AlreadyDone, NotPossible, NotWaiting
from connect.moderation.models import Batch, CannedAnswer, Decision, Report
from connect.moderation.queries.approvals import answer_of, reach_sent
from connect.moderation.queries.reports import reach_report


@dataclass(frozen=True)
class BulkAct:
    """`asks` names the fields of its form beside the reason."""

    label: LazyString
    carry_out: Callable[[Member, int, Batch], Decision | None]
    has_reason: bool = True
    asks: tuple[str, ...] = ()
    decides: bool = True
    undone_by: str = "undo"
    icon: str = "check"


def _close(by: Member, thread_id: int, batch: Batch) -> Decision:
    return close_thread(by, _thread(by, thread_id), reason=batch.reason, seen=None)


def _archive(by: Member, thread_id: int, batch: Batch) -> Decision:
    return archive_thread(by, _thread(by, thread_id), reason=batch.reason, seen=None)


def _slow(by: Member, thread_id: int, batch: Batch) -> Decision:
    pace: dict[str, Any] = {"minutes": batch.details["minutes"], "reason": batch.reason}
    return slow_thread(by, _thread(by, thread_id), **pace, seen=None)


def _take(by: Member, report_id: int, _batch: Batch) -> None:
    report = _report(by, report_id)
    assign_report(by, report, by, seen=report.assignee_id)


def _keep_in_hand(_by: Member, _report_id: int, _batch: Batch) -> None:
    raise NotPossible(_("It stays in your hands. Hand it over on its own page."))


def _hide(by: Member, report_id: int, batch: Batch) -> Decision:
    report = _report(by, report_id)
    return settle_report(by, report, reason=batch.reason, answers=_answers(report, batch))


def _reject(by: Member, report_id: int, batch: Batch) -> Decision:
    report = _report(by, report_id)
    return reject_report(by, report, reason=batch.reason, answers=_answers(report, batch))


def _approve(by: Member, draft_id: int, batch: Batch) -> Decision:
    draft = _text(by, draft_id, batch)
    return approve_text(by, draft, draft.version)


def _decline(by: Member, draft_id: int, batch: Batch) -> Decision:
    draft = _text(by, draft_id, batch)
    return decline_text(by, draft, draft.version, batch.reason)


def _see(by: Member, comment_id: int, _batch: Batch) -> None:
    mark_as_seen(by, _comment(by, comment_id))


def _unsee(by: Member, comment_id: int, _batch: Batch) -> None:
    mark_as_unseen(by, _comment(by, comment_id))


def _undo(by: Member, decision_id: int, _batch: Batch) -> None:
    decision = db.session.get(Decision, decision_id, populate_existing=True)
    if decision is None or not policies.can_undo_decision(by, decision):
        raise NotPossible(_("You do not moderate there any more."))
    if decision.undone_at is not None:
        raise NotPossible(_("Somebody has undone it already."))
    reverse(by, decision)


def _thread(by: Member, thread_id: int) -> Thread:
    thread = discussions.reach_thread(by, thread_id)
    if thread is None:
        raise NotPossible(_("It is not there any more, or not for you."))
    _heed(by, thread)
    return thread


def _comment(by: Member, comment_id: int) -> Comment:
    comment = discussions.reach_comment(by, comment_id)
    if comment is None:
        raise NotPossible(_("It is not there any more, or not for you."))
    _heed(by, comment.thread)
    return comment


def _report(by: Member, report_id: int) -> Report:
    """One that still waits: what the same moderator decided before is not done again."""
    report = reach_report(by, report_id)
    if report is None:
        raise NotPossible(_("It is not there any more, or not for you."))
    _heed(by, report.comment.thread)
    if not report.is_open:
        raise AlreadyDone(report.decision)
    return report


def _text(by: Member, draft_id: int, batch: Batch) -> Draft:
    """One that waits as it did when the moderator looked at their desk."""
    found = reach_sent(draft_id)
    if found is None:
        raise NotWaiting(answer_of(draft_id))
    draft, theme = found
    if not policies.can_approve(by, theme):
        raise NotPossible(_("You do not moderate there."))
    if draft.held_at is None:
        raise NotWaiting(answer_of(draft_id))
    if draft.held_at > datetime.fromisoformat(batch.details["as_of"]):
        raise NotPossible(_("Its author sent it anew since you looked. Read it first."))
    return draft


def _heed(by: Member, thread: Thread) -> None:
    if not policies.can_moderate_thread(by, thread):
        raise NotPossible(_("You do not moderate there."))


def _answers(report: Report, batch: Batch) -> dict[str, str]:
    """The chosen words in each language that is read by those who reported."""
    answer = db.session.get(CannedAnswer, batch.details["answer"])
    if answer is None:
        raise NotPossible(_("The answer that you chose is gone."))
    told = {
        locale: filled_in(answer, report.comment, locale) for locale in reporters_locales(report)
    }
    return {**told, "author": ""}


ACTS: dict[str, BulkAct] = {
    "close": BulkAct(lazy_gettext("Close"), _close, icon="lock"),
    "archive": BulkAct(lazy_gettext("Archive"), _archive, icon="file"),
    "slow": BulkAct(lazy_gettext("Slow down"), _slow, asks=("minutes",), icon="clock"),
    "take": BulkAct(
        lazy_gettext("Take in hand"), _take, has_reason=False, decides=False, undone_by="keep"
    ),
    "keep": BulkAct(lazy_gettext("Hand back"), _keep_in_hand, has_reason=False, decides=False),
    "hide": BulkAct(lazy_gettext("Hide the texts"), _hide, asks=("hiding_answer",), icon="trash"),
    "reject": BulkAct(lazy_gettext("Leave the texts"), _reject, asks=("keeping_answer",)),
    "approve": BulkAct(
        lazy_gettext("Publish the texts"), _approve, has_reason=False, asks=("as_of",)
    ),
    "decline": BulkAct(lazy_gettext("Give the texts back"), _decline, asks=("as_of",), icon="undo"),
    "see": BulkAct(
        lazy_gettext("Mark as seen"), _see, has_reason=False, decides=False, undone_by="unsee"
    ),
    "unsee": BulkAct(lazy_gettext("Mark as not seen"), _unsee, has_reason=False, decides=False),
    "undo": BulkAct(lazy_gettext("Undo"), _undo, has_reason=False, decides=False, icon="undo"),
}
"""Which of them a section offers, the section says."""
