"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal

from connect import rich_text
from connect.discussions import queries
from connect.discussions.models import Comment

Change = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Version:
    """One version; `changes` are the runs of words against the version before it."""

    number: int
    title: str | None
    written_at: datetime
    changes: Sequence[tuple[Change, str]]


def versions(comment: Comment) -> list[Version]:
    """All versions of a comment, latest first."""
    texts: list[tuple[int, str | None, str, datetime]] = [
        (r.version, r.title, r.html, r.written_at) for r in queries.revisions(comment)
    ]
    title = comment.thread.title if comment.is_opening else None
    written_at = comment.edited_at or comment.created_at
    texts.append((comment.version, title, comment.html, written_at))
    found = []
    before = None
    for number, title, html, moment in texts:
        text = rich_text.plain_text(html)
        changes = list(word_changes(text if before is None else before, text))
        found.append(Version(number, title, moment, changes))
        before = text
    return found[::-1]


def word_changes(before: str, after: str) -> Iterator[tuple[Change, str]]:
    """Runs of words that stayed, came or went, in reading order; white space belongs to the
    word it follows, so that the runs joined together are the texts."""
    old, new = _words(before), _words(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", "".join(new[j1:j2])
            continue
        if i2 > i1:
            yield "removed", "".join(old[i1:i2])
        if j2 > j1:
            yield "added", "".join(new[j1:j2])


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)
