"""Earlier versions of a sheet: going back to one, and taking one's words away for good."""

from connect.database import atomic, utc_now
from connect.events import log
from connect.members.models import Member
from connect.strategies import queries
from connect.strategies.actions.locking import lock
from connect.strategies.actions.writing import rewrite, written_sheet
from connect.strategies.errors import Incomplete
from connect.strategies.gate import missing
from connect.strategies.models import Strategy, StrategyVersion
from connect.uploads import actions as uploads


def restore_version(writer: Member, strategy: Strategy, version: StrategyVersion) -> None:
    """Let the sheet say again what it said then, as a new version, to those who may read it now:
    going back opens it to nobody. Raises Incomplete when that lacks what a published sheet
    needs."""
    with atomic() as session:
        lock(session, strategy)
        session.refresh(version)
        if version.removed_at is not None:
            return
        day = version.sheet["review_on"] or strategy.sheet["review_on"]
        kept = {"visibility": strategy.visibility, "review_on": day}
        whole = written_sheet({**strategy.sheet, **version.sheet, **kept})
        keys = [file["key"] for file in version.files]
        if (whole, keys) == (strategy.sheet, strategy.file_keys):
            return
        if strategy.state != "draft" and (lacking := missing(whole, "standard")):
            raise Incomplete(lacking)
        rewrite(session, writer, strategy, whole, keys, strategy.lang)


def remove_version(
    moderator: Member, strategy: Strategy, version: StrategyVersion, reason: str
) -> None:
    """Take the words of an earlier version away, and the files that no other version has. Who did
    it and why stays to be read; the event does not say the words either."""
    with atomic() as session:
        lock(session, strategy)
        session.refresh(version)
        if version.removed_at is not None:
            return
        version.sheet, version.files = {}, []
        version.removed_at = utc_now()
        version.removed_by_id = moderator.id
        version.removal_reason = reason
        session.flush()
        uploads.release(strategy.subject, kept=_files_still_used(strategy))
        log.record(
            "strategy.version_removed",
            subject=strategy.subject,
            streams=[],
            actor_id=moderator.id,
            payload={"version": version.version},
        )


def _files_still_used(strategy: Strategy) -> set[str]:
    listed = [strategy.files, *(version.files for version in queries.versions(strategy))]
    return {file["key"] for files in listed for file in files}
