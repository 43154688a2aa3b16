"""The contact person of a sheet, who is asked before readers see their name."""

from connect.database import utc_now
from connect.events import log
from connect.members.models import Member
from connect.strategies.models import Strategy


def ask_contact(strategy: Strategy, actor: Member) -> None:
    """Whoever names themselves has agreed; anybody else is asked once the sheet is there to be
    read. Called within the block that names them or publishes the sheet."""
    named = strategy.sheet["contact"]
    if named is None or strategy.contact_agreed_at is not None:
        return
    if named == actor.id:
        strategy.contact_agreed_at = utc_now()
    elif strategy.state != "draft":
        log.record(
            "strategy.contact_asked",
            subject=strategy.subject,
            streams=[],
            actor_id=actor.id,
            payload={"member": named},
        )
