"""What moderators decided, and what they decide about."""

from connect.moderation.models.answers import CannedAnswer
from connect.moderation.models.appeals import Appeal, AppealOutcome
from connect.moderation.models.batches import Batch, FirstLook
from connect.moderation.models.decisions import Decision
from connect.moderation.models.moves import Move
from connect.moderation.models.notes import StaffNote
from connect.moderation.models.reports import Report, Reporter
from connect.moderation.models.suspensions import Suspension

__all__ = [
    "Appeal",
    "AppealOutcome",
    "Batch",
    "CannedAnswer",
    "Decision",
    "FirstLook",
    "Move",
    "Report",
    "Reporter",
    "StaffNote",
    "Suspension",
]
