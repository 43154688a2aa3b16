"""Members report a text; personal data is hidden at once."""

from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from connect import language
from connect.database import atomic
from connect.discussions.actions.counting import lock
from connect.discussions.models import Comment
from connect.discussions.policies import is_kept_out
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.hiding import hide, tell_readers
from connect.moderation.actions.telling import tell_author_at_once
from connect.moderation.errors import NothingToReport
from connect.moderation.models import Report, Reporter
from connect.moderation.models.reports import OPEN_STATES, ReportKind
from connect.moderation.queries.reports import hid_lately

MOST_HIDDEN_A_DAY = 5

Outcome = Literal["hidden", "filed", "known", "too_many", "cleared"]
"""`hidden`: at once. `known`: this member has reported it already. `too_many`, `cleared`: filed
like any other, because the member has had so much hidden today, or because a moderator has found
nothing wrong with this version. Who is kept out of the theme has nothing hidden at once."""


def report_comment(by: Member, comment: Comment, *, kind: ReportKind, note: str = "") -> Outcome:
    """File what a member signals with the open case about the text, or as a new one.

    Raises NothingToReport when a moderator has hidden it, or its author has taken it back.
    """
    with atomic() as session:
        thread = lock(session, comment.thread)
        session.refresh(comment)
        report = _case(session, comment)
        if any(reporter.member_id == by.id for reporter in report.reporters):
            return "known"
        outcome = _outcome(by, comment, kind)
        report.reporters.append(
            Reporter(
                member_id=by.id,
                kind=kind,
                note=note,
                lang=language.detect(note, hint=by.locale),
                hid=outcome == "hidden",
            )
        )
        if outcome == "hidden":
            hide(session, comment, "", None)
            tell_readers(comment)
            tell_author_at_once(comment, report)
        log.record("report.made", subject=report.subject, streams=[f"moderation:{thread.theme_id}"])
    return outcome


def _case(session: Session, comment: Comment) -> Report:
    open_case = select(Report).where(Report.comment_id == comment.id, Report.state.in_(OPEN_STATES))
    report = session.scalar(open_case)
    if report is None:
        if not comment.stands:
            raise NothingToReport
        report = Report(comment_id=comment.id)
        session.add(report)
        session.flush()
    return report


def _outcome(by: Member, comment: Comment, kind: ReportKind) -> Outcome:
    if kind != "personal_data" or comment.hidden_at is not None or is_kept_out(by, comment.thread):
        return "filed"
    if comment.cleared_version == comment.version:
        return "cleared"
    return "hidden" if hid_lately(by) < MOST_HIDDEN_A_DAY else "too_many"
