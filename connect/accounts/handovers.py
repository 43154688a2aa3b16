"""What a function can hand on to its successor, part by part.

The features that own the parts tell what there is of them, and move them: `features.HANDED_ON`
is the table. A part hands over what its keys name, and of that only what the successor may have.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app
from flask_babel import LazyString

from connect.members.models import Member


@dataclass(frozen=True)
class Thing:
    """One thing that is handed over, as it is called."""

    key: str
    title: str
    lang: str | None = None


@dataclass(frozen=True)
class Part:
    """`keys_of` are all that the giver has; `within_reach` of these the ones that the reader may
    have, by name (the giver: all of them); `hand_over` moves those with the keys, inside the
    caller's transaction, and loses nothing where the successor has the same."""

    label: LazyString
    keys_of: Callable[[Member], Sequence[str]]
    within_reach: Callable[[Member, Member, Sequence[str]], Sequence[Thing]]
    hand_over: Callable[[Member, Member, Sequence[str]], None]
    by_organisers_only: bool = False


def install(app: Flask, table: Mapping[str, Part]) -> None:
    app.extensions["handed_on"] = table


def parts(starter: Member) -> dict[str, Part]:
    """Those that this member may set out to hand over, by name."""
    table = cast(Mapping[str, Part], current_app.extensions["handed_on"])
    allowed = starter.is_organiser and starter.active
    return {name: part for name, part in table.items() if allowed or not part.by_organisers_only}
