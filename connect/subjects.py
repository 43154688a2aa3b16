"""What texts and files hang on ("thread:12", "comment:34"), as it exists for one reader.

Drafts and files know their subject by name alone. The features that own the subjects tell, at
every request, whether a reader may know of one: `features.SUBJECTS` is the table.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

from connect.members.models import Member
from connect.web.addresses import LARGEST_ID

NAME = re.compile(r"([a-z_]{1,30}):([1-9]\d{0,18})", re.ASCII)


@dataclass(frozen=True)
class Subject:
    """`url` is where its text is written, `action` where the form sends it; `may_write` whether
    this reader may do so now. `keeps`: what they wrote is kept as a draft even so, because it was
    open to them, and may be again."""

    name: str
    title: str
    lang: str
    url: str
    action: str
    may_write: bool
    keeps: bool = False


Reach = Callable[[Member | None, Sequence[int]], Mapping[int, Subject]]
"""Those of the numbered subjects of one kind that exist for the reader, in one query."""


def install(app: Flask, table: Mapping[str, Reach]) -> None:
    app.extensions["subjects"] = table


def reach_subject(reader: Member | None, name: str) -> Subject | None:
    """The subject, if it exists for this reader; None also for a name that means nothing."""
    return reach_subjects(reader, [name]).get(name)


def reach_subjects(reader: Member | None, names: Iterable[str]) -> dict[str, Subject]:
    """By name, those that exist for this reader: one query for each kind of them."""
    table: Mapping[str, Reach] = current_app.extensions["subjects"]
    wanted: dict[str, list[int]] = {}
    for name in names:
        match = NAME.fullmatch(name)
        if match and match[1] in table and int(match[2]) <= LARGEST_ID:
            wanted.setdefault(match[1], []).append(int(match[2]))
    found = (table[kind](reader, numbers).values() for kind, numbers in wanted.items())
    return {subject.name: subject for subjects in found for subject in subjects}
