"""Who is told of what: the functions that the table of consequences names."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect import rich_text
from connect.accounts.models import Succession
from connect.database import db
from connect.discussions.models import Comment
from connect.drafts.models import Draft
from connect.events.models import Event
from connect.members.models import Member
from connect.notifications.actions import (
    forget_comment,
    forget_succession,
    notify,
    notify_of_draft,
    notify_successor,
)
from connect.notifications.models import NotificationKind
from connect.themes.queries import may_read_theme


def tell_those_answered(event: Event) -> None:
    """The author of what is answered: a comment, or the thread itself."""
    comment = _comment(event.subject_id)
    if comment is None or comment.is_opening:
        return
    answered = comment.parent.author_id if comment.parent else comment.thread.author_id
    _tell(answered, comment, "answered")


def tell_those_mentioned(event: Event) -> None:
    """Everybody a text names; after an edit, those it names for the first time."""
    comment_id = event.payload.get("comment", event.subject_id)
    comment = _comment(comment_id)
    if comment is None:
        return
    for member_id in rich_text.mentioned_members(comment.html):
        _tell(member_id, comment, "mentioned")


def call_nobody(event: Event) -> None:
    """What was withdrawn and not restored since is taken out of the counts of unread lines."""
    if _comment(event.subject_id) is None:
        forget_comment(event.subject_id)


def ask_successor(event: Event) -> None:
    """Unless it was answered or taken back meanwhile."""
    succession = db.session.get(Succession, event.subject_id)
    if succession and succession.is_open:
        notify_successor(succession)


def ask_no_longer(event: Event) -> None:
    forget_succession(event.subject_id)


def tell_of_refused_draft(event: Event) -> None:
    """Its writer, who chose when it should be published; unless it is settled by now."""
    draft = db.session.get(Draft, event.subject_id)
    if draft and draft.state == "kept" and draft.failure:
        notify_of_draft(draft)


def _comment(comment_id: int) -> Comment | None:
    """The comment, unless it has been withdrawn since."""
    return db.session.scalar(
        select(Comment)
        .where(Comment.id == comment_id, Comment.withdrawn_at.is_(None))
        .options(joinedload(Comment.parent), joinedload(Comment.thread))
    )


def _tell(member_id: int, comment: Comment, kind: NotificationKind) -> None:
    """Nobody is told of their own words, nor of what they may not read."""
    member = db.session.get(Member, member_id)
    if member is None or not member.active or member.id == comment.author_id:
        return
    if may_read_theme(member, comment.thread.theme_id):
        notify(member.id, comment, kind)
