"""How long the log remembers. Who comes back later fetches the view again."""

from datetime import timedelta

from sqlalchemy import delete, func, select, update

from connect.database import atomic, utc_now
from connect.events.models import Entry, Stream

KEPT_FOR = timedelta(days=30)


def prune(kept_for: timedelta = KEPT_FOR) -> int:
    """Forget entries that are older, and raise each stream's floor to the last forgotten number.

    The number of entries forgotten.
    """
    forgotten = 0
    with atomic() as session:
        oldest_kept = utc_now() - kept_for
        expired = session.execute(
            select(Entry.stream, func.max(Entry.seq))
            .where(Entry.created_at < oldest_kept)
            .group_by(Entry.stream)
            .order_by(Entry.stream)
        ).all()
        for stream, last in expired:
            session.execute(update(Stream).where(Stream.name == stream).values(floor=last))
            old = delete(Entry).where(Entry.stream == stream, Entry.seq <= last)
            forgotten += len(session.scalars(old.returning(Entry.seq)).all())
    return forgotten
