"""Writing to the log and reading from it: `record`, `head`, `entries_after`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from connect.database import after_commit, atomic, before_commit, db, utc_now
from connect.events.models import Entry, Event, Stream

LONGEST_CATCH_UP = 200
# Whatever takes access away records its event here too: every live process watches this stream.
ACCESS = "access"


@dataclass(frozen=True)
class Missed:
    """What a listener at `after` has missed. With `reset`, too much: fetch the view again."""

    head: int
    entries: Sequence[Entry] = ()
    reset: bool = False


Announce = Callable[[Sequence[Entry]], None]
_announce: list[Announce] = []


def announce_through(announce: Announce) -> None:
    """Name the one function that is told of entries once they are committed (the live push)."""
    _announce[:] = [announce]


def record(
    kind: str,
    *,
    subject: str,
    streams: Sequence[str],
    actor_id: int | None = None,
    token: str | None = None,
    payload: dict[str, Any] | None = None,
) -> Event:
    """Write an event, to be numbered in each of `streams` when the current block commits.

    Numbering is last because it locks the streams' rows until the commit: that lock makes the
    order of numbers the order of commits, and an aborted write leave no hole.
    """
    with atomic() as session:
        event = Event(kind=kind, subject=subject, actor_id=actor_id, payload=payload or {})
        session.add(event)
        pending: list[tuple[Event, str, str | None]] = session.info["atomic"].setdefault(
            "entries", []
        )
        if not pending:
            before_commit(lambda: _number(session, pending))
        pending.extend((event, stream, token) for stream in streams)
    return event


def head(stream: str) -> int:
    """The number of the last entry; 0 for a stream that never moved."""
    return db.session.scalar(select(Stream.head).where(Stream.name == stream)) or 0


def heads(streams: Sequence[str]) -> dict[str, int]:
    found = db.session.execute(select(Stream.name, Stream.head).where(Stream.name.in_(streams)))
    return dict.fromkeys(streams, 0) | dict(found.all())


def entries_after(stream: str, after: int) -> Missed:
    """The entries after number `after`, oldest first, at most LONGEST_CATCH_UP of them."""
    rows = db.session.execute(
        select(Stream.head, Stream.floor, Entry)
        .outerjoin(Entry, and_(Entry.stream == Stream.name, Entry.seq > after))
        .where(Stream.name == stream)
        .order_by(Entry.seq)
        .limit(LONGEST_CATCH_UP + 1)
    ).all()
    if not rows:
        return Missed(head=0, reset=after > 0)
    head, floor, _entry = rows[0]
    if not floor <= after <= head or head - after > LONGEST_CATCH_UP:
        return Missed(head=head, reset=True)
    return Missed(head=head, entries=[entry for _, _, entry in rows if entry is not None])


def _number(session: Session, pending: list[tuple[Event, str, str | None]]) -> None:
    """Give each pending entry its number. Streams are locked in name order: no deadlock."""
    session.flush()
    by_stream: dict[str, list[tuple[Event, str | None]]] = {}
    for event, stream, token in pending:
        by_stream.setdefault(stream, []).append((event, token))
    rows = []
    for stream in sorted(by_stream):
        events = by_stream[stream]
        first = _advance(session, stream, len(events)) - len(events) + 1
        rows += [
            Entry(
                stream=stream,
                seq=seq,
                event_id=event.id,
                kind=event.kind,
                subject=event.subject,
                token=token,
                created_at=utc_now(),
            )
            for seq, (event, token) in enumerate(events, first)
        ]
    session.add_all(rows)
    session.flush()
    after_commit(lambda: _tell(rows))


def _tell(entries: Sequence[Entry]) -> None:
    for announce in _announce:
        announce(entries)


def _advance(session: Session, stream: str, count: int) -> int:
    """Lock the stream's row and move its head; the new head."""
    move = (
        update(Stream)
        .where(Stream.name == stream)
        .values(head=Stream.head + count)
        .returning(Stream.head)
        .execution_options(synchronize_session=False)
    )
    new_head = session.scalar(move)
    if new_head is not None:
        return new_head
    _create(session, stream)
    return session.execute(move).scalar_one()


def _create(session: Session, stream: str) -> None:
    """Add the stream's row, unless another writer was first."""
    dialect = session.connection().dialect.name
    upsert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    session.execute(upsert(Stream).values(name=stream, head=0, floor=0).on_conflict_do_nothing())
