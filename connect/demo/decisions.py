"""Telling of what moderators decide about threads: closed, slowed down, archived, listed twice."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from connect.database import db, utc_now
from connect.demo import content
from connect.demo.cast import Act, Cast
from connect.discussions.models import Thread
from connect.moderation.actions import archiving, classifying, closing, pacing

Told = Mapping[str, Any]


def acts(cast: Cast) -> list[Act]:
    """With the moment of each."""
    now = utc_now()
    return [
        (now - timedelta(days=told["days_ago"]), partial(_decide, cast, told))
        for told in content.table("decisions")["decisions"]
    ]


def _decide(cast: Cast, told: Told) -> None:
    opening = cast.comments[told["thread"], ""]
    thread = db.session.get_one(Thread, opening.thread_id)
    by, why = cast.members[told["by"]], {"reason": told["reason"], "seen": None}
    match told["what"]:
        case "close":
            closing.close_thread(by, thread, **why)
        case "slow":
            pacing.slow_thread(by, thread, minutes=told["minutes"], **why)
        case "archive":
            archiving.archive_thread(by, thread, **why)
        case "list_also":
            classifying.classify_thread(
                by,
                thread,
                kind=thread.kind,
                tags=[tag.name for tag in thread.tags],
                theme_id=thread.theme_id,
                second_theme_id=cast.themes[told["theme"]].id,
                **why,
            )
