"""What a page that shows a discussion is made of: a thread's own page, and a strategy's."""

from dataclasses import replace
from typing import Any

from flask import request

from connect.discussions import queries
from connect.discussions.above import sections_above
from connect.discussions.beside import entries_beside
from connect.discussions.forms import CommentForm
from connect.discussions.models import Thread
from connect.discussions.views.base import begun, opens_at
from connect.members.current import reader
from connect.web.addresses import asked_id


def discussion(thread: Thread) -> dict[str, Any]:
    """The values of `discussions/_discussion.html` for a thread that was reached: the page of
    comments that this request asks for, and the composer as its reader left it."""
    asked = asked_id("comment") or opens_at(thread.id)
    page = queries.thread_page(
        reader(),
        thread,
        order="time" if request.args.get("order") == "time" else "tree",
        after=asked_id("after"),
        before=asked_id("before"),
        at=asked,
        last="last" in request.args,
    )
    if thread.home and not asked:  # an article is read from its top, whatever is unread below it
        page = replace(page, opens_at=None)
    form, draft = begun(CommentForm, thread.stream, seen=thread.last_number)
    return {
        "page": page,
        "form": form,
        "draft": draft,
        "arrived": [],
        "above": sections_above(reader(), thread),
        "beside": entries_beside(reader(), thread),
    }
