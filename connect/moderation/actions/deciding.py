"""One road for every act of moderation: it is logged with its reason, and its event is told."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from connect import language
from connect.database import atomic
from connect.discussions.models import Comment, Thread
from connect.events import log
from connect.members.models import Member
from connect.moderation.errors import DecidedMeanwhile
from connect.moderation.models import Decision


def decide(
    kind: str,
    by: Member | None,
    *,
    reason: str = "",
    theme_id: int | None = None,
    thread: Thread | None = None,
    comment: Comment | None = None,
    member: Member | None = None,
    streams: Sequence[str] = (),
    subject: str | None = None,
    of_its_own: bool = False,
    payload: dict[str, Any] | None = None,
) -> Decision:
    """Log what was done, within the `atomic` block that does it, and tell of it on `streams` and
    to those who moderate there.

    `kind` is written out by the caller. The theme is the thread's unless another is named, or
    nowhere is meant: then there is neither. `subject` is whose fragment changes: the comment's,
    else the thread's, else the decision's own, as it is where several fragments change at once
    (`of_its_own`). The event carries the decision's number.
    """
    with atomic() as session:
        decision = Decision(
            kind=kind,
            by_id=by.id if by else None,
            reason=reason,
            lang=language.detect(reason, hint=by.locale) if by else "fr",
            theme_id=theme_id or (thread.theme_id if thread else None),
            thread_id=thread.id if thread else None,
            comment_id=comment.id if comment else None,
            member_id=member.id if member else None,
            payload=payload or {},
        )
        session.add(decision)
        if thread is not None:
            thread.decision_count += 1
        session.flush()
        about = comment.subject if comment else thread.stream if thread else decision.subject
        if of_its_own:
            about = decision.subject
        log.record(
            kind,
            subject=subject or about,
            streams=list(dict.fromkeys([*streams, *desk_streams(decision)])),
            actor_id=by.id if by else None,
            payload={"decision": decision.id},
        )
    return decision


def desk_streams(decision: Decision) -> list[str]:
    """Where the moderators of its theme look on."""
    return [f"moderation:{decision.theme_id}"] if decision.theme_id else []


def heed_others(by: Member, thread: Thread, seen: int | None) -> None:
    """Raises DecidedMeanwhile when somebody else decided about the thread, which is locked, after
    decision number `seen`: the last that this moderator's form knew of. None: it did not say."""
    if seen is None:
        return
    with atomic() as session:
        newer = session.scalar(
            select(Decision)
            .where(
                Decision.thread_id == thread.id,
                Decision.id > seen,
                Decision.by_id.is_distinct_from(by.id),
            )
            .order_by(Decision.id.desc())
            .limit(1)
        )
    if newer is not None:
        raise DecidedMeanwhile(newer)
