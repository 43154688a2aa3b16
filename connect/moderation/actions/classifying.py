"""Saying anew what a thread is, what it is about, and where it is listed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from sqlalchemy import delete
from sqlalchemy.orm import Session

from connect.database import atomic
from connect.discussions.actions.counting import count_in_theme, lock
from connect.discussions.actions.solving import solution_of
from connect.discussions.models import Thread, ThreadTag
from connect.events import log
from connect.members.models import Member
from connect.moderation import policies
from connect.moderation.actions.closing import tell_of_return, thread_of
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.errors import AlreadyDone, CannotUndo, NotPossible
from connect.moderation.models import Decision
from connect.moderation.queries.states import last_of_kind


@dataclass(frozen=True)
class Place:
    """What a thread is and where it stands. `solution_id` goes with its being a question."""

    kind: str
    tags: Sequence[str]
    theme_id: int
    second_theme_id: int | None
    solution_id: int | None = None


def classify_thread(
    by: Member,
    thread: Thread,
    *,
    kind: str,
    tags: Sequence[str],
    theme_id: int,
    second_theme_id: int | None,
    reason: str,
    seen: int | None,
) -> Decision:
    """Say anew what a thread is and where it is listed. A theme that it comes to, and a second one
    that it is listed in, have to be moderated by `by` as well.

    Raises AlreadyDone when that is what it is, and NotPossible.
    """
    with atomic() as session:
        lock(session, thread)
        heed_others(by, thread, seen)
        before = place_of(thread)
        solution_id = thread.solution_id if kind == "question" else None
        after = Place(kind, sorted(tags), theme_id, second_theme_id, solution_id)
        _refuse_what_cannot_be(by, thread, after)
        if after == before:
            raise AlreadyDone(None)
        streams = _put(session, by, thread, after)
        return decide(
            "thread.classified",
            by,
            reason=reason,
            thread=thread,
            streams=streams,
            payload={"before": asdict(before), "after": asdict(after)},
        )


def unlist_thread(by: Member, thread: Thread, *, reason: str, seen: int | None) -> Decision:
    """Take it out of its second theme, whose moderators decide about that too."""
    with atomic() as session:
        lock(session, thread)
        heed_others(by, thread, seen)
        if thread.second_theme_id is None:
            raise AlreadyDone(last_of_kind(thread, "thread.unlisted", "thread.classified"))
        second_theme_id, streams = thread.second_theme_id, thread.streams
        thread.second_theme_id = None
        session.flush()
        session.refresh(thread, ["second_theme"])
        return decide(
            "thread.unlisted",
            by,
            reason=reason,
            thread=thread,
            theme_id=second_theme_id,
            streams=streams,
            payload={"second_theme_id": second_theme_id},
        )


def undo_classification(session: Session, by: Member, decision: Decision) -> None:
    """By who moderates wherever it comes to or goes from."""
    thread = thread_of(session, decision)
    before, after = (Place(**decision.payload[when]) for when in ("before", "after"))
    if place_of(thread) != after:
        newest = last_of_kind(thread, "thread.classified", "thread.unlisted")
        raise CannotUndo(_("Its place or its kind was changed again since."), first=newest)
    for theme_id in {before.theme_id, before.second_theme_id} - {None}:
        moved = theme_id not in (after.theme_id, after.second_theme_id)
        if moved and not policies.can_moderate_theme(by, theme_id):
            raise CannotUndo(_("Only somebody who moderates both themes can undo this."))
    streams = _put(session, by, thread, before)
    log.record("thread.reverted", subject=thread.stream, streams=streams, actor_id=by.id)


def undo_unlisting(session: Session, by: Member, decision: Decision) -> None:
    thread = thread_of(session, decision)
    theme_id = decision.payload["second_theme_id"]
    if thread.second_theme_id is not None or thread.theme_id == theme_id:
        raise CannotUndo(
            _("It is listed elsewhere by now."), first=last_of_kind(thread, "thread.classified")
        )
    thread.second_theme_id = theme_id
    session.flush()
    session.refresh(thread, ["second_theme"])
    tell_of_return(by, thread)


def place_of(thread: Thread) -> Place:
    return Place(
        kind=thread.kind,
        tags=sorted(tag.name for tag in thread.tags),
        theme_id=thread.theme_id,
        second_theme_id=thread.second_theme_id,
        solution_id=thread.solution_id,
    )


def _refuse_what_cannot_be(by: Member, thread: Thread, after: Place) -> None:
    if thread.home is not None:
        raise NotPossible(_("This discussion stands under a strategy, and stays with it."))
    if after.second_theme_id == after.theme_id:
        raise NotPossible(_("Choose two different themes, or only one."))
    known = {thread.theme_id, thread.second_theme_id, None}
    asked = {after.theme_id} - {thread.theme_id}, {after.second_theme_id} - known
    if not all(policies.can_moderate_theme(by, theme_id) for new in asked for theme_id in new):
        raise NotPossible(_("Choose a theme that you moderate."))


def _put(session: Session, by: Member, thread: Thread, place: Place) -> list[str]:
    """Let the thread, which is locked, be and stand so; the streams that hear of it: of where it
    was and of where it comes to, and if it is read by others now, of who loses access."""
    was, streams, solved = thread.theme, thread.streams, thread.solution_id
    if place.theme_id != thread.theme_id and thread.stands:
        count_in_theme(session, thread, threads=-1, comments=-thread.comment_count)
    moved = place.theme_id != thread.theme_id
    thread.kind, thread.solution_id = place.kind, place.solution_id  # type: ignore[assignment]
    thread.theme_id, thread.second_theme_id = place.theme_id, place.second_theme_id
    _tag(session, thread, place.tags)
    session.flush()
    session.refresh(thread, ["theme", "second_theme", "tags"])
    if moved and thread.stands:
        count_in_theme(session, thread, threads=1, comments=thread.comment_count)
    if solved != thread.solution_id:
        _tell_of_solution(by, thread)
    lost = [] if thread.theme.is_as_open_as(was) else [log.ACCESS]
    return list(dict.fromkeys([*streams, *thread.streams, *lost]))


def _tag(session: Session, thread: Thread, names: Sequence[str]) -> None:
    there = {tag.name for tag in thread.tags}
    session.execute(
        delete(ThreadTag).where(ThreadTag.thread_id == thread.id, ThreadTag.name.not_in(names))
    )
    session.add_all(ThreadTag(thread_id=thread.id, name=name) for name in {*names} - there)


def _tell_of_solution(by: Member, thread: Thread) -> None:
    """The mark on the answer fell, or came back."""
    log.record(
        "solution.chosen" if thread.solution_id else "solution.dropped",
        subject=solution_of(thread),
        streams=thread.streams,
        actor_id=by.id,
    )
