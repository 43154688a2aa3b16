"""What changes on a member's open pages when their inbox does."""

from collections.abc import Sequence
from functools import partial

from flask import render_template

from connect.database import db
from connect.events.models import Entry
from connect.members.models import Member
from connect.notifications import queries
from connect.web.answers import Fragment


def inbox_fragments(entries: Sequence[Entry]) -> list[Fragment]:
    """The count on every page, and the new line where the inbox itself is open."""
    return [_inbox(entry) for entry in entries]


def _inbox(entry: Entry) -> Fragment:
    member_id = int(entry.stream.partition(":")[2])
    member = db.session.get_one(Member, member_id, populate_existing=True)
    line = None
    if entry.kind == "notification.created":
        line = queries.reach_line(member, entry.subject_id)
    template = "notifications/_inbox.turbo.html"
    return partial(render_template, template, member=member, line=line)
