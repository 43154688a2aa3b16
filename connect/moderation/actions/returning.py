"""Undoing a move, a split or a merger: comments return to where they stood, with what was answered
below them since."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, undefer

from connect.database import atomic, db
from connect.discussions import plans
from connect.discussions.actions import carrying, moving
from connect.discussions.plans import Plan
from connect.discussions.policies import can_moderate
from connect.discussions.trees import Leaf, with_answers, with_gaps, without_gaps
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.shaping import streams_of
from connect.moderation.errors import CannotUndo
from connect.moderation.models import Decision, Move

Reversal = Callable[[Session, Member, Decision], None]


def return_comments(session: Session, by: Member, decision: Decision) -> None:
    """The reversal of all three. Raises CannotUndo when a later act has to be undone first, or one
    of the threads is not there."""
    _return(session, by, decision)


def prepare_return(decision: Decision) -> Reversal:
    """The same, planned while everybody goes on."""
    move = _move_of(db.session(), decision)
    try:
        plan = _plan(db.session(), move)
    except CannotUndo:
        return return_comments  # which says why, if it is still so
    return partial(_return, plan=plan)


def _return(session: Session, by: Member, decision: Decision, plan: Plan | None = None) -> None:
    move = _move_of(session, decision)
    home, left = move.source, move.target
    with atomic():
        moving.lock_all(session, home, left)
        if not can_moderate(by, left):
            raise CannotUndo(_("The texts stand in a theme now where you decide about nothing."))
        if plan is None or not moving.is_still_true(plan):
            plan = _plan(session, move)
        _refuse_if_hidden(move)
        _bring_back(session, by, move, plan)
        log.record(
            "comments.returned",
            subject=decision.subject,
            streams=streams_of(home, left),
            actor_id=by.id,
            payload={"decision": decision.id},
        )


def _move_of(session: Session, decision: Decision) -> Move:
    whole = [undefer(Move.comments), undefer(Move.before)]
    return session.get_one(Move, decision.id, options=whole)


def _plan(session: Session, move: Move) -> Plan:
    heads = plans.heads_of(move.from_id, move.to_id)
    session.refresh(move.source)
    here, there = plans.leaves_of(move.from_id), plans.leaves_of(move.to_id)
    _refuse_if_built_upon(session, move, here, there)
    return _outlined(heads, move, here, there)


def _outlined(
    heads: Mapping[str, int], move: Move, here: Sequence[Leaf], there: Sequence[Leaf]
) -> Plan:
    ids = [id for id, _was, _is in move.comments]
    returning = with_answers(there, ids if move.arrived_number else {leaf.id for leaf in there})
    numbers = {id: was for id, was, _is in move.comments}
    since = [leaf for leaf in returning if leaf.id not in numbers]
    numbers |= {leaf.id: number for number, leaf in enumerate(since, move.source.last_number + 1)}
    parents: dict[int, int | None] = dict(move.before["parents"])
    opening = move.comments[0][0]
    if move.arrived_number == 0:  # whoever answered the split thread answered its opening
        parents |= {leaf.id: opening for leaf in since if leaf.parent_id is None}
    if move.left_number == 0:  # and the other way round in a merged one
        parents |= {leaf.id: None for leaf in since if leaf.parent_id == opening}
    return plans.outline(heads, there, returning, numbers, parents, here)


def _bring_back(session: Session, by: Member, move: Move, plan: Plan) -> None:
    home, left = move.source, move.target
    gaps, last_number = left.gaps, left.last_number
    if move.left_number == 0:
        moving.lead_back(session, home, move.before["led_here"])
    moving.move_comments(left, home, plan)
    home.gaps = without_gaps(home.gaps, (leaf.number for leaf in plan.arriving))
    _close_up(move, plan, gaps, last_number)
    carrying.bring_readings_back(session, left, home, plan)
    carrying.unsilence(session, home, move.before["silenced"])
    for name in ("solution_id", "pinned_comment_id"):
        if name in move.before and getattr(home, name) is None:
            setattr(home, name, move.before[name])
    if move.arrived_number == 0:
        carrying.forget_all_readings(session, left)
        moving.lead_on(session, left, home)
    else:
        _forget_arrival(session, move, plan)
        moving.settle_emptiness(by, left)
    was_gone = home.withdrawn_at is not None
    moving.settle_emptiness(by, home)
    if was_gone and home.withdrawn_at is None:
        home.last_activity_at = datetime.fromisoformat(move.before["source_activity_at"])


def _close_up(move: Move, plan: Plan, gaps: list[list[int]], last_number: int) -> None:
    """The last numbers of a thread are given again when those who had them leave as they came;
    otherwise they stay away."""
    left = move.target
    came_last = plan.moved[-1].number == last_number and len(plan.moved) == move.count
    if came_last and move.arrived_number:
        left.last_number, left.gaps = move.before["last_number"], gaps
    else:
        left.gaps = with_gaps(gaps, (leaf.number for leaf in plan.moved if leaf.number))


def _forget_arrival(session: Session, move: Move, plan: Plan) -> None:
    left, before = move.target, move.before
    numbers = {leaf.number for leaf in plan.moved}
    made_at = datetime.fromisoformat(before["made_at"])
    carrying.forget_readings(session, left, numbers, before["made"], made_at)
    if left.last_activity_at == datetime.fromisoformat(before["raised_to"]):
        left.last_activity_at = datetime.fromisoformat(before["last_activity_at"])


def _refuse_if_built_upon(
    session: Session, move: Move, here: Sequence[Leaf], there: Sequence[Leaf]
) -> None:
    home, left = move.source, move.target
    moved = {id for id, _was, _is in move.comments}
    later = _later_moves(session, move)
    gone = moved - {leaf.id for leaf in there}
    if move.left_number:
        parents = {parent for _, parent in move.before["parents"] if parent is not None}
        gone |= parents - {leaf.id for leaf in here} - moved
    for other in later:
        takes_away = not gone.isdisjoint(id for id, _was, _is in other.comments)
        fills = move.arrived_number == 0 and other.to_id == left.id
        merges = move.left_number and home.merged_into_id and other.from_id == home.id
        if takes_away or fills or (merges and other.left_number == 0):
            told = _("Something was built upon this since. Undo that first.")
            raise CannotUndo(told, other.decision)
    if gone or (move.left_number and home.merged_into_id):
        raise CannotUndo(_("Something was built upon this since. It cannot be undone any more."))


def _refuse_if_hidden(move: Move) -> None:
    if (move.left_number and move.source.hidden_at) or move.target.hidden_at:
        raise CannotUndo(_("One of the two threads is hidden. Show it again first."))


def _later_moves(session: Session, move: Move) -> Sequence[Move]:
    """Of the same threads, latest first: the first to be undone."""
    threads = (move.from_id, move.to_id)
    return session.scalars(
        select(Move)
        .join(Move.decision)
        .where(
            Move.decision_id > move.decision_id,
            or_(Move.from_id.in_(threads), Move.to_id.in_(threads)),
            Decision.undone_at.is_(None),
        )
        .order_by(Move.decision_id.desc())
        .options(joinedload(Move.decision), undefer(Move.comments))
    ).all()
