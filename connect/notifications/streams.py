"""What changes on a member's open pages when their inbox does."""

from flask import render_template
from sqlalchemy.orm import joinedload

from connect.database import db
from connect.discussions.models import Comment
from connect.events.models import Entry
from connect.members.models import Member
from connect.notifications.models import Notification


def fragment(entry: Entry, stream_kind: str) -> str:
    """The count on every page, and the new line where the inbox itself is open."""
    member_id = int(entry.stream.partition(":")[2])
    member = db.session.get(Member, member_id, populate_existing=True)
    notification = None
    if entry.kind == "notification.created":
        author = joinedload(Notification.comment).joinedload(Comment.author)
        thread = joinedload(Notification.comment).joinedload(Comment.thread)
        notification = db.session.get(Notification, entry.subject_id, options=[author, thread])
    return render_template(
        "notifications/_inbox.turbo.html", member=member, notification=notification
    )
