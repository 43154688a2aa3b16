"""What members say about whom the directory suggests; personal, and told to nobody."""

from sqlalchemy import delete

from connect.database import atomic
from connect.directory.models import DismissedSuggestion
from connect.members.models import Member


def dismiss_suggestion(member: Member, other: Member) -> None:
    """Suggest them no more; saying it twice changes nothing."""
    with atomic() as session:
        if session.get(DismissedSuggestion, (member.id, other.id)) is None:
            session.add(DismissedSuggestion(member_id=member.id, dismissed_id=other.id))


def restore_suggestion(member: Member, other: Member) -> None:
    with atomic() as session:
        session.execute(
            delete(DismissedSuggestion).where(
                DismissedSuggestion.member_id == member.id,
                DismissedSuggestion.dismissed_id == other.id,
            )
        )
