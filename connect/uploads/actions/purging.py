"""Files that were sent and never used."""

from datetime import timedelta

from connect.database import atomic, utc_now
from connect.uploads import queries
from connect.uploads.actions.keeping import forget

KEPT_UNUSED = timedelta(days=30)


def purge_orphans() -> int:
    """Forget what no text took hold of in all that time and no draft names; how many."""
    with atomic() as session:
        orphans = queries.unneeded(queries.unattached_since(utc_now() - KEPT_UNUSED))
        for upload in orphans:
            forget(session, upload)
    return len(orphans)
