"""The first text of a newcomer was looked at: the others need not."""

from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.models import Comment
from connect.events import log
from connect.members.models import Member
from connect.moderation.models import FirstLook


def mark_as_seen(by: Member, comment: Comment) -> None:
    """Seen already, nothing happens."""
    with atomic() as session:
        if session.get(FirstLook, comment.id, populate_existing=True) is None:
            session.add(FirstLook(comment_id=comment.id, by_id=by.id))
            _tell(session, "first_text.seen", by, comment)


def mark_as_unseen(by: Member, comment: Comment) -> None:
    """It waits for a moderator again."""
    with atomic() as session:
        look = session.get(FirstLook, comment.id, populate_existing=True)
        if look is not None:
            session.delete(look)
            _tell(session, "first_text.unseen", by, comment)


def _tell(session: Session, kind: str, by: Member, comment: Comment) -> None:
    session.flush()
    streams = [f"moderation:{comment.thread.theme_id}"]
    log.record(kind, subject=comment.subject, streams=streams, actor_id=by.id)
