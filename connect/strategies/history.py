"""The versions of a sheet, each against the one before it, as one reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connect.discussions.comparing import MOST_STEPS, Effort, Line, compared
from connect.members.models import Member
from connect.members.readers import audiences_of
from connect.strategies import policies, queries
from connect.strategies.fields import FIELDS, SheetField
from connect.strategies.models import Sheet, Strategy, StrategyVersion
from connect.strategies.saying import Saying, saying_of

SHOWN = 20
MOST_STEPS_OF_A_PAGE = 3 * MOST_STEPS
FOR_WRITERS = frozenset({"contact"})
"""Somebody who is named may not have agreed to be."""

Files = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Change:
    """What a version says otherwise in one field, as both texts in one."""

    field: SheetField
    lines: Sequence[Line]


@dataclass(frozen=True)
class Version:
    """Nothing is compared with a version whose words were taken away: they would stand here again
    as what went."""

    number: int
    written_at: datetime
    editor: Member
    is_current: bool
    changes: Sequence[Change] = ()
    added_files: Files = ()
    removed_files: Files = ()
    is_compared: bool = False
    removal: StrategyVersion | None = None


@dataclass(frozen=True)
class _Stand:
    """One version as it is stored, wherever."""

    number: int
    sheet: Sheet
    files: Files
    written_at: datetime
    editor: Member
    row: StrategyVersion | None


@dataclass(frozen=True)
class _Reading:
    """One reader's look at a page of versions."""

    saying: Saying
    is_writer: bool
    effort: Effort


def versions(
    reader: Member | None, strategy: Strategy, before: int | None = None
) -> tuple[Sequence[Version], bool]:
    """A page of versions, latest first, from that number down; and whether older ones follow.

    Writers see all of them. Others see those that their audience could read when they stood:
    never what a draft said.
    """
    is_writer = policies.is_writer(reader, strategy)
    stands = [
        stand
        for stand in _stands(strategy)
        if (before is None or stand.number < before)
        and (stand.row is None or may_see_version(reader, strategy, stand.row))
    ]
    shown = stands[: SHOWN + 1]
    saying = saying_of(reader, [stand.sheet for stand in shown if stand.sheet])
    pairs = zip(shown[:SHOWN], [*shown[1:], None], strict=False)
    effort = Effort(MOST_STEPS_OF_A_PAGE)
    found = [
        _version(strategy, stand, earlier, _Reading(saying, is_writer, effort))
        for stand, earlier in pairs
    ]
    return [v for v in found if is_writer or _tells(v)], len(stands) > SHOWN


def may_see_version(reader: Member | None, strategy: Strategy, row: StrategyVersion) -> bool:
    """Of a strategy that was reached."""
    if policies.is_writer(reader, strategy):
        return True
    audience = row.sheet.get("visibility", strategy.visibility)
    return row.was_published and audience in audiences_of(reader)


def _tells(version: Version) -> bool:
    """Whoever changed only what readers do not see is not named to them."""
    files = [*version.added_files, *version.removed_files]
    return not version.is_compared or bool(version.changes or files)


def _version(
    strategy: Strategy, stand: _Stand, earlier: _Stand | None, reading: _Reading
) -> Version:
    is_current = stand.row is None
    if stand.row is not None and stand.row.removed_at:
        return Version(stand.number, stand.written_at, stand.editor, is_current, removal=stand.row)
    is_compared = earlier is not None and bool(earlier.sheet)
    base = earlier if earlier is not None and is_compared else None
    fields = [field for field in FIELDS if reading.is_writer or field.name not in FOR_WRITERS]
    return Version(
        number=stand.number,
        written_at=stand.written_at,
        editor=stand.editor,
        is_current=is_current,
        changes=_changes(fields, base, stand, reading),
        added_files=[f for f in stand.files if base is None or f not in base.files],
        removed_files=[f for f in base.files if f not in stand.files] if base else [],
        is_compared=is_compared,
    )


def _changes(
    fields: Sequence[SheetField], base: _Stand | None, stand: _Stand, reading: _Reading
) -> list[Change]:
    """Of the first version, all that it says."""
    saying, found = reading.saying, []
    for field in fields:
        now = stand.sheet.get(field.name)
        was = base.sheet.get(field.name) if base else now
        if (base and was != now) or (base is None and now):
            before, after = saying.paragraphs(field, was), saying.paragraphs(field, now)
            found.append(Change(field, compared(before, after, reading.effort)))
    return found


def _stands(strategy: Strategy) -> list[_Stand]:
    """All of them, latest first. A row knows who replaced it: who wrote the one after it."""
    rows = queries.versions(strategy)
    writers = {row.version + 1: row.editor for row in rows}
    now = _Stand(
        strategy.version,
        strategy.sheet,
        strategy.files,
        strategy.updated_at,
        writers.get(strategy.version, strategy.author),
        None,
    )
    earlier = (
        _Stand(
            row.version,
            row.sheet,
            row.files,
            row.written_at,
            writers.get(row.version, strategy.author),
            row,
        )
        for row in rows
    )
    return [now, *earlier]
