"""What becomes of a text that waits for a moderator; whoever calls has locked the draft."""

from sqlalchemy.orm import Session

from connect.database import utc_now
from connect.drafts.models import Draft
from connect.events import log


def hold(session: Session, draft: Draft, theme_id: int) -> None:
    """For the moderators of the theme. It waits for no time any more."""
    draft.post_at = None
    draft.failure = None
    if draft.held_at is not None:
        return
    draft.held_at, draft.held_in_id = utc_now(), theme_id
    session.flush()
    log.record(
        "text.held",
        subject=draft.subject,
        streams=[f"moderation:{theme_id}"],
        actor_id=draft.member_id,
    )


def take_back(draft: Draft) -> None:
    """Its writer changes it, removes it or publishes it otherwise."""
    if draft.held_at is None:
        return
    streams = [f"moderation:{draft.held_in_id}"]
    let_go(draft)
    log.record("text.taken_back", subject=draft.subject, streams=streams, actor_id=draft.member_id)


def let_go(draft: Draft) -> None:
    """A moderator has answered, and tells of it."""
    draft.held_at = draft.held_in_id = None


def give_back(draft: Draft) -> None:
    """A moderator declined it: a draft like others, that says so until it is changed."""
    let_go(draft)
    draft.failure = "declined"
