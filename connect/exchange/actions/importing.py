"""An import: kept to be looked at, started, carried to its end by the worker, and undone."""

import logging
import uuid
from datetime import timedelta

from sqlalchemy import ColumnElement, String, cast, delete, exists, literal, select, update

from connect.database import atomic, db, utc_now
from connect.drafts.models import Draft
from connect.events import log
from connect.exchange import reading
from connect.exchange.models import ImportLine, StrategyImport
from connect.exchange.reading import CheckedLine, Known
from connect.members.models import Member
from connect.strategies import actions as strategies
from connect.strategies.models import Strategy

logger = logging.getLogger(__name__)

AT_A_TIME = 20
KEPT = timedelta(days=30)


def keep_import(by: Member, name: str, lines: list[ImportLine]) -> StrategyImport:
    """Nothing is written of it yet."""
    with atomic() as session:
        kept = StrategyImport(name=name, lines=lines, created_by_id=by.id)
        session.add(kept)
        session.flush()
        _record("strategy_import.kept", kept, by)
    return kept


def start_import(by: Member, kept: StrategyImport) -> None:
    """Let the worker begin. Started already, nothing happens."""
    with atomic() as session:
        started = session.scalar(
            update(StrategyImport)
            .where(StrategyImport.id == kept.id, StrategyImport.started_at.is_(None))
            .values(started_at=utc_now())
            .returning(StrategyImport.id)
        )
        if started:
            _record("strategy_import.started", kept, by)


def import_next() -> bool:
    """Make drafts of the next lines of an import that was started; False when there is none.

    Its own token makes each line one draft, also when the worker stopped between the draft and
    the note that it is there.
    """
    waiting = select(StrategyImport).where(
        StrategyImport.started_at.is_not(None), StrategyImport.finished_at.is_(None)
    )
    current = db.session.scalar(waiting.order_by(StrategyImport.id).limit(1))
    if current is None:
        return False
    known, done = Known.now(), current.handled
    lines = current.lines[done : done + AT_A_TIME]
    failed = [failure for line in lines if (failure := _make(current, line, known))]
    with atomic() as session:
        session.refresh(current, with_for_update=True)
        if current.handled != done:  # another worker made the same drafts, and noted it
            return True
        current.handled += len(lines)
        current.failures = [*current.failures, *failed]
        if current.handled >= len(current.lines):
            current.finished_at = utc_now()
            _record("strategy_import.finished", current, current.created_by)
    return True


def undo_import(by: Member, done: StrategyImport) -> int:
    """Take away the drafts that nobody has touched since; how many those were."""
    with atomic() as session:
        session.refresh(done, with_for_update=True)
        taken = session.scalars(
            delete(Strategy)
            .where(
                Strategy.token.in_([_token(done, number) for number, _cells in done.lines]),
                Strategy.state == "draft",
                Strategy.version == 1,
                Strategy.thread_id.is_(None),
                ~Strategy.writers.any(),
                ~_is_being_written(),
            )
            .returning(Strategy.id)
            .execution_options(synchronize_session=False)
        ).all()
        done.undone_at = utc_now()
        _record("strategy_import.undone", done, by)
    return len(taken)


def forget_imports() -> None:
    """A spreadsheet may name people: after a month it is gone, whatever became of it."""
    with atomic() as session:
        session.execute(delete(StrategyImport).where(StrategyImport.created_at < utc_now() - KEPT))


def _is_being_written() -> ColumnElement[bool]:
    """A condition on Strategy: somebody has typed in its form, and not saved it yet."""
    place = literal("strategy:") + cast(Strategy.id, String)
    return exists().where(Draft.place == place, Draft.state == "kept")


def _make(current: StrategyImport, line: ImportLine, known: Known) -> dict[str, object] | None:
    """The draft of one line; what came between, if it cannot be made any more."""
    checked = reading.check(line, known, current.created_by)
    if checked.problems or checked.author is None:
        return {"line": checked.number, "problems": checked.problems}
    return _start(current, checked, checked.author)


def _start(
    current: StrategyImport, checked: CheckedLine, author: Member
) -> dict[str, object] | None:
    try:
        strategies.start_strategy(author, checked.sheet, token=_token(current, checked.number))
    except Exception:
        logger.exception("Line %s of %s", checked.number, current.subject)
        db.session.rollback()
        return {"line": checked.number, "problems": []}
    return None


def _token(current: StrategyImport, number: int) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{current.subject}/{number}"))


def _record(kind: str, told: StrategyImport, by: Member) -> None:
    log.record(kind, subject=told.subject, streams=[], actor_id=by.id)
