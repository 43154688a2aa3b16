"""Threads take shape: comments move to another thread, and threads are split and merged."""

from collections.abc import Callable, Collection
from typing import TypeVar

from sqlalchemy.orm import Session

from connect.database import atomic, utc_now
from connect.discussions import paths, plans
from connect.discussions.actions import carrying, moving
from connect.discussions.models import Comment, Thread, ThreadKind
from connect.discussions.plans import Plan
from connect.discussions.trees import with_answers
from connect.drafts import actions as drafts
from connect.members.models import Member
from connect.moderation.actions.deciding import decide, heed_others
from connect.moderation.errors import StaleSelection
from connect.moderation.models import Decision, Move
from connect.moderation.shaping import (
    refuse_bad_merger,
    refuse_bad_move,
    refuse_bad_selection,
    refuse_bad_split,
    refuse_stale,
)
from connect.themes.models import Theme

Result = TypeVar("Result")
TRIES = 3
"""At making a plan before anything is locked. After that, everybody waits for it."""


def split_thread(
    by: Member,
    source: Thread,
    chosen: Collection[int],
    *,
    title: str,
    kind: ThreadKind,
    theme: Theme,
    reason: str,
    wider: bool = False,
    seen: int | None = None,
    known: int | None = None,
) -> Thread:
    """Let the chosen comments, and the answers below them, be a thread of their own: the first of
    them opens it. `known` is how many the moderator was told would move; `wider`: it was confirmed
    that more people will read them."""

    def plan() -> Plan:
        return _going_away(source, chosen, None)

    def carry_out(session: Session, plan: Plan) -> Thread:
        refuse_bad_split(by, source, theme, wider=wider)
        refuse_stale(plan, known)
        heed_others(by, source, seen)
        opening = session.get_one(Comment, plan.moved[0].id)
        target = moving.thread_for(opening, theme_id=theme.id, kind=kind, title=title)
        decision = decide(
            "thread.split",
            by,
            reason=reason,
            thread=source,
            of_its_own=True,
            streams=streams_of(source, target),
        )
        _move(session, by, source, target, plan, decision)
        return target

    return _planned(plan, carry_out, source)


def move_comments(
    by: Member,
    source: Thread,
    chosen: Collection[int],
    target: Thread,
    *,
    reason: str,
    wider: bool = False,
    seen: int | None = None,
    known: int | None = None,
) -> Thread:
    """Put the chosen comments, and the answers below them, at the end of another thread. `known`
    and `wider` as above."""

    def plan() -> Plan:
        return _going_away(source, chosen, target)

    def carry_out(session: Session, plan: Plan) -> Thread:
        refuse_bad_move(by, source, target, wider=wider)
        refuse_stale(plan, known)
        heed_others(by, source, seen)
        decision = decide(
            "comments.moved",
            by,
            reason=reason,
            thread=source,
            of_its_own=True,
            streams=streams_of(source, target),
        )
        _move(session, by, source, target, plan, decision)
        return target

    return _planned(plan, carry_out, source, target)


def merge_threads(
    by: Member,
    source: Thread,
    target: Thread,
    *,
    reason: str,
    wider: bool = False,
    seen: int | None = None,
) -> Thread:
    """Put all of a thread under its opening in another one. What leads to it leads there then."""

    def plan() -> Plan:
        refuse_bad_merger(by, source, target, wider=wider)
        heads = plans.heads_of(source.id, target.id)
        first = plans.last_number_of(target.id) + 1
        leaves = plans.leaves_of(source.id)
        if not leaves or leaves[0].number:
            raise StaleSelection
        return plans.merging(heads, leaves, first)

    def carry_out(session: Session, plan: Plan) -> Thread:
        refuse_bad_merger(by, source, target, wider=wider)
        heed_others(by, source, seen)
        decision = decide(
            "thread.merged",
            by,
            reason=reason,
            thread=source,
            of_its_own=True,
            streams=streams_of(source, target),
        )
        move = _move(session, by, source, target, plan, decision)
        led_here = moving.lead_on(session, source, target)
        drafts.lead_on(source.stream, target.stream)
        move.before = {**move.before, "led_here": led_here}
        return target

    return _planned(plan, carry_out, source, target)


def _going_away(source: Thread, chosen: Collection[int], target: Thread | None) -> Plan:
    threads = [source.id, target.id] if target else [source.id]
    heads = plans.heads_of(*threads)
    first = plans.last_number_of(target.id) + 1 if target else 0
    leaves = plans.leaves_of(source.id)
    refuse_bad_selection(leaves, chosen)
    return plans.going_away(heads, leaves, with_answers(leaves, chosen), first)


def _planned(
    plan: Callable[[], Plan],
    carry_out: Callable[[Session, Plan], Result],
    *threads: Thread,
) -> Result:
    """A plan is made while everybody goes on, and carried out if nothing happened meanwhile."""
    for attempt in range(TRIES):
        made = plan() if attempt + 1 < TRIES else None
        with atomic() as session:
            moving.lock_all(session, *threads)
            if made is None:
                made = plan()
            if moving.is_still_true(made):
                return carry_out(session, made)
    raise AssertionError("a plan made under the lock is true")


def _move(
    session: Session, by: Member, source: Thread, target: Thread, plan: Plan, decision: Decision
) -> Move:
    moment = utc_now()
    move = _recorded(source, target, plan, decision)
    move.before["last_activity_at"] = target.last_activity_at.isoformat()
    move.before["made_at"] = moment.isoformat()
    _unmark(source, plan, move)
    moving.move_comments(source, target, plan)
    moving.raise_to_latest(session, target, plan)
    move.before["raised_to"] = target.last_activity_at.isoformat()
    move.before["made"] = carrying.carry_readings(session, source, target, plan, moment)
    move.before["silenced"] = carrying.silence(session, source, plan.silenced)
    moving.settle_emptiness(by, *(t for t in (source, target) if _has_opening(t, source, plan)))
    target.decision_count += 1
    session.add(move)
    session.flush()
    return move


def _has_opening(thread: Thread, source: Thread, plan: Plan) -> bool:
    """Whether it still has one: not the source of a merger."""
    return thread is not source or plan.moved[0].number > 0


def _recorded(source: Thread, target: Thread, plan: Plan, decision: Decision) -> Move:
    first_was, first_is = plan.moved[0], plan.arriving[0]
    pairs = list(zip(plan.moved, plan.arriving, strict=True))
    changed = [(was, will) for was, will in pairs if was.parent_id != will.parent_id]
    return Move(
        decision_id=decision.id,
        from_id=source.id,
        to_id=target.id,
        count=len(pairs),
        left_number=first_was.number,
        left_path=paths.place_before(first_was.path, first_was.number),
        arrived_number=first_is.number,
        arrived_path=paths.place_before(first_is.path, first_is.number),
        comments=[[was.id, was.number, will.number] for was, will in pairs],
        before={
            "parents": [[was.id, was.parent_id] for was, _ in changed],
            "last_number": target.last_number,
            "source_activity_at": source.last_activity_at.isoformat(),
        },
    )


def _unmark(source: Thread, plan: Plan, move: Move) -> None:
    """The solution of a question, and what is pinned in a thread, stand in it."""
    moved = {leaf.id for leaf in plan.moved}
    for name in ("solution_id", "pinned_comment_id"):
        marked = getattr(source, name)
        if marked in moved:
            move.before[name] = marked
            setattr(source, name, None)


def streams_of(source: Thread, target: Thread) -> list[str]:
    return list(dict.fromkeys([*source.streams, *target.streams]))
