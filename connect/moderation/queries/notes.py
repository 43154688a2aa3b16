"""Notes of moderators, and what they may be about."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect.database import db
from connect.discussions.queries import reach_comment, reach_thread
from connect.members.models import Member
from connect.members.queries import reach_member
from connect.moderation.models import StaffNote
from connect.moderation.policies import can_moderate_anything, can_moderate_thread
from connect.moderation.queries.reports import reach_report
from connect.web.addresses import number_in

MOST_SHOWN = 50


def notes_on(subject: str) -> Sequence[StaffNote]:
    """The newest first."""
    return db.session.scalars(
        select(StaffNote)
        .where(StaffNote.subject == subject)
        .order_by(StaffNote.id.desc())
        .limit(MOST_SHOWN)
        .options(joinedload(StaffNote.author))
    ).all()


def reach_noted(moderator: Member, subject: str) -> str | None:
    """The address of what `subject` names, if notes on it are for this moderator: a text, thread
    or report of a theme of theirs, or any member."""
    kind, _, number = subject.partition(":")
    reach, id = _REACHED.get(kind), number_in(number)
    if reach is None or not id or subject != f"{kind}:{id}":
        return None
    return reach(moderator, id)


def reach_note(moderator: Member, note_id: int) -> StaffNote | None:
    note = db.session.get(StaffNote, note_id)
    return note if note and reach_noted(moderator, note.subject) else None


def note_with_token(author: Member, token: str) -> StaffNote | None:
    return db.session.scalar(
        select(StaffNote).where(StaffNote.author_id == author.id, StaffNote.token == token)
    )


def _comment(moderator: Member, id: int) -> str | None:
    comment = reach_comment(moderator, id)
    there = comment is not None and can_moderate_thread(moderator, comment.thread)
    return f"{comment.url}/moderation" if comment and there else None


def _thread(moderator: Member, id: int) -> str | None:
    thread = reach_thread(moderator, id)
    there = thread is not None and can_moderate_thread(moderator, thread)
    return f"{thread.address}/moderation" if thread and there else None


def _member(moderator: Member, id: int) -> str | None:
    member = reach_member(moderator, id) if can_moderate_anything(moderator) else None
    return f"{member.profile_url}/notes" if member else None


def _report(moderator: Member, id: int) -> str | None:
    report = reach_report(moderator, id)
    return report.url if report else None


_REACHED: Mapping[str, Callable[[Member, int], str | None]] = {
    "comment": _comment,
    "member": _member,
    "report": _report,
    "thread": _thread,
}
