"""Who is told of reports and of what is hidden: for the table of consequences."""

from connect.database import db
from connect.discussions.models import Comment
from connect.events.models import Event
from connect.members.models import Member
from connect.moderation.actions.hiding import let_readers_go
from connect.moderation.models import Decision, Report, Reporter
from connect.moderation.queries.reports import moderators_of, reach_report
from connect.notifications.actions import (
    forget_comments_of,
    forget_report,
    notify_of_decision,
    notify_of_report,
)


def close_hidden_thread(event: Event) -> None:
    """Where a thread is hidden with its opening, nobody is called to its answers, and who listened
    is let go; once open pages were told, which came first."""
    comment = db.session.get(Comment, event.subject_id)
    if comment and comment.is_opening and comment.thread.hidden_at is not None:
        forget_comments_of(comment.thread)
        let_readers_go(comment.thread)


def tell_moderators_of_report(event: Event) -> None:
    """Once for a case, however many report; not who reports it themselves."""
    report = db.session.get(Report, event.subject_id)
    if report is None or not report.is_open:
        return
    reporters = {reporter.member_id for reporter in report.reporters}
    for moderator in moderators_of(report.comment):
        if moderator.id not in reporters:
            notify_of_report(moderator.id, report)


def tell_new_assignee(event: Event) -> None:
    """To whom somebody else handed it over, unless it has gone on since."""
    report = db.session.get(Report, event.subject_id)
    assignee_id: int = event.payload["member"]
    if report is None or not report.is_open or report.assignee_id != assignee_id:
        return
    assignee = db.session.get(Member, assignee_id)
    if assignee_id != event.actor_id and assignee and reach_report(assignee, report.id):
        notify_of_report(assignee_id, report, anew=True)


def tell_of_decided_report(event: Event) -> None:
    """Those who reported the text, and its author where there is something to tell."""
    decision = _standing(event)
    if decision is None:
        return
    report_id: int = decision.payload["report"]
    forget_report(report_id)
    if decision.payload["tells_author"] and decision.member_id:
        _tell(decision.member_id, decision)
    for reporter in db.session.query(Reporter).filter_by(report_id=report_id):
        _tell(reporter.member_id, decision)


def _standing(event: Event) -> Decision | None:
    """The decision that the event tells of, unless it was undone since."""
    decision = db.session.get(Decision, event.payload["decision"])
    return decision if decision and decision.undone_at is None else None


def _tell(member_id: int, decision: Decision) -> None:
    """Nobody is told of what they decided themselves."""
    member = db.session.get(Member, member_id)
    if member and member.active and member.id != decision.by_id:
        notify_of_decision(member.id, decision)
