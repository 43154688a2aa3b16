"""Who is told of what: the functions that the table of consequences names."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from connect import rich_text
from connect.accounts.models import Succession
from connect.contacts.models import ContactRequest
from connect.database import db
from connect.discussions.models import Comment
from connect.discussions.queries import threads_within_reach
from connect.drafts.models import Draft
from connect.endorsements.endorsing import endorsable_at
from connect.endorsements.models import Endorsement
from connect.events.models import Event
from connect.members.models import Member
from connect.notifications.actions import (
    forget_comment,
    forget_contact_request,
    forget_endorsements,
    forget_succession,
    notify,
    notify_of_contact,
    notify_of_draft,
    notify_of_endorsement,
    notify_successor,
)
from connect.notifications.models import NotificationKind
from connect.subjects import reach_subject


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


def tell_writers_of_endorsement(event: Event) -> None:
    """Those who wrote what was endorsed, unless another endorsement has replaced it by now."""
    endorsement = db.session.get(Endorsement, event.subject_id)
    if endorsement is None or not endorsement.is_current:
        return
    endorsable, number = endorsable_at(endorsement.subject)
    for member_id in endorsable.writers(number):
        member = db.session.get(Member, member_id)
        if member is None or not member.active or member.id == event.actor_id:
            continue
        if reach_subject(member, endorsement.subject):
            notify_of_endorsement(member.id, endorsement)


def call_to_no_ended_endorsement(event: Event) -> None:
    """What was replaced or withdrawn is taken out of the counts of unread lines."""
    forget_endorsements(event.payload["of"])


def tell_who_is_asked(event: Event) -> None:
    """Unless it was answered or withdrawn meanwhile."""
    request = db.session.get(ContactRequest, event.subject_id)
    if request and request.is_open:
        notify_of_contact(request.asked_id, request, "contact_asked")


def tell_asker_of_yes(event: Event) -> None:
    request = db.session.get_one(ContactRequest, event.subject_id)
    forget_contact_request(request)
    if request.asker.active:
        notify_of_contact(request.asker_id, request, "contact_accepted")


def tell_asker_of_not_now(event: Event) -> None:
    request = db.session.get_one(ContactRequest, event.subject_id)
    forget_contact_request(request)
    if request.asker.active:
        notify_of_contact(request.asker_id, request, "contact_declined")


def call_to_no_withdrawn_request(event: Event) -> None:
    forget_contact_request(db.session.get_one(ContactRequest, event.subject_id))


def _comment(comment_id: int) -> Comment | None:
    """The comment, unless it has been withdrawn since."""
    return db.session.scalar(
        select(Comment)
        .where(Comment.id == comment_id, Comment.stands)
        .options(joinedload(Comment.parent), joinedload(Comment.thread))
    )


def _tell(member_id: int, comment: Comment, kind: NotificationKind) -> None:
    """Nobody is told of their own words, nor of what they may not read."""
    member = db.session.get(Member, member_id)
    if member is None or not member.active or member.id == comment.author_id:
        return
    if threads_within_reach(member, [comment.thread_id]):
        notify(member.id, comment, kind)
