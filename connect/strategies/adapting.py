"""What of a sheet another municipality begins its own with."""

from connect.members.models import Member
from connect.strategies.editions import Edition
from connect.strategies.fields import BY_NAME
from connect.strategies.models import Sheet

LEFT_BEHIND = frozenset(
    {
        *("contact", "lead_service", "status", "start", "end", "review_on", "visibility"),
        *("fte", "budget", "funding", "needs", "no_personal_data"),
        *("evidence", "indicators", "results", "obstacles"),
    }
)
"""What is true of the one municipality alone: its people, dates, means, and what it saw happen."""

PLAUSIBLE = "E1"


def adapted_sheet(origin: Edition, member: Member) -> Sheet:
    """Its method, in the words that the member reads it in; nothing is known of its effects where
    they will apply it."""
    kept = {n: v for n, v in origin.sheet.items() if n in BY_NAME and n not in LEFT_BEHIND}
    own = {
        "municipalities": [member.municipality] if member.municipality else [],
        "evidence": PLAUSIBLE,
        "status": "idea",
        "visibility": "members",
    }
    return kept | own
