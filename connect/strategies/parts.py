"""The parts of a sheet as its form shows them: which fields, how many are filled in, which one
stands open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from connect.strategies.fields import FIELDS, PARTS, Part, SheetField
from connect.strategies.forms.sheets import SheetForm
from connect.strategies.gate import is_filled, is_needed


@dataclass(frozen=True)
class ShownPart:
    """`filled` of `asked` fields that publishing needs are filled in."""

    name: Part
    label: Any
    fields: Sequence[SheetField]
    filled: int
    asked: int
    is_wrong: bool
    is_open: bool = False


def shown_parts(form: SheetForm, opened: str = "") -> list[ShownPart]:
    """Those with something wrong are open; else the one asked for; else the first that lacks
    something."""
    parts = [_part(form, name, label) for name, label in PARTS.items()]
    wrong: set[str] = {part.name for part in parts if part.is_wrong}
    lacking = [part.name for part in parts if part.filled < part.asked]
    open_ones = wrong or ({opened} if opened in PARTS else set(lacking[:1]))
    return [ShownPart(**{**vars(part), "is_open": part.name in open_ones}) for part in parts]


def _part(form: SheetForm, name: Part, label: Any) -> ShownPart:
    sheet = form.told
    fields = [field for field in FIELDS if field.part == name]
    asked = [field for field in fields if is_needed(field, sheet, "standard")]
    wrong = any(form[field.name].errors for field in fields)
    if name == "sharing":
        wrong = wrong or bool(form.attachments.errors)
    filled = sum(is_filled(field, sheet) for field in asked)
    return ShownPart(name, label, fields, filled, len(asked), wrong)
