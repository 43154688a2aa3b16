"""What changes on a member's open pages when their inbox does."""

from flask import render_template

from connect.database import db
from connect.events.models import Entry
from connect.members.models import Member
from connect.notifications import queries


def inbox_fragment(entry: Entry) -> str:
    """The count on every page, and the new line where the inbox itself is open."""
    member_id = int(entry.stream.partition(":")[2])
    member = db.session.get_one(Member, member_id, populate_existing=True)
    notification = None
    if entry.kind == "notification.created":
        notification = queries.reach_notification(member, entry.subject_id)
    return render_template(
        "notifications/_inbox.turbo.html", member=member, notification=notification
    )
