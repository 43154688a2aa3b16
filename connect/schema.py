"""Whether the database has the tables this program expects."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from connect.database import db
from connect.extensions import MIGRATIONS


def missing_migrations() -> list[str]:
    """Revisions that the database lacks, oldest first."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    with db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    known = {r.revision for head in current for r in scripts.iterate_revisions(head, "base")}
    return [r.revision for r in scripts.walk_revisions() if r.revision not in known][::-1]
