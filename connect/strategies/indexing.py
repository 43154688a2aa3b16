"""Each process' index of shared strategies, which follows the event log.

Every change of a sheet is an entry of the stream LIST, written in the transaction of the change.
The log numbers entries in the order of commits and without holes: who has read the entries up to
a head, and then the rows of the strategies that these name, knows everything that was committed
before, whichever process wrote it; what was rolled back has no number. Rows that are newer than
the head are read again with their entry, to no harm.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from threading import Lock

from flask import current_app
from sqlalchemy import select

from connect.database import db
from connect.events import log
from connect.folding import fold
from connect.strategies.actions.retelling import LIST
from connect.strategies.index import Index, Listed
from connect.strategies.models import Strategy, StrategyFacet

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def current_index() -> Index:
    """As of now: one statement when nothing changed since the last request, three when
    something did, or when it is the first one."""
    keeper: Keeper = current_app.extensions.setdefault("strategy_index", Keeper())
    return keeper.caught_up()


class Keeper:
    """Keeps the index of one app, shared by its threads."""

    def __init__(self) -> None:
        self._index: Index | None = None
        self._changing = Lock()

    def caught_up(self) -> Index:
        """The log is asked before the lock is taken: who waits for it may hold a connection, so
        who has it must not have to wait for one."""
        known = self._index
        if known is None:
            return self._next(log.head(LIST), None)
        missed = log.entries_after(LIST, known.head)
        if missed.head <= known.head:
            # Or this transaction began before the last change: what it then shows of that one
            # is still asked of the database.
            return known
        return self._next(
            missed.head, None if missed.reset else {entry.subject_id for entry in missed.entries}
        )

    def _next(self, head: int, ids: Collection[int] | None) -> Index:
        """With the strategies `ids` read again, or with all of them."""
        with self._changing:
            known = self._index
            if known is not None and known.head >= head:
                return known
            listed = _listed(ids)
            if known is None or ids is None:
                known, ids = Index(), [one.id for one in listed]
            self._index = known.changed(head, ids, listed)
            return self._index


def _listed(ids: Collection[int] | None) -> list[Listed]:
    """What is shared of the strategies `ids`; of all of them when None. In two statements."""
    shared = Strategy.state != "draft"
    if ids is not None:
        shared &= Strategy.id.in_(ids)
    strategies = db.session.execute(
        select(
            Strategy.id,
            Strategy.visibility,
            Strategy.state,
            Strategy.updated_at,
            Strategy.published_at,
            Strategy.endorsement_count,
            Strategy.title,
        ).where(shared)
    ).all()
    facets = db.session.execute(
        select(StrategyFacet.strategy_id, StrategyFacet.facet, StrategyFacet.value)
        .join(Strategy, Strategy.id == StrategyFacet.strategy_id)
        .where(shared)
    )
    values: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for strategy_id, facet, value in facets:
        values[strategy_id].append((facet, value))
    return [
        Listed(
            id=one.id,
            values=[*values[one.id], ("visibility", one.visibility), ("state", one.state)],
            keys={
                "updated": -_microseconds(one.updated_at),
                "newest": -_microseconds(one.published_at or one.updated_at),
                "endorsed": -one.endorsement_count,
                "title": fold(one.title),
            },
        )
        for one in strategies
    ]


def _microseconds(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1)
