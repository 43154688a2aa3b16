"""Hiding a text from everybody but its author and the moderators, and showing it again. Its words
are never touched, and whether its author took it back is another matter."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from connect import language
from connect.database import atomic, utc_now
from connect.discussions.actions.counting import lock, retell_latest, turn, turn_thread
from connect.discussions.models import Comment, Thread
from connect.discussions.policies import can_moderate, is_told_elsewhere
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.actions.telling import tell_author
from connect.moderation.errors import CannotUndo, ReportWaits, ToldElsewhere
from connect.moderation.models import Decision
from connect.moderation.queries.hiding import later_decision, standing_decision
from connect.moderation.queries.reports import open_report_of


def hide_comment(
    by: Member, comment: Comment, *, reason: str, seen: int | None = None
) -> Decision | None:
    """Nobody else reads it, nor the thread that it opens. Repeated, the decision that hid it.

    Raises ToldElsewhere for the brief of a page of its own, ReportWaits while members report it.
    """
    with atomic() as session:
        _prepare(session, by, comment, seen)
        if comment.hidden_at is not None:
            return standing_decision(comment)
        before = as_it_was(comment)
        hide(session, comment, reason, language.detect(reason, hint=by.locale))
        return _decided(session, "comment.hidden", by, comment, reason, before)


def unhide_comment(
    by: Member, comment: Comment, *, reason: str, seen: int | None = None
) -> Decision | None:
    """Everybody reads it again, unless its author took it back. This version is found in order:
    a report does not hide it at once."""
    with atomic() as session:
        _prepare(session, by, comment, seen)
        if comment.hidden_at is None:
            return standing_decision(comment)
        before = as_it_was(comment)
        show(session, comment)
        comment.cleared_version = comment.version
        return _decided(session, "comment.unhidden", by, comment, reason, before)


def hide(session: Session, comment: Comment, reason: str, lang: str | None) -> None:
    """Its thread is locked. Without a reason, it waits for a moderator."""
    _mark(session, comment, comment.hidden_at or utc_now(), reason, lang)


def show(session: Session, comment: Comment) -> None:
    _mark(session, comment, None, "", None)


def as_it_was(comment: Comment) -> dict[str, Any]:
    """What undoing needs to know of a text."""
    return {
        "hidden_at": comment.hidden_at and comment.hidden_at.isoformat(),
        "because": comment.hidden_because,
        "lang": comment.hidden_lang,
        "cleared_version": comment.cleared_version,
    }


def put_back(session: Session, comment: Comment, before: dict[str, Any]) -> None:
    """Its thread is locked. Readers are told."""
    moment = before["hidden_at"] and datetime.fromisoformat(before["hidden_at"])
    _mark(session, comment, moment, before["because"], before["lang"])
    comment.cleared_version = before["cleared_version"]
    tell_readers(comment)


def tell_readers(comment: Comment) -> None:
    """Open pages show it as it is now: its words, or the trace that it left."""
    thread = comment.thread
    kind = "comment.set_aside" if comment.hidden_at else "comment.brought_back"
    log.record(kind, subject=comment.subject, streams=thread.streams)
    if comment.is_opening and thread.stands:
        log.record("thread.restored", subject=thread.stream, streams=thread.list_streams)


def let_readers_go(thread: Thread) -> None:
    """Who listened to a thread and may not read it now stops listening."""
    with atomic():
        log.record("thread.audience_changed", subject=thread.stream, streams=[log.ACCESS])


def reverse_turn(session: Session, by: Member, decision: Decision) -> None:
    """Undo either of the two, unless something was decided about the text since."""
    comment = locked(session, by, decision)
    refuse_if_decided_since(decision)
    if report := open_report_of(comment):
        raise CannotUndo(
            _("Members report this text: decide on their report (number %(id)d).", id=report.id)
        )
    put_back(session, comment, decision.payload["text"])


def locked(session: Session, by: Member, decision: Decision) -> Comment:
    """The text that was decided about, where it stands by now; CannotUndo where `by` moderates
    nothing."""
    comment = decision.comment
    if comment is None:
        raise CannotUndo(_("The text is not there any more."))
    lock(session, comment.thread)
    session.refresh(comment)
    if not can_moderate(by, comment.thread):
        raise CannotUndo(_("The texts stand in a theme now where you decide about nothing."))
    return comment


def refuse_if_decided_since(decision: Decision) -> None:
    if later := later_decision(decision):
        raise CannotUndo(
            _("Something else was decided about this text since. Undo that first."), first=later
        )


def _prepare(session: Session, by: Member, comment: Comment, seen: int | None) -> None:
    if is_told_elsewhere(comment):
        raise ToldElsewhere
    thread = lock(session, comment.thread)
    session.refresh(comment)
    heed_others(by, thread, seen)
    if report := open_report_of(comment):
        raise ReportWaits(report)


def _mark(
    session: Session, comment: Comment, moment: datetime | None, reason: str, lang: str | None
) -> None:
    turn(session, comment, hidden_at=moment)
    comment.hidden_because, comment.hidden_lang = reason, lang
    if comment.is_opening:
        turn_thread(session, comment.thread, hidden_at=moment)
    session.flush()
    retell_latest(session, comment.thread)


def _decided(
    session: Session,
    kind: str,
    by: Member,
    comment: Comment,
    reason: str,
    before: dict[str, Any],
) -> Decision:
    thread = comment.thread
    decision = decide(
        kind,
        by,
        reason=reason,
        thread=thread,
        comment=comment,
        member=comment.author,
        streams=[*thread.streams, f"moderation:{thread.theme_id}"],
        payload={"text": before},
    )
    if comment.is_opening and thread.stands:
        log.record("thread.restored", subject=thread.stream, streams=thread.list_streams)
    tell_author(comment, decision)
    return decision
