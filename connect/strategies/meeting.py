"""Where two writers' versions of a sheet differ, and whose words are likelier meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from connect.members.models import Member
from connect.rich_text import Paragraph
from connect.strategies.actions.writing import written_sheet
from connect.strategies.fields import FIELDS, SheetField
from connect.strategies.models import Sheet, Strategy
from connect.strategies.queries import begun_version
from connect.strategies.saying import saying_of


@dataclass(frozen=True)
class Difference:
    """A field that says something else in both. `picked`: who alone changed it, else mine."""

    field: SheetField
    mine: Sequence[Paragraph]
    theirs: Sequence[Paragraph]
    picked: Literal["mine", "theirs"]


def differences(
    writer: Member, typed: Mapping[str, Any], current: Strategy, version: int
) -> list[Difference]:
    """Between what the writer typed, who began from `version`, and what stands now."""
    mine, theirs = written_sheet(typed, current.sheet), current.sheet
    begun = begun_version(current, version)
    base: Sheet = begun.sheet if begun else {}
    saying = saying_of(writer, [mine, theirs])
    return [
        Difference(
            field,
            saying.paragraphs(field, mine[field.name]),
            saying.paragraphs(field, theirs[field.name]),
            "theirs" if field.name in base and mine[field.name] == base[field.name] else "mine",
        )
        for field in FIELDS
        if mine[field.name] != theirs[field.name]
    ]
