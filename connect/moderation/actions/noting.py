"""What moderators write for each other."""

from connect import language
from connect.database import atomic
from connect.events import log
from connect.members.models import Member
from connect.moderation.models import StaffNote
from connect.moderation.queries.notes import note_with_token


def add_note(by: Member, subject: str, text: str, token: str | None = None) -> StaffNote:
    """Sending the same form again writes one. The event says no words, and nobody hears it."""
    with atomic() as session:
        if token and (same := note_with_token(by, token)):
            return same
        lang = language.detect(text, hint=by.locale)
        note = StaffNote(subject=subject, author_id=by.id, text=text, lang=lang, token=token)
        session.add(note)
        session.flush()
        log.record("staff_note.added", subject=f"staff_note:{note.id}", streams=[], actor_id=by.id)
    return note


def remove_note(by: Member, note: StaffNote) -> None:
    """For good."""
    with atomic() as session:
        log.record(
            "staff_note.removed", subject=f"staff_note:{note.id}", streams=[], actor_id=by.id
        )
        session.delete(note)
