"""What moderators do with a report: take it in hand, hand it over, hide the text or keep it."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from connect import language
from connect.database import atomic, utc_now
from connect.discussions.actions.counting import lock
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.actions.hiding import (
    as_it_was,
    hide,
    locked,
    put_back,
    refuse_if_decided_since,
    show,
    tell_readers,
)
from connect.moderation.actions.telling import tell_author, tell_reporters
from connect.moderation.errors import CannotUndo, DecidedMeanwhile, TakenMeanwhile
from connect.moderation.models import Decision, Report
from connect.moderation.models.reports import ReportState
from connect.moderation.queries.reports import open_report_of


def assign_report(by: Member, report: Report, assignee: Member, seen: int | None) -> None:
    """Let one moderator of the theme see to it. `seen` is who had it in hand when the form was
    opened: raises TakenMeanwhile when that is somebody else by now."""
    with atomic() as session:
        _lock(session, report)
        if not report.is_open and report.decision:
            raise DecidedMeanwhile(report.decision)
        if report.assignee_id == assignee.id:
            return
        if report.assignee_id != seen and report.assignee:
            raise TakenMeanwhile(report.assignee)
        report.assignee_id, report.state = assignee.id, "in_hand"
        log.record(
            "report.assigned",
            subject=report.subject,
            streams=_desk(report),
            actor_id=by.id,
            payload={"member": assignee.id},
        )
        session.expire(report, ["assignee"])


def settle_report(
    by: Member,
    report: Report,
    *,
    reason: str,
    answers: Mapping[str, str],
    seen: int | None = None,
) -> Decision:
    """The text is hidden, and those concerned are told. `answers`: see Report."""
    with atomic() as session:
        if decided := _already_decided(session, by, report, seen):
            return decided
        before = as_it_was(report.comment)
        hide(session, report.comment, reason, language.detect(reason, hint=by.locale))
        decision = _decide("report.settled", by, report, reason, before, tells_author=True)
        _close(report, decision, "settled", answers)
        tell_author(report.comment, decision, answers.get("author", ""))
    return decision


def reject_report(
    by: Member,
    report: Report,
    *,
    reason: str,
    answers: Mapping[str, str],
    seen: int | None = None,
) -> Decision:
    """The text stays, or is read again. Its author is told if it was hidden, or if there is
    something to tell."""
    with atomic() as session:
        if decided := _already_decided(session, by, report, seen):
            return decided
        comment = report.comment
        before = as_it_was(comment)
        tells_author = comment.hidden_at is not None or bool(answers.get("author"))
        if comment.hidden_at is not None:
            show(session, comment)
        comment.cleared_version = comment.version
        decision = _decide("report.rejected", by, report, reason, before, tells_author=tells_author)
        _close(report, decision, "rejected", answers)
        if tells_author:
            tell_author(comment, decision, answers.get("author", ""))
    return decision


def reverse_report(session: Session, by: Member, decision: Decision) -> None:
    """Open the case again; the text is as it was before it was decided."""
    comment = locked(session, by, decision)
    refuse_if_decided_since(decision)
    report = session.get(Report, decision.payload["report"])
    if report is None or open_report_of(comment):
        raise CannotUndo(_("This text was reported again since. Decide there."))
    put_back(session, comment, decision.payload["text"])
    report.state = decision.payload["state"]
    report.assignee_id = decision.payload["assignee"]
    report.decision_id, report.closed_at = None, None
    log.record("report.reopened", subject=report.subject, streams=_desk(report), actor_id=by.id)


def _lock(session: Session, report: Report) -> None:
    """Whatever changes a report locks its thread first."""
    lock(session, report.comment.thread)
    session.refresh(report.comment)
    session.refresh(report, ["state", "assignee_id", "decision_id", "assignee", "decision"])


def _already_decided(
    session: Session, by: Member, report: Report, seen: int | None
) -> Decision | None:
    """By the same moderator, who sent the form twice. Raises DecidedMeanwhile for another's."""
    _lock(session, report)
    if report.decision is not None:
        if report.decision.by_id == by.id:
            return report.decision
        raise DecidedMeanwhile(report.decision)
    heed_others(by, report.comment.thread, seen)
    return None


def _decide(
    kind: str,
    by: Member,
    report: Report,
    reason: str,
    before: dict[str, object],
    *,
    tells_author: bool,
) -> Decision:
    comment = report.comment
    return decide(
        kind,
        by,
        reason=reason,
        thread=comment.thread,
        comment=comment,
        member=comment.author,
        streams=_desk(report),
        subject=report.subject,
        payload={
            "report": report.id,
            "state": report.state,
            "assignee": report.assignee_id,
            "text": before,
            "tells_author": tells_author,
        },
    )


def _close(
    report: Report, decision: Decision, state: ReportState, answers: Mapping[str, str]
) -> None:
    was_hidden = decision.payload["text"]["hidden_at"] is not None
    report.state, report.answers = state, dict(answers)
    report.decision_id, report.decision = decision.id, decision
    report.closed_at = utc_now()
    if was_hidden or report.comment.hidden_at is not None:
        tell_readers(report.comment)
    tell_reporters(report, decision)


def _desk(report: Report) -> list[str]:
    return [f"moderation:{report.comment.thread.theme_id}"]
