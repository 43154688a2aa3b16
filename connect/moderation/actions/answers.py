"""The answers that moderators start from, kept by organisers."""

from connect.database import atomic
from connect.events import log
from connect.members.models import Member
from connect.moderation.models import CannedAnswer


def add_answer(by: Member, **words: str) -> CannedAnswer:
    """`words`: its columns."""
    with atomic() as session:
        answer = CannedAnswer(**words)
        session.add(answer)
        session.flush()
        _record("canned_answer.added", answer, by)
    return answer


def change_answer(by: Member, answer: CannedAnswer, **words: str) -> None:
    """What was sent so far says what it said."""
    with atomic():
        for name, value in words.items():
            setattr(answer, name, value)
        _record("canned_answer.changed", answer, by)


def remove_answer(by: Member, answer: CannedAnswer) -> None:
    with atomic() as session:
        _record("canned_answer.removed", answer, by)
        session.delete(answer)


def _record(kind: str, answer: CannedAnswer, by: Member) -> None:
    log.record(kind, subject=f"canned_answer:{answer.id}", streams=[], actor_id=by.id)
