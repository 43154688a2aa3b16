"""What a sheet still lacks for a depth: the publish gate, and that of the badge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connect import rich_text
from connect.strategies.fields import CRITERIA, FIELDS, Depth, SheetField
from connect.strategies.words import REASONS

ASKED: Mapping[Depth, Sequence[Depth]] = {
    "short": ("short",),
    "standard": ("short", "standard"),
    "full": ("short", "standard", "full"),
}
NOT_YET_RUNNING = frozenset({"idea", "pilot"})


@dataclass(frozen=True)
class Asked:
    """A field that a depth asks for, and why."""

    field: SheetField
    is_filled: bool

    @property
    def reason(self) -> Any:
        return REASONS[self.field.name]

    @property
    def criterion(self) -> Any:
        """What EUCPN's criterion says that it answers, if it does."""
        return CRITERIA[self.field.criterion] if self.field.criterion else None


def asked_for(sheet: Mapping[str, Any], depth: Depth) -> list[Asked]:
    """The fields to publish, or those that the badge asks for beyond them, in their order."""
    return [
        Asked(field, is_filled(field, sheet))
        for field in FIELDS
        if is_needed(field, sheet, depth)
        and not (depth == "full" and is_needed(field, sheet, "standard"))
    ]


def missing(sheet: Mapping[str, Any], depth: Depth) -> list[SheetField]:
    """The fields that are empty and that this depth asks for, in the order of the sheet."""
    return [
        field for field in FIELDS if is_needed(field, sheet, depth) and not is_filled(field, sheet)
    ]


def progress(sheet: Mapping[str, Any], depth: Depth) -> tuple[int, int]:
    """How many of the fields that a depth asks for are filled in, of how many."""
    asked = [field for field in FIELDS if is_needed(field, sheet, depth)]
    return sum(is_filled(field, sheet) for field in asked), len(asked)


def is_needed(field: SheetField, sheet: Mapping[str, Any], depth: Depth) -> bool:
    """Nobody has results of what is only an idea or a pilot, until the badge is asked for."""
    if field.name == "results" and sheet.get("status") in NOT_YET_RUNNING and depth != "full":
        return False
    return field.need in ASKED[depth]


def is_filled(field: SheetField, sheet: Mapping[str, Any]) -> bool:
    value = sheet.get(field.name, field.empty)
    if field.shape == "text":
        return bool(rich_text.plain_text(value).strip())
    return bool(value)
