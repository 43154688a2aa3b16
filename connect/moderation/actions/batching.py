"""One act on many things: kept, carried out by the worker one by one, and undone again."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, joinedload

from connect.database import atomic, db, utc_now
from connect.events import log
from connect.members.models import Member
from connect.moderation.actions.bulk import ACTS
from connect.moderation.errors import ModerationError, explained
from connect.moderation.models import Batch
from connect.moderation.queries.batches import batch_by_token

logger = logging.getLogger(__name__)

AT_A_TIME = 20


def start_batch(
    by: Member,
    section: str,
    act: str,
    targets: Sequence[int],
    *,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
    token: str | None = None,
) -> Batch:
    """Let the worker begin. Sent twice with one token, it is one batch."""
    with atomic() as session:
        if token and (earlier := batch_by_token(by.id, token)):
            return earlier
        batch = Batch(
            by_id=by.id,
            section=section,
            act=act,
            targets=list(dict.fromkeys(targets)),
            reason=reason,
            details=dict(details or {}),
            token=token,
        )
        session.add(batch)
        session.flush()
        _record("batch.started", batch, by)
    return batch


def undo_batch(by: Member, batch: Batch) -> Batch:
    """What was done of it is undone by a batch of its own, the last first. Repeated, it is that
    one."""
    with atomic() as session:
        session.refresh(batch, with_for_update=True)
        earlier = session.scalar(select(Batch).where(Batch.undoes_id == batch.id))
        if earlier is not None:
            return earlier
        batch.undone_at = utc_now()
        act = ACTS[batch.act].undone_by
        undoing = start_batch(by, batch.section, act, _what_was_done(batch)[::-1])
        undoing.undoes_id = batch.id
    return undoing


def work_next() -> bool:
    """Carry out some acts of a batch, of the one that is least advanced; False when none waits."""
    waiting = select(Batch.id).where(Batch.finished_at.is_(None))
    batch_id = db.session.scalar(waiting.order_by(Batch.handled, Batch.id).limit(1))
    if batch_id is None:
        return False
    for _turn in range(AT_A_TIME):
        if not _advance(batch_id):
            return True
    with atomic() as session:
        batch = session.get_one(Batch, batch_id)
        _record("batch.advanced", batch, batch.by)
    return True


def _advance(batch_id: int) -> bool:
    """One act and the note that it was done, in one transaction: whatever stops the worker, each
    is done once. False when there is nothing left to do."""
    place = None
    try:
        with atomic() as session:
            session.expire_all()  # others decide meanwhile
            batch = _locked(session, batch_id)
            if batch.finished_at is not None:
                return False
            place = batch.handled
            if place < len(batch.targets):
                _carry_out(session, batch, batch.targets[place])
            return _note_one(batch)
    except DBAPIError:
        raise  # the next turn tries again
    except Exception as error:
        return _note_failure(batch_id, place, error)


def _carry_out(session: Session, batch: Batch, target: int) -> None:
    """With the rights that its moderator has at this moment."""
    by = session.get_one(
        Member,
        batch.by_id,
        populate_existing=True,
        options=[joinedload(Member.moderations)],
    )
    with force_locale(by.locale):
        decision = ACTS[batch.act].carry_out(by, target, batch)
    if decision is not None:
        batch.decisions = [*batch.decisions, decision.id]


def _note_failure(batch_id: int, place: int | None, error: Exception) -> bool:
    with atomic() as session:
        batch = _locked(session, batch_id)
        if place is None or batch.handled != place:  # another worker went on from here
            return True
        with force_locale(batch.by.locale):
            why = _why(batch, error)
        batch.failures = [*batch.failures, {"target": batch.targets[place], "why": why}]
        return _note_one(batch)


def _note_one(batch: Batch) -> bool:
    batch.started_at = batch.started_at or utc_now()
    batch.handled = min(batch.handled + 1, len(batch.targets))
    if batch.handled < len(batch.targets):
        return True
    batch.finished_at = utc_now()
    _record("batch.finished", batch, batch.by)
    return False


def _why(batch: Batch, error: Exception) -> str:
    if isinstance(error, ModerationError):
        return explained(error)
    logger.error("%s of %s", batch.act, batch.subject, exc_info=error)
    return _("It could not be done.")


def _locked(session: Session, batch_id: int) -> Batch:
    batch = session.get_one(Batch, batch_id)
    session.refresh(batch, with_for_update=True)
    return batch


def _what_was_done(batch: Batch) -> list[int]:
    """Decisions, or for an act that makes none what it was done to."""
    if ACTS[batch.act].decides:
        return list(batch.decisions)
    failed = {failure["target"] for failure in batch.failures}
    return [target for target in batch.targets[: batch.handled] if target not in failed]


def _record(kind: str, batch: Batch, by: Member) -> None:
    log.record(kind, subject=batch.subject, streams=[by.stream], actor_id=by.id)
