"""Telling of syntheses: written by moderators and whom they named, and a text that is said
otherwise afterwards."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from connect.database import db, utc_now
from connect.demo import content
from connect.demo.cast import Act, Cast
from connect.discussions import actions as discussions
from connect.discussions.models import Comment, Thread
from connect.syntheses import actions
from connect.syntheses.models import Line

Said = Mapping[str, Any]


def acts(cast: Cast) -> list[Act]:
    """With the moment of each."""
    now = utc_now()
    tellings: Mapping[str, Callable[[Cast, str, Said], None]] = {
        "writers": _name,
        "versions": _save,
        "edits": _edit,
    }
    return [
        (now - timedelta(days=said["days_ago"]), partial(tell, cast, name, said))
        for name, story in content.syntheses().items()
        for kind, tell in tellings.items()
        for said in story.get(kind, [])
    ]


def _name(cast: Cast, name: str, said: Said) -> None:
    member = cast.members[said["member"]]
    by = cast.members[said["by"]]
    actions.name_writer(by, _thread(cast, name), member, reason=said["reason"])


def _save(cast: Cast, name: str, said: Said) -> None:
    thread = _thread(cast, name)
    lines = [_line(cast, name, line) for line in said["lines"]]
    author = cast.members[said["author"]]
    actions.save_synthesis(author, thread, lines, version=thread.synthesis_version)


def _edit(cast: Cast, name: str, said: Said) -> None:
    comment = db.session.get_one(Comment, cast.comments[name, said["text"]].id)
    author = comment.author
    discussions.edit_comment(author, comment, body=said["body"], version=comment.version)


def _line(cast: Cast, name: str, line: Said) -> Line:
    cites = tuple(cast.comments[name, key].id for key in line["texts"])
    return Line(line["section"], line["fr"], line["nl"], cites)


def _thread(cast: Cast, name: str) -> Thread:
    return db.session.get_one(Thread, cast.comments[name, ""].thread_id)
