"""What texts and files hang on ("thread:12", "comment:34"), as it exists for one reader.

Drafts and files know their subject by name alone. The features that own the subjects tell, at
every request, whether a reader may know of one: `features.SUBJECTS` is the table.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask, current_app

from connect.members.models import Member
from connect.web.addresses import LARGEST_ID

NAME = re.compile(r"([a-z_]{1,30}):([1-9]\d{0,18})", re.ASCII)


@dataclass(frozen=True)
class Subject:
    """`url` is where its text is written; `may_write` whether this reader may do so now."""

    name: str
    title: str
    lang: str
    url: str
    may_write: bool


Reach = Callable[[Member | None, int], Subject | None]


def install(app: Flask, table: Mapping[str, Reach]) -> None:
    app.extensions["subjects"] = table


def reach_subject(reader: Member | None, name: str) -> Subject | None:
    """The subject, if it exists for this reader; None also for a name that means nothing."""
    match = NAME.fullmatch(name)
    table: Mapping[str, Reach] = current_app.extensions["subjects"]
    if match is None or match[1] not in table or int(match[2]) > LARGEST_ID:
        return None
    return table[match[1]](reader, int(match[2]))
